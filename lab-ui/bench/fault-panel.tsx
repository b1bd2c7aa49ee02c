/** @module Faults: parts are made to break, to slow down or to stand still; controls are printed from the registry. */
import { useState } from 'react';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Panel } from '../parts/panel.tsx';
import { ParamField } from '../parts/param-field.tsx';
import type { BenchData } from '../state/bench-data.ts';
import { faultFacts } from '../text/fault-facts.ts';
import { formatClock } from '../text/format.ts';
import { useBench, useBenchState, useCommands, useSession, whyNot } from './bench-context.tsx';
import { ClockWords } from './clock-words.tsx';
import { DURATION, faultAction, initialFault } from './fault-draft.ts';
import { FaultTargetFields } from './fault-target-fields.tsx';
import { KindParams, KindSelect } from './kind-fields.tsx';

export function FaultPanel() {
  const { catalogue } = useSession();
  const scenario = useBench((data) => data.scenario);
  const now = useBench(runningFaults);
  const { act } = useCommands();
  const state = useBenchState();
  const allowed = scenario.rights.faults ?? [];
  const kinds = catalogue.faults.filter((kind) => allowed.includes(kind.id));
  const [draft, setDraft] = useState(() => initialFault(scenario, kinds));
  const kind = kinds.find((known) => known.id === draft.kind);
  if (!kind) return null;
  const values = withDefaults(kind, draft.values[kind.id] ?? {});
  return (
    <Panel className="fault" title="Faults" note={now}>
      <KindSelect id="fault-kind" kinds={kinds} kind={kind} onChoose={(id) => setDraft({ ...draft, kind: id })} />
      <FaultTargetFields kind={kind} draft={draft} onChange={setDraft} />
      <KindParams
        kind={kind}
        values={values}
        onChange={(changed) => setDraft({ ...draft, values: { ...draft.values, [kind.id]: changed } })}
      />
      <ParamField
        spec={DURATION}
        value={draft.forSeconds}
        onChange={(forSeconds) => setDraft({ ...draft, forSeconds })}
      />
      <div className="button-row">
        <ActionButton
          kind="outline"
          why={whyNot(state)}
          className="inject"
          onPress={() => act(faultAction(kind, draft))}
        >
          Break at <ClockWords />
        </ActionButton>
      </div>
    </Panel>
  );
}

/** What is broken now, and until when. */
function runningFaults(data: BenchData): string {
  const running = faultFacts(data).filter(({ state }) => state === 'running');
  const last = running.at(-1);
  if (last === undefined) return 'none now';
  const others = running.length > 1 ? `, ${running.length - 1} more` : '';
  return `${last.label} until ${formatClock(last.toUs)}${others}`;
}
