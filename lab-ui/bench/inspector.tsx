/** @module What the learner may do: isolation, noise, limits, and what it is worth. */

import { StateGlyph } from '../marks/tenant-mark.tsx';
import { Panel } from '../parts/panel.tsx';
import { IsolationLadder } from './isolation-ladder.tsx';
import { LimitsPanel } from './limits-panel.tsx';
import { NoisePanel } from './noise-panel.tsx';
import { ObjectivesPanel } from './objectives-panel.tsx';
import type { Guide } from './use-guide.ts';

/** @param guide  decides the order: while it runs, noise comes first, as it happens first */
export function Inspector({ guide }: { guide: Guide }) {
  if (guide.step === 0) {
    return (
      <>
        <IsolationLadder guide="none" />
        <NoisePanel guide="none" />
        <LimitsPanel />
        <ObjectivesPanel guide={guide.walked ? 'after' : 'none'} />
      </>
    );
  }
  return (
    <>
      <NoisePanel guide={guide.step === 1 ? 'current' : 'done'} />
      <IsolationLadder guide={guide.step === 3 ? 'current' : 'later'} />
      <Panel
        title={
          <>
            Limits <StateGlyph state="not-yet" />
          </>
        }
        note="opens after step 4"
      >
        <p className="quiet dense">A rate for one tenant, and how requests are spread over the servers.</p>
      </Panel>
      <ObjectivesPanel guide="waits" />
    </>
  );
}
