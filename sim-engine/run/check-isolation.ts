/** @module Placements that contradict themselves or the scenario: refused by name, where silence would place somebody elsewhere. */
import { type Issue, issue } from '../kernel/result.ts';
import { type Choice, tableOrDefault, withDefaults } from '../model/registry.ts';
import type { Scenario } from '../model/scenario.ts';
import { ISOLATION } from '../policies/isolation/index.ts';
import { entryOf } from '../policies/lookup.ts';
import { placedTenants } from '../system/placed-tenants.ts';

/**
 * @param scenario  whose tenants are to be placed
 * @param choice    a model that exists, with parameters in their ranges
 * @param path      where the choice stands in the input
 * @returns an issue `contradictory-placement`; none when the model can place these tenants as it is told to
 */
export function checkIsolation(scenario: Scenario, choice: Choice, path: string): Issue[] {
  const model = entryOf(ISOLATION, choice.id);
  const said =
    model.contradiction?.(
      placedTenants(scenario),
      withDefaults(model, choice.params),
      tableOrDefault(model, choice.table),
    ) ?? null;
  return said === null ? [] : [issue('contradictory-placement', path, `isolation ${choice.id}: ${said}`)];
}
