/** @module Noise: one tenant is made to send more, dearer or wider; controls are printed from the registry. */
import { useState } from 'react';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import { noiseItems } from '../../sim-engine/model/timeline.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Panel } from '../parts/panel.tsx';
import { ParamField } from '../parts/param-field.tsx';
import { StepMark } from '../parts/step-mark.tsx';
import { activeNoise } from '../state/harm.ts';
import { formatClock, tied } from '../text/format.ts';
import { useBench, useBenchState, useCommands, useSession, whyNot } from './bench-context.tsx';
import { ClockWords } from './clock-words.tsx';
import { KindParams, KindSelect } from './kind-fields.tsx';
import { DURATION, initialNoise, noiseAction } from './noise-draft.ts';
import { TenantSelect } from './tenant-select.tsx';

interface NoisePanelProps {
  readonly guide: 'none' | 'done' | 'current';
}

export function NoisePanel({ guide }: NoisePanelProps) {
  const { catalogue } = useSession();
  const scenario = useBench((data) => data.scenario);
  const noises = useBench(activeNoise, sameNoises);
  const { act } = useCommands();
  const state = useBenchState();
  const kinds = catalogue.noise.filter((kind) => scenario.rights.noise.includes(kind.id));
  const [draft, setDraft] = useState(() => initialNoise(scenario, kinds));
  const kind = kinds.find((known) => known.id === draft.kind);
  if (!kind) return null;
  const values = withDefaults(kind, draft.values[kind.id] ?? {});
  const tenant = scenario.tenants.find((known) => known.id === draft.tenant);
  // The scenario's own noise is what the exercise is about: who calls it off gets no mark.
  const ownNoises = noises.filter(({ noise }) => noise >= noiseItems(scenario).length);
  const active = ownNoises.find((noise) => noise.tenant === draft.tenant) ?? ownNoises[0];
  const why = whyNot(state);
  return (
    <Panel
      className="noise"
      title={<>Noise {guide === 'none' ? null : <StepMark step={1} current={guide === 'current'} />}</>}
      note={
        guide === 'none'
          ? noises.length === 0
            ? 'none now'
            : noises.map((noise) => `${noise.tenant.slice(0, 1)} until ${formatClock(noise.untilUs)}`).join(', ')
          : 'set for you, change it if you like'
      }
    >
      <TenantSelect label="Tenant" value={draft.tenant} onChange={(id) => setDraft({ ...draft, tenant: id })} />
      <KindSelect id="noise-kind" kinds={kinds} kind={kind} onChoose={(id) => setDraft({ ...draft, kind: id })} />
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
      {guide !== 'none' ? (
        <p className="note">
          The scenario brings its own flood at {tied(formatClock(noiseItems(scenario)[0]?.atUs ?? 0))}; this adds to it.
        </p>
      ) : null}
      <div className="button-row">
        <ActionButton
          kind={guide === 'none' ? 'primary' : 'outline'}
          why={why}
          {...(guide === 'current' ? {} : { shortcut: 'N' })}
          className="inject"
          onPress={() => act(noiseAction(kind, draft))}
        >
          Inject at <ClockWords />
        </ActionButton>
        {why === null && active ? (
          <ActionButton onPress={() => act({ type: 'stop-noise', noise: active.noise })}>
            Stop {active.tenant === draft.tenant ? (tenant?.id.slice(0, 1) ?? '') : active.tenant.slice(0, 1)}’s noise
          </ActionButton>
        ) : null}
      </div>
    </Panel>
  );
}

function sameNoises(a: readonly { readonly noise: number }[], b: readonly { readonly noise: number }[]): boolean {
  return a.length === b.length && a.every((noise, at) => noise.noise === b[at]?.noise);
}
