/** @module A25: four keys in a cache of two, where the hit ratio of each policy is known exactly. */
import { StreamBank } from '../kernel/random-stream.ts';
import { ZipfKeys } from '../policies/popularity/zipf.ts';
import { fifoExactHitRatio, lruExactHitRatio, staticOptimumHitRatio } from '../theory/cache-exact.ts';
import { zipfPopularity } from '../theory/zipf.ts';
import { type Tally, tallyReport } from './binomial-report.ts';
import { loneCache } from './lone-cache.ts';
import type { Oracle } from './oracle.ts';

const KEYS = 4;
const CAPACITY = 2;
const TRIALS = 1_000_000;
/** Only every tenth request is a trial: by then the cache has all but forgotten the trial before, so trials are independent. */
const SPACING = 10;
const SEED = 25_000;

/** @param kind  policy, or null for a cache that keeps the two most popular keys for ever */
function count(kind: string | null): Tally {
  const keys = new ZipfKeys(KEYS, 1);
  const stream = new StreamBank(SEED).open(`keys/${kind}`);
  const cache = loneCache({ kind: kind ?? 'lru', capacity: CAPACITY, tenants: 1, seed: SEED });
  let successes = 0;
  if (kind === null) {
    for (let key = 0; key < CAPACITY; key++) cache.insert(0, key, 0);
    for (let trial = 0; trial < TRIALS; trial++) if (cache.lookup(0, keys.draw(stream), 0)) successes++;
    return { successes, trials: TRIALS };
  }
  for (let trial = 0; trial < TRIALS; trial++) {
    for (let between = 1; between < SPACING; between++) cache.access(0, keys.draw(stream));
    if (cache.access(0, keys.draw(stream))) successes++;
  }
  return { successes, trials: TRIALS };
}

export const a25: Oracle = {
  id: 'A25',
  title: 'Exact hit ratios of four keys in a cache of two',
  source: 'King, IFIP Congress 1971 (LRU); Gelenbe, IEEE Trans. Comp. C-22(6), 1973 (FIFO and random)',
  formula: 'LRU: P(i, then j held) = pᵢpⱼ/(1−pᵢ); FIFO and random: P(set held) ∝ product of its p',
  run: () => {
    const popularity = zipfPopularity(KEYS, 1);
    const fifo = fifoExactHitRatio(popularity, CAPACITY);
    return tallyReport(
      a25,
      {
        LRU: lruExactHitRatio(popularity, CAPACITY),
        FIFO: fifo,
        RANDOM: fifo,
        LFU_static_optimum: staticOptimumHitRatio(popularity, CAPACITY),
      },
      { LRU: count('lru'), FIFO: count('fifo'), RANDOM: count('random'), LFU_static_optimum: count(null) },
    );
  },
};
