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

/**
 * @param flows     as above
 * @param planOf    plan of each tenant, whose own cap goes first
 * @param servers   of the pool, >= 1
 * @param capShare  part of them that one tenant may hold, > 0; a tenant may always hold one
 * @returns the flows with caps
 */
export function cappedFlows(
  flows: readonly FlowSpec[],
  planOf: readonly Plan[],
  servers: number,
  capShare: number,
): FlowSpec[] {
  const byShare = Math.max(1, Math.floor(servers * capShare + ROUNDING));
  return flows.map((flow, tenant) => ({ ...flow, cap: planOf[tenant]!.cap ?? byShare }));
}
