/** @module What isolation models may know of a scenario's tenants. */
import type { Scenario } from '../model/scenario.ts';
import { workloadRatePerSec } from '../policies/arrival/mean-rate.ts';
import type { PlacedTenant } from '../policies/isolation/isolation.ts';

/** @param scenario  its tenants, in order */
export function placedTenants(scenario: Scenario): PlacedTenant[] {
  return scenario.tenants.map((tenant, index) => {
    const plan = scenario.plans.findIndex((each) => each.id === tenant.plan);
    return {
      index,
      id: tenant.id,
      name: tenant.name,
      plan: tenant.plan,
      planTitle: scenario.plans[plan]?.title ?? tenant.plan,
      planNumber: plan + 1,
      ratePerSec: workloadRatePerSec(tenant.workload),
    };
  });
}
