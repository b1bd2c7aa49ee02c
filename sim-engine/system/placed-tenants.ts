/** @module What isolation models may know of a scenario's tenants. */
import type { Scenario } from '../model/scenario.ts';
import type { PlacedTenant } from '../policies/isolation/isolation.ts';

/** @param scenario  its tenants, in order */
export function placedTenants(scenario: Scenario): PlacedTenant[] {
  return scenario.tenants.map((tenant, index) => ({
    index,
    id: tenant.id,
    name: tenant.name,
    plan: tenant.plan,
    planTitle: scenario.plans.find((plan) => plan.id === tenant.plan)?.title ?? tenant.plan,
  }));
}
