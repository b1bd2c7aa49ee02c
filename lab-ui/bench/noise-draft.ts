/** @module What the noise panel holds before it is injected: the scenario's own noise, to begin with. */
import { type Definition, type ParamSpec, type ParamValues, withDefaults } from '../../sim-engine/model/registry.ts';
import type { Action, Scenario } from '../../sim-engine/model/scenario.ts';
import { noiseItems } from '../../sim-engine/model/timeline.ts';

/** How long injected noise lasts; not a parameter of the kind, every kind has it. */
export const DURATION: ParamSpec = {
  name: 'forSeconds',
  label: 'For',
  unit: 's',
  min: 1,
  max: 60,
  default: 20,
  doc: 'How long the noise lasts, in simulated seconds.',
};

/** What is set in the panel. */
export interface NoiseDraft {
  readonly tenant: string;
  readonly kind: string;
  /** Values by kind, so that going back to a kind finds them again. */
  readonly values: Readonly<Record<string, ParamValues>>;
  readonly forSeconds: number;
}

/** Planned noise begins at whole tenths of a second: nobody drops finer than that. */
const PLANNED_STEP_US = 100_000;
/** What is planned where nobody has said begins at the next so many seconds, and so much later at least. */
const SUGGESTED_STEP_SECONDS = 10;
const SUGGESTED_LEAD_SECONDS = 5;

/** @returns the field for the moment at which noise is planned to begin */
export function startSpec(durationUs: number): ParamSpec {
  return {
    name: 'fromSeconds',
    label: 'Planned start',
    unit: 's',
    min: 0,
    max: lastStartUs(durationUs) / 1e6,
    default: 0,
    doc: 'When planned noise begins, in simulated seconds of the run.',
  };
}

/** @returns a moment of the run where noise can begin, microseconds; that it is to come is not looked at */
export function startUs(us: number, durationUs: number): number {
  const step = Math.round(us / PLANNED_STEP_US) * PLANNED_STEP_US;
  return Math.min(Math.max(0, step), lastStartUs(durationUs));
}

/** @returns where noise would be planned if nobody says, whole tens of seconds, so that it is calm while time goes on */
export function suggestedStartSeconds(nowUs: number, durationUs: number): number {
  const ahead = Math.floor((nowUs / 1e6 + SUGGESTED_LEAD_SECONDS) / SUGGESTED_STEP_SECONDS) + 1;
  return Math.min(ahead * SUGGESTED_STEP_SECONDS, lastStartUs(durationUs) / 1e6);
}

function lastStartUs(durationUs: number): number {
  return durationUs - PLANNED_STEP_US;
}

/**
 * @param scenario  whose first planned noise is taken over
 * @param kinds     kinds that the learner may use
 */
export function initialNoise(scenario: Scenario, kinds: readonly Definition[]): NoiseDraft {
  const planned = noiseItems(scenario)[0];
  const kind = kinds.find((known) => known.id === planned?.noise.id) ?? kinds[0];
  return {
    tenant: planned?.tenant ?? scenario.tenants[0]?.id ?? '',
    kind: kind?.id ?? '',
    values: planned && kind?.id === planned.noise.id ? { [kind.id]: planned.noise.params } : {},
    forSeconds: planned ? Math.min(DURATION.max, Math.max(DURATION.min, planned.forUs / 1e6)) : DURATION.default,
  };
}

/**
 * @param kind    what is chosen
 * @param draft   the rest of what is set
 * @param fromUs  when it shall begin, microseconds of the run; at once without it
 * @returns the action that the draft is, with every parameter of its kind
 */
export function noiseAction(kind: Definition, draft: NoiseDraft, fromUs?: number): Action {
  return {
    type: 'inject-noise',
    tenant: draft.tenant,
    noise: { id: kind.id, params: withDefaults(kind, draft.values[kind.id] ?? {}) },
    ...(fromUs === undefined ? {} : { fromUs }),
    forUs: Math.round(draft.forSeconds * 1e6),
  };
}
