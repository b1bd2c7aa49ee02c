/** @module A35: how much of its shard of two workers out of eight a tenant shares with one that poisons its own. */
import { StreamBank } from '../kernel/random-stream.ts';
import { blastRadius, faultReach } from '../measure/blast-radius.ts';
import { moduloShard } from '../sharding/modulo.ts';
import { randomShard, ShardDealer } from '../sharding/shuffle-shards.ts';
import { choose } from '../theory/combinatorics.ts';
import { tenantsOfOneStack } from '../theory/independent-faults.ts';
import { shardOverlap } from '../theory/shuffle-sharding.ts';
import { binomialReport } from './binomial-report.ts';
import { exactReport } from './exact-report.ts';
import { joinedReport } from './joined-report.ts';
import type { Oracle, OracleReport } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';

const WORKERS = 8;
const SIZE = 2;
const OTHERS = 999;
const TRIALS = 100_000;
/** Worlds of a thousand tenants per replication. */
const WORLDS = 200;

/** Pairs of tenants on random shards. */
function pairs(): OracleReport {
  const stream = new StreamBank(35_000).open('shards');
  let down = 0;
  let touched = 0;
  for (let trial = 0; trial < TRIALS; trial++) {
    const reach = faultReach([randomShard(stream, WORKERS, SIZE)], new Set(randomShard(stream, WORKERS, SIZE)));
    down += reach.down;
    touched += reach.touched;
  }
  const expected: Record<string, number> = {};
  for (let shared = 0; shared <= SIZE; shared++) expected[`P(overlap=${shared})`] = shardOverlap(WORKERS, SIZE, shared);
  const hits = { 'P(overlap=0)': TRIALS - touched, 'P(overlap=1)': touched - down, 'P(overlap=2)': down };
  return binomialReport(a35, expected, hits, TRIALS);
}

/** A bad tenant among a thousand. */
function worlds(): OracleReport {
  return replicatedEstimate({
    id: a35.id,
    title: a35.title,
    expected: {
      fully_hit_of_999: OTHERS * shardOverlap(WORKERS, SIZE, SIZE),
      half_hit_of_999: OTHERS * shardOverlap(WORKERS, SIZE, 1),
    },
    jobs: WORLDS,
    widest: 0.02,
    firstSeed: 35_000,
    measure: (seed, jobs) => {
      const stream = new StreamBank(seed).open('shards');
      let down = 0;
      let touched = 0;
      for (let world = 0; world < jobs; world++) {
        const bad = new Set(randomShard(stream, WORKERS, SIZE));
        const others = Array.from({ length: OTHERS }, () => randomShard(stream, WORKERS, SIZE));
        const reach = faultReach(others, bad);
        down += reach.down * OTHERS;
        touched += reach.touched * OTHERS;
      }
      return { fully_hit_of_999: down / jobs, half_hit_of_999: (touched - down) / jobs };
    },
  });
}

/** What can be counted: all shards dealt once, and plain sharding on four pairs of workers. */
function counted(): OracleReport {
  const dealer = new ShardDealer(new StreamBank(35_000).open('deal'), WORKERS, SIZE);
  const combinations = choose(WORKERS, SIZE);
  const dealt = Array.from({ length: combinations }, () => dealer.deal());
  const [bad, ...others] = dealt;
  const groups = WORKERS / SIZE;
  const plain = Array.from({ length: 10 * groups }, (_, tenant) => [moduloShard(tenant, groups)]);
  return exactReport(
    a35,
    {
      combinations,
      'dealt shards: others fully hit': 0,
      'plain sharding 4x2: fully hit': tenantsOfOneStack({ tenants: plain.length, stacks: groups, downShare: 0 }),
    },
    {
      combinations: new Set(dealt.map(String)).size,
      'dealt shards: others fully hit': faultReach(others, new Set(bad)).down,
      'plain sharding 4x2: fully hit': blastRadius(plain, groups).worst.down,
    },
    1e-9,
  );
}

export const a35: Oracle = {
  id: 'A35',
  title: 'Shuffle sharding: eight workers, two per tenant',
  source: 'MacCárthaigh, Shuffle sharding: massive and magical fault isolation, AWS Architecture Blog, 2014',
  formula: 'P(m shared) = C(k,m)·C(n−k,k−m)/C(n,k)',
  run: () => joinedReport(a35, [pairs(), worlds(), counted()]),
};
