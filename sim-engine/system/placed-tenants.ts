/** @module What isolation models may know of a scenario's tenants. */
import { tableOrDefault, withDefaults } from '../model/registry.ts';
import type { Scenario, Workload } from '../model/scenario.ts';
import { ARRIVALS } from '../policies/arrival/index.ts';
import type { PlacedTenant } from '../policies/isolation/isolation.ts';
import { entryOf } from '../policies/lookup.ts';

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
      ratePerSec: meanRatePerSec(tenant.workload),
    };
  });
}

function meanRatePerSec({ arrivals }: Workload): number {
  const process = entryOf(ARRIVALS, arrivals.id);
  return process.meanRatePerSec(withDefaults(process, arrivals.params), tableOrDefault(process, arrivals.table));
}
