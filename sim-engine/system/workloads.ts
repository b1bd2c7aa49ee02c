/** @module Workloads: the sources and classes of what a scenario's tenants send when nobody interferes. */
import type { StreamBank } from '../kernel/random-stream.ts';
import type { ServiceDemand } from '../model/operation.ts';
import { demandsOf } from '../model/operation-work.ts';
import { tableOrDefault, withDefaults } from '../model/registry.ts';
import type { Scenario } from '../model/scenario.ts';
import { ARRIVALS } from '../policies/arrival/index.ts';
import { LAWS } from '../policies/law/index.ts';
import type { Sampler } from '../policies/law/law.ts';
import { entryOf } from '../policies/lookup.ts';
import { addOperation } from './compile-operation.ts';
import type { KeyShop } from './key-shop.ts';
import { takesLocks } from './operation-locks.ts';
import { DEMANDS_MAX } from './request-table.ts';
import { membersOf, Source, type SourceSpec } from './source.ts';
import type { World } from './world.ts';

/** @returns most demands that one request of a scenario carries */
export function slotsFor({ operations }: Scenario): number {
  return Math.max(DEMANDS_MAX, ...operations.map(demandsOf));
}

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
  const locksTaken = takesLocks(scenario);
  scenario.tenants.forEach((tenant, index) => {
    const classes = tenant.workload.mix.map((share) => {
      const operationIndex = scenario.operations.findIndex((operation) => operation.id === share.operation);
      const use = { tenant: index, operationIndex, name: tenant.id, databaseFactor: 1, jobClass, locksTaken };
      const added = addOperation(world, scenario.operations[operationIndex]!, use, scenario.system);
      return { index: added, weight: share.weight };
    });
    const { arrivals, users } = tenant.workload;
    const law = entryOf(ARRIVALS, arrivals.id);
    const process = law.process(withDefaults(law, arrivals.params), world.bank.open(`arrivals/${tenant.id}`), 0, {
      table: tableOrDefault(law, arrivals.table),
      bank: world.bank,
    });
    const sends = (name: string, from: Pick<SourceSpec, 'process' | 'loop'>): void => {
      const source = new Source({
        tenant: index,
        ...from,
        members: membersOf(tenant, tenant.workload.keys.count, name, world.bank),
        classes,
        mixStream: world.bank.open(`mix/${name}`),
        keys: keys.of(tenant.workload.keys),
        keyStream: world.bank.open(`keys/${name}`),
        sweepFrom: 0,
        sweepKeys: 0,
        fromUs: 0,
        untilUs: Number.POSITIVE_INFINITY,
      });
      if (restoring) world.sources.push(source);
      else world.addSource(source);
    };
    sends(tenant.id, { process, loop: null });
    if (users === undefined) return;
    const name = `users/${tenant.id}`;
    sends(name, { process: null, loop: { users: users.count, think: thinking(users.think, world.bank, name) } });
  });
}

function thinking(think: ServiceDemand, bank: StreamBank, name: string): Sampler {
  const law = entryOf(LAWS, think.law);
  return law.sampler(
    think.mean,
    withDefaults(law, think.params),
    bank.open(`think/${name}`),
    tableOrDefault(law, think.table),
  );
}
