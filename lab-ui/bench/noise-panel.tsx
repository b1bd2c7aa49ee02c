/** @module Noise: one tenant is made to send more, dearer or wider; controls are printed from the registry. */

import { useState } from 'react';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import { noiseItems } from '../../sim-engine/model/timeline.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Panel } from '../parts/panel.tsx';
import { ParamField } from '../parts/param-field.tsx';
import { StepMark } from '../parts/step-mark.tsx';
import { type ActiveNoise, activeNoise } from '../state/harm.ts';
import { formatClock, tied } from '../text/format.ts';
import { tenantLabel } from '../text/tenant-label.ts';
import { useBench, useBenchState, useCommands, useSession, whyNot } from './bench-context.tsx';
import { ClockWords } from './clock-words.tsx';
import { KindParams, KindSelect } from './kind-fields.tsx';
import { DURATION, initialNoise, noiseAction } from './noise-draft.ts';
import { PlanForm } from './plan-form.tsx';
import { PlannedNoise } from './planned-noise.tsx';
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
  // The scenario's own noise is what the exercise is about: who calls it off gets no mark.
  const ownNoises = noises.filter(({ noise }) => noise >= noiseItems(scenario).length);
  const active = ownNoises.find((noise) => noise.tenant === draft.tenant) ?? ownNoises[0];
  const why = whyNot(state);
  return (
    <Panel
      className="noise"
      title={<>Noise {guide === 'none' ? null : <StepMark step={1} current={guide === 'current'} />}</>}
      note={
        <>
          {guide === 'none' ? noiseWords(noises) : 'set for you, change it if you like'}
          {why === null && active ? (
            <button
              type="button"
              className="link-button"
              onClick={() => act({ type: 'stop-noise', noise: active.noise })}
            >
              Stop {tenantLabel(active.tenant)}’s noise
            </button>
          ) : null}
        </>
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
      {guide === 'none' ? null : (
        <p className="note">
          The scenario brings its own flood at {tied(formatClock(noiseItems(scenario)[0]?.atUs ?? 0))}; this adds to it.
        </p>
      )}
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
        {guide === 'none' && why === null ? (
          <PlanForm
            tenant={scenario.tenants.findIndex(({ id }) => id === draft.tenant)}
            forUs={draft.forSeconds * 1e6}
            onPlan={(fromUs) => act(noiseAction(kind, draft, fromUs))}
          />
        ) : null}
      </div>
      {guide === 'none' ? <PlannedNoise why={why} /> : null}
    </Panel>
  );
}

function noiseWords(noises: readonly ActiveNoise[]): string {
  if (noises.length === 0) return 'none now; or drop it on the timeline';
  return noises.map(({ tenant, untilUs }) => `${tenantLabel(tenant)} until ${formatClock(untilUs)}`).join(', ');
}

function sameNoises(a: readonly { readonly noise: number }[], b: readonly { readonly noise: number }[]): boolean {
  return a.length === b.length && a.every((noise, at) => noise.noise === b[at]?.noise);
}
