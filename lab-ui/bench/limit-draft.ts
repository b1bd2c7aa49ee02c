/** @module What the limits panel holds before it is set: a kind of limiter and its values, and the action that they are. */
import type { Definition, ParamValues } from '../../sim-engine/model/registry.ts';
import type { Action, LearnerRights, Scenario } from '../../sim-engine/model/scenario.ts';

/**
 * @param limiters  the registry; its first entry is the bucket that `set-limit` sets
 * @returns the kinds that the learner may set
 */
export function allowedLimiters(limiters: readonly Definition[], rights: LearnerRights): readonly Definition[] {
  return limiters.filter(({ id }, at) => (at === 0 && rights.limits) || (rights.limiters ?? []).includes(id));
}

/** @returns what the tenant's plan is sold with, as values of the registry's first entry */
export function soldLimit(scenario: Scenario, tenant: string): ParamValues {
  const plan = scenario.plans.find(({ id }) => id === scenario.tenants.find((each) => each.id === tenant)?.plan);
  return plan ? { ratePerSec: plan.limitPerSec, burst: plan.limitBurst } : {};
}

/**
 * @param kind    one of {@link allowedLimiters}
 * @param values  every parameter of it
 * @param isBucket  true for the registry's first entry where `set-limit` may be used
 */
export function limitAction(tenant: string, kind: Definition, values: ParamValues, isBucket: boolean): Action {
  if (isBucket && values.ratePerSec !== undefined && values.burst !== undefined) {
    return { type: 'set-limit', tenant, limitPerSec: values.ratePerSec, limitBurst: values.burst };
  }
  return { type: 'set-limiter', tenant, limiter: { id: kind.id, params: values } };
}
