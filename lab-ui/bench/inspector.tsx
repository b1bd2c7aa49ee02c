/** @module What the learner may do: isolation, noise, faults, limits, and what it is worth. */

import { StateGlyph } from '../marks/tenant-mark.tsx';
import { Panel } from '../parts/panel.tsx';
import { ClientPanel } from './client-panel.tsx';
import { FaultPanel } from './fault-panel.tsx';
import { IsolationLadder } from './isolation-ladder.tsx';
import { LimitsPanel } from './limits-panel.tsx';
import { NoisePanel } from './noise-panel.tsx';
import { ObjectivesPanel } from './objectives-panel.tsx';
import type { Guide } from './use-guide.ts';

interface InspectorProps {
  /** Decides the order: while it runs, noise comes first, as it happens first. */
  readonly guide: Guide;
  /** True in the drawer of the smaller bench: limits are folded, so that the objectives are in sight. */
  readonly folded?: boolean;
}

export function Inspector({ guide, folded = false }: InspectorProps) {
  if (guide.step === 0) {
    return (
      <>
        <IsolationLadder guide="none" />
        <NoisePanel guide="none" />
        <FaultPanel />
        <LimitsPanel folded={folded} />
        <ClientPanel />
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
