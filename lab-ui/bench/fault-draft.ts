/** @module What the fault panel holds before it is injected, and what that is aimed at. */
import { type Definition, type ParamSpec, type ParamValues, withDefaults } from '../../sim-engine/model/registry.ts';
import type { Action, FaultTarget, FaultTier, Scenario } from '../../sim-engine/model/scenario.ts';
import { faultItems } from '../../sim-engine/model/timeline.ts';
import type { FaultDefinition } from '../net/api.ts';

/** How long an injected fault lasts; not a parameter of the kind, every kind has it. */
export const DURATION: ParamSpec = {
  name: 'forSeconds',
  label: 'For',
  unit: 's',
  min: 1,
  max: 60,
  default: 10,
  doc: 'How long the fault lasts, in simulated seconds; warm-ups and restarts come after that.',
};

/** How many parts are struck. */
export const COUNT: ParamSpec = {
  name: 'count',
  label: 'Parts',
  unit: '',
  min: 1,
  max: 50,
  default: 1,
  integer: true,
  doc: 'How many parts of the tier are struck, in the order in which they were built; all of them when there are fewer.',
};

/** What the parts of a tier are called. */
export const TIER_WORDS: Readonly<Record<FaultTier, string>> = {
  app: 'App servers',
  database: 'Database units',
  jobs: 'Workers',
};

/** Stands for parts that serve anybody. */
export const ANYBODY = '';

/** What is set in the panel. */
export interface FaultDraft {
  readonly kind: string;
  /** Values by kind, so that going back to a kind finds them again. */
  readonly values: Readonly<Record<string, ParamValues>>;
  readonly tier: FaultTier;
  readonly count: number;
  /** Whose parts are struck, or {@link ANYBODY}. */
  readonly partsOf: string;
  /** Whose deadly work it is. */
  readonly tenant: string;
  readonly forSeconds: number;
}

/**
 * @param scenario  whose first planned fault is taken over
 * @param kinds     kinds that the learner may use
 */
export function initialFault(scenario: Scenario, kinds: readonly Definition[]): FaultDraft {
  const planned = faultItems(scenario)[0];
  const kind = kinds.find((known) => known.id === planned?.fault.id) ?? kinds[0];
  const isPlanned = planned !== undefined && kind?.id === planned.fault.id;
  return {
    kind: kind?.id ?? '',
    values: isPlanned ? { [kind.id]: planned.fault.params } : {},
    tier: planned?.target.tier ?? 'app',
    count: Math.min(COUNT.max, planned?.target.count ?? COUNT.default),
    partsOf: ANYBODY,
    tenant: planned?.target.tenant ?? scenario.tenants[0]?.id ?? '',
    forSeconds: planned ? Math.min(DURATION.max, Math.max(DURATION.min, planned.forUs / 1e6)) : DURATION.default,
  };
}

/** @returns what a fault of this kind is aimed at: only the fields that the kind asks for */
export function aimed({ aim, tiers }: FaultDefinition, draft: FaultDraft): FaultTarget {
  if (aim === 'zone') return {};
  if (aim === 'tenant') return { tenant: draft.tenant };
  const tier = tiers.includes(draft.tier) ? draft.tier : (tiers[0] ?? draft.tier);
  return { tier, count: draft.count, ...(draft.partsOf === ANYBODY ? {} : { tenant: draft.partsOf }) };
}

/** @returns the action that the draft is, with every parameter of its kind */
export function faultAction(kind: FaultDefinition, draft: FaultDraft): Action {
  return {
    type: 'inject-fault',
    fault: { id: kind.id, params: withDefaults(kind, draft.values[kind.id] ?? {}) },
    target: aimed(kind, draft),
    forUs: Math.round(draft.forSeconds * 1e6),
  };
}
