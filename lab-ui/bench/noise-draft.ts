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

/** @returns the action that the draft is, with every parameter of its kind */
export function noiseAction(kind: Definition, draft: NoiseDraft): Action {
  return {
    type: 'inject-noise',
    tenant: draft.tenant,
    noise: { id: kind.id, params: withDefaults(kind, draft.values[kind.id] ?? {}) },
    forUs: Math.round(draft.forSeconds * 1e6),
  };
}
