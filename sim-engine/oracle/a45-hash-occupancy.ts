/** @module A45: tenants hashed into slots: collisions, empty shards, and requests until every node was touched. */
import { hashPair } from '../sharding/hash.ts';
import { moduloShard } from '../sharding/modulo.ts';
import { anyCollision, meanEmptySlots, thingsUntilAllSlots } from '../theory/occupancy.ts';
import { binomialReport } from './binomial-report.ts';
import { joinedReport } from './joined-report.ts';
import type { Oracle, OracleReport } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';

const BIRTHDAYS: readonly (readonly [tenants: number, slots: number])[] = [
  [23, 365],
  [100, 1000],
  [1000, 65_536],
];
const COUPONS: readonly number[] = [8, 16, 100];
const TENANTS = 100;
const SHARDS = 16;
const TRIALS = 20_000;

/** Every trial is another hash function on the same tenants. */
function collisions(): OracleReport {
  const expected: Record<string, number> = {};
  const hits: Record<string, number> = {};
  for (const [tenants, slots] of BIRTHDAYS) {
    const name = `P(collision of ${tenants} in ${slots})`;
    // The trial that last used each slot: nothing has to be cleared between trials.
    const usedIn = new Int32Array(slots).fill(-1);
    let collided = 0;
    for (let trial = 0; trial < TRIALS; trial++) {
      for (let tenant = 0; tenant < tenants; tenant++) {
        const slot = moduloShard(hashPair(tenant, slots, trial), slots);
        if (usedIn[slot] === trial) {
          collided++;
          break;
        }
        usedIn[slot] = trial;
      }
    }
    expected[name] = anyCollision(tenants, slots);
    hits[name] = collided;
  }
  return binomialReport(a45, expected, hits, TRIALS);
}

function coupons(): OracleReport {
  return replicatedEstimate({
    id: a45.id,
    title: a45.title,
    expected: Object.fromEntries(COUPONS.map((nodes) => [`requests to touch ${nodes}`, thingsUntilAllSlots(nodes)])),
    jobs: 800,
    widest: 0.02,
    firstSeed: 45_000,
    measure: (seed, jobs) => {
      const means = COUPONS.map((nodes) => {
        let requests = 0;
        for (let job = 0; job < jobs; job++) {
          const touched = new Set<number>();
          for (; touched.size < nodes; requests++) touched.add(moduloShard(hashPair(requests, nodes, seed), nodes));
        }
        return [`requests to touch ${nodes}`, requests / jobs] as const;
      });
      return Object.fromEntries(means);
    },
  });
}

function emptyShards(): OracleReport {
  return replicatedEstimate({
    id: a45.id,
    title: a45.title,
    expected: { 'empty shards': meanEmptySlots(TENANTS, SHARDS) },
    jobs: TRIALS,
    widest: 0.05,
    firstSeed: 45_500,
    measure: (seed, jobs) => {
      let empty = 0;
      for (let job = 0; job < jobs; job++) {
        let used = 0;
        for (let tenant = 0; tenant < TENANTS; tenant++) used |= 1 << moduloShard(hashPair(tenant, job, seed), SHARDS);
        for (let shard = 0; shard < SHARDS; shard++) if ((used & (1 << shard)) === 0) empty++;
      }
      return { 'empty shards': empty / jobs };
    },
  });
}

export const a45: Oracle = {
  id: 'A45',
  title: 'Hash collisions of tenants; requests until every node is touched',
  source: 'Feller, An Introduction to Probability Theory I, 1968, sections II.3 (birthdays), IX.3 (coupon collector)',
  formula: 'P(collision) = 1−Π(1−i/m); empty m(1−1/m)ⁿ; all touched after m·Hₘ',
  run: () => joinedReport(a45, [collisions(), coupons(), emptyShards()]),
};
