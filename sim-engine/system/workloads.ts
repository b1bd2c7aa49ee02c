/** @module Workloads: the sources and classes of what a scenario's tenants send when nobody interferes. */
import { tableOrDefault, withDefaults } from '../model/registry.ts';
import type { Scenario } from '../model/scenario.ts';
import { ARRIVALS } from '../policies/arrival/index.ts';
import { entryOf } from '../policies/lookup.ts';
import { compileOperation } from './compile-operation.ts';
import type { KeyShop } from './key-shop.ts';
import { locksOf } from './operation-locks.ts';
import { membersOf, Source } from './source.ts';
import type { World } from './world.ts';

/**
 * Makes them in the order of the tenants.
 *
 * @param jobClass   class of background jobs
 * @param restoring  true when what they have scheduled comes out of a snapshot
 */
export function addWorkloads(
  world: World,
  scenario: Scenario,
  keys: KeyShop,
  jobClass: number,
  restoring: boolean,
): void {
  scenario.tenants.forEach((tenant, index) => {
    const classes = tenant.workload.mix.map((share) => {
      const operationIndex = scenario.operations.findIndex((operation) => operation.id === share.operation);
      const use = {
        index: world.classes.length,
        tenant: index,
        operation: scenario.operations[operationIndex]!,
        operationIndex,
        name: tenant.id,
        databaseFactor: 1,
        jobClass,
        locks: locksOf(scenario, scenario.operations[operationIndex]!),
      };
      world.addClass(compileOperation(use, scenario.system, world.bank));
      return { index: use.index, weight: share.weight };
    });
    const law = entryOf(ARRIVALS, tenant.workload.arrivals.id);
    const stream = world.bank.open(`arrivals/${tenant.id}`);
    const source = new Source({
      tenant: index,
      process: law.process(withDefaults(law, tenant.workload.arrivals.params), stream, 0, {
        table: tableOrDefault(law, tenant.workload.arrivals.table),
        bank: world.bank,
      }),
      loop: null,
      members: membersOf(tenant, tenant.workload.keys.count, tenant.id, world.bank),
      classes,
      mixStream: world.bank.open(`mix/${tenant.id}`),
      keys: keys.of(tenant.workload.keys),
      keyStream: world.bank.open(`keys/${tenant.id}`),
      sweepFrom: 0,
      sweepKeys: 0,
      fromUs: 0,
      untilUs: Number.POSITIVE_INFINITY,
    });
    if (restoring) world.sources.push(source);
    else world.addSource(source);
  });
}
