/** @module How far one fault reaches under the placement in force, beside what combinatorics says of it. */
import { type Run, withDefaults } from '../../../sim-engine/index.ts';
import { blastRadius } from '../../../sim-engine/measure/blast-radius.ts';
import { shuffle } from '../../../sim-engine/policies/isolation/shuffle.ts';
import type { RunInputs } from '../../../sim-engine/protocol/messages.ts';
import { hashPair } from '../../../sim-engine/sharding/hash.ts';
import { rendezvousOrder } from '../../../sim-engine/sharding/rendezvous.ts';
import { tenantsOfOneStack } from '../../../sim-engine/theory/independent-faults.ts';
import { shardOverlap } from '../../../sim-engine/theory/shuffle-sharding.ts';

/** Shares of the tenants, 0..1. */
export type BlastLaw =
  /** Every tenant's database is one of so many: one that fails takes 1/n of the tenants, on average over which one it is. */
  | {
      readonly kind: 'databases';
      readonly count: number;
      readonly closedForm: number;
      readonly mean: number;
      readonly worst: number;
    }
  /** Every tenant has a few app servers: how often another has the very same. */
  | {
      readonly kind: 'shards';
      readonly servers: number;
      readonly size: number;
      readonly pairs: number;
      readonly closedForm: number;
      readonly measured: number;
    };

/** @returns the reach of one fault now */
export function blastLaw(inputs: RunInputs, run: Run): BlastLaw {
  const { pools, isolation } = run.topology();
  const tenants = inputs.scenario.tenants.length;
  if (isolation === shuffle.id) {
    const servers = pools.find(({ tier, draining }) => tier === 'app' && !draining)?.stations.length ?? 1;
    return shards(tenants, servers, Math.min(servers, shardSize(inputs, run.nowUs)));
  }
  const databases = pools.filter((pool) => pool.tier === 'database-cpu' && pool.tenants.length > 0);
  const serving = Array.from({ length: tenants }, (_, tenant) => [
    databases.findIndex((pool) => pool.tenants.includes(tenant)),
  ]);
  const { mean, worst } = blastRadius(serving, databases.length);
  const closedForm = tenantsOfOneStack({ tenants, stacks: databases.length, downShare: 0 });
  return { kind: 'databases', count: databases.length, closedForm, mean: mean.down, worst: worst.down };
}

function shardSize({ scenario, actions }: RunInputs, nowUs: number): number {
  const switched = actions.flatMap(({ atUs, action }) =>
    action.type === 'switch-isolation' && atUs < nowUs ? [action.model] : [],
  );
  const model = switched.at(-1) ?? scenario.isolation;
  return withDefaults(shuffle, model.params).shardSize ?? 1;
}

/** The balancer's own rule: the first few of each tenant's order. */
function shards(tenants: number, servers: number, size: number): BlastLaw {
  const of = Array.from({ length: tenants }, (_, tenant) => {
    return new Set(rendezvousOrder(hashPair(tenant, 0), servers).slice(0, size));
  });
  let same = 0;
  let pairs = 0;
  for (let a = 0; a < tenants; a++) {
    for (let b = 0; b < a; b++) {
      pairs++;
      if ([...of[a]!].every((server) => of[b]!.has(server))) same++;
    }
  }
  const closedForm = shardOverlap(servers, size, size);
  return { kind: 'shards', servers, size, pairs, closedForm, measured: pairs === 0 ? 0 : same / pairs };
}
