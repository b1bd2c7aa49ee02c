/** @module What queues may know of each tenant, from its plan: weight, urgency and the most it may hold. */
import type { Plan } from '../model/scenario.ts';
import type { FlowSpec } from '../policies/discipline/discipline.ts';

/** A share of servers is a product of short decimals: what lies this little below a whole one is rounding. */
const ROUNDING = 1e-9;

/**
 * @param planOf  plan of each tenant
 * @param plans   all plans
 * @returns per tenant its weight and urgency; nobody is capped
 */
export function tenantFlows(planOf: readonly Plan[], plans: readonly Plan[]): FlowSpec[] {
  const ranks = [...new Set(plans.map((plan) => plan.weight))].sort((a, b) => b - a);
  return planOf.map((plan) => ({
    weight: plan.weight,
    priority: plan.priority ?? ranks.indexOf(plan.weight),
    cap: Number.POSITIVE_INFINITY,
  }));
}

/** What bounds a tenant at a pool. */
export interface CapTerms {
  /** Servers of the pool (threads of an instance), >= 1. */
  readonly servers: number;
  /** Part of them that one tenant may hold under the model, > 0, where its plan says no number; null for no caps of the model. */
  readonly capShare: number | null;
  /** Most that one tenant may hold under any model, >= 1; Infinity for no cap. */
  readonly cap: number;
}

/**
 * @param flows   as above
 * @param planOf  plan of each tenant
 * @returns the flows with caps; a tenant may always hold one server
 */
export function cappedFlows(flows: readonly FlowSpec[], planOf: readonly Plan[], terms: CapTerms): readonly FlowSpec[] {
  const { servers, capShare, cap } = terms;
  if (capShare === null && cap === Number.POSITIVE_INFINITY) return flows;
  const byShare = capShare === null ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(servers * capShare + ROUNDING));
  return flows.map((flow, tenant) => {
    const byModel = capShare === null ? byShare : (planOf[tenant]!.cap ?? byShare);
    return { ...flow, cap: Math.min(byModel, cap) };
  });
}
