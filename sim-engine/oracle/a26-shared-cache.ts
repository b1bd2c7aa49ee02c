/** @module A26: two tenants on one LRU: what a chatty or scanning neighbour does to a victim, and what a partition undoes. */
import { StreamBank } from '../kernel/random-stream.ts';
import { ZipfKeys } from '../policies/popularity/zipf.ts';
import { cheCharacteristicTime, cheHeldMean, cheHitRatio } from '../theory/che.ts';
import { zipfPopularity } from '../theory/zipf.ts';
import { approximateReport, BATCHES } from './approximate-report.ts';
import { loneCache } from './lone-cache.ts';
import type { Oracle } from './oracle.ts';

const CAPACITY = 1000;
const PARTITION = 500;
const TOLERANCE = 0.004;
const WARM_UP = 200_000;
/** Requests of a batch; only one in eleven is the victim's. */
const BATCH = 150_000;
const BATCH_PARTITIONED = 200_000;
const SEED = 26_000;
const VICTIM = { ratePerSec: 100, keys: 5000, alpha: 0.9 };

interface Tenant {
  readonly ratePerSec: number;
  readonly keys: number;
  readonly alpha: number;
}
const CHATTY = { ratePerSec: 1000, keys: 5000, alpha: 0.9 };
const SCANNING = { ratePerSec: 1000, keys: 50_000, alpha: 0 };
const NEIGHBOURS: readonly Tenant[] = [VICTIM, CHATTY, SCANNING];

const ratesOf = ({ ratePerSec, keys, alpha }: Tenant): Float64Array =>
  zipfPopularity(keys, alpha).map((share) => share * ratePerSec);

/** @returns hit ratio of each and the victim's share of the cache, batch by batch */
function simulate(neighbour: Tenant, batch: number, partitions?: readonly number[]) {
  const streams = new StreamBank(SEED);
  const who = streams.open('who');
  const stream = [streams.open('victim'), streams.open('neighbour')] as const;
  const keys = [VICTIM, neighbour].map((tenant) => new ZipfKeys(tenant.keys, tenant.alpha));
  const cache = loneCache({
    kind: 'lru',
    capacity: CAPACITY,
    tenants: 2,
    ...(partitions === undefined ? {} : { partitions }),
  });
  const victimShare = VICTIM.ratePerSec / (VICTIM.ratePerSec + neighbour.ratePerSec);
  const run = (requests: number) => {
    const asked = [0, 0];
    const hits = [0, 0];
    let heldSum = 0;
    for (let i = 0; i < requests; i++) {
      const tenant = who.uniform() < victimShare ? 0 : 1;
      asked[tenant]!++;
      if (cache.access(tenant, keys[tenant]!.draw(stream[tenant]!))) hits[tenant]!++;
      heldSum += cache.held(0);
    }
    return { victim: hits[0]! / asked[0]!, neighbour: hits[1]! / asked[1]!, slots: heldSum / requests / CAPACITY };
  };
  run(WARM_UP);
  return Array.from({ length: BATCHES }, () => run(batch));
}

export const a26: Oracle = {
  id: 'A26',
  title: 'Two tenants on one LRU: eviction by a chatty or scanning neighbour',
  source:
    'Che, Tung and Wang, IEEE JSAC 20(7), 2002, per tenant; Tan, Quan, Ji and Shroff, On resource pooling and separation for LRU caching, SIGMETRICS 2018',
  formula: 'hit ratio of key i = 1−e^(−λᵢt), one t for both tenants; Σ(1−e^(−λᵢt)) = size of the cache',
  run: () => {
    const expected: Record<string, number> = {};
    const batches: Record<string, number>[] = Array.from({ length: BATCHES }, () => ({}));
    const victim = ratesOf(VICTIM);
    NEIGHBOURS.forEach((tenant, at) => {
      const neighbour = ratesOf(tenant);
      const time = cheCharacteristicTime([...victim, ...neighbour], CAPACITY);
      expected[`victim_hit_shared[${at}]`] = cheHitRatio(victim, time);
      expected[`neighbour_hit_shared[${at}]`] = cheHitRatio(neighbour, time);
      expected[`victim_share_of_slots[${at}]`] = cheHeldMean(victim, time) / CAPACITY;
      simulate(tenant, BATCH).forEach((batch, number) => {
        batches[number]![`victim_hit_shared[${at}]`] = batch.victim;
        batches[number]![`neighbour_hit_shared[${at}]`] = batch.neighbour;
        batches[number]![`victim_share_of_slots[${at}]`] = batch.slots;
      });
    });
    const alone = `victim_hit_partitioned_${PARTITION}`;
    expected[alone] = cheHitRatio(victim, cheCharacteristicTime(victim, PARTITION));
    simulate(SCANNING, BATCH_PARTITIONED, [PARTITION, PARTITION]).forEach((batch, number) => {
      batches[number]![alone] = batch.victim;
    });
    const tolerance = Object.fromEntries(Object.keys(expected).map((name) => [name, TOLERANCE]));
    return approximateReport(a26, expected, tolerance, batches);
  },
};
