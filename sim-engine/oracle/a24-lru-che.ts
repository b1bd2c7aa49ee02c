/** @module A24: hit ratio of an LRU under Zipf, of all requests and by popularity, against Che's approximation. */
import { StreamBank } from '../kernel/random-stream.ts';
import { ZipfKeys } from '../policies/popularity/zipf.ts';
import { cheCharacteristicTime, cheHitRatio } from '../theory/che.ts';
import { zipfPopularity } from '../theory/zipf.ts';
import { approximateReport, BATCHES } from './approximate-report.ts';
import { loneCache } from './lone-cache.ts';
import type { Oracle } from './oracle.ts';

const KEYS = 10_000;
const CAPACITY = 1000;
const ALPHAS = [0.8, 1];
const WARM_UP = 100_000;
const BATCH = 250_000;
const SEED = 24_000;

/**
 * The key of rank 1000 is asked for 100 times in a million, too rarely for a sharp figure of its own: a rank stands for the
 * band of ranks within 5 % of it, in theory and in the run alike.
 */
const BANDS = [1, 10, 100, 1000].map((rank) => ({
  rank,
  first: Math.ceil(rank * 0.95) - 1,
  end: Math.floor(rank * 1.05),
}));

interface Figure {
  readonly name: string;
  readonly first: number;
  readonly end: number;
  readonly tolerance: number;
}

const figures = (alpha: number): Figure[] => [
  { name: `hit_ratio alpha=${alpha}`, first: 0, end: KEYS, tolerance: 0.002 },
  ...BANDS.map(({ rank, first, end }) => ({ name: `rank ${rank} alpha=${alpha}`, first, end, tolerance: 0.01 })),
];

/** @returns hit ratio of each figure's ranks, batch by batch */
function simulate(alpha: number): Record<string, number>[] {
  const zipf = new ZipfKeys(KEYS, alpha);
  const stream = new StreamBank(SEED).open(`keys/${alpha}`);
  const cache = loneCache({ kind: 'lru', capacity: CAPACITY, tenants: 1 });
  const asked = new Float64Array(KEYS);
  const hits = new Float64Array(KEYS);
  const run = (requests: number): void => {
    asked.fill(0);
    hits.fill(0);
    for (let i = 0; i < requests; i++) {
      const key = zipf.draw(stream);
      asked[key]!++;
      if (cache.access(0, key)) hits[key]!++;
    }
  };
  const sum = (values: Float64Array, { first, end }: Figure) =>
    values.subarray(first, end).reduce((total, value) => total + value, 0);
  run(WARM_UP);
  return Array.from({ length: BATCHES }, () => {
    run(BATCH);
    return Object.fromEntries(figures(alpha).map((figure) => [figure.name, sum(hits, figure) / sum(asked, figure)]));
  });
}

export const a24: Oracle = {
  id: 'A24',
  title: 'LRU hit ratio under Zipf',
  source: 'Fricker, Robert and Roberts, A versatile and accurate approximation for LRU cache performance, ITC 24, 2012',
  formula: 'hit ratio of key i = 1−e^(−pᵢt), where Σ(1−e^(−pᵢt)) = size of the cache',
  run: () => {
    const expected: Record<string, number> = {};
    const tolerance: Record<string, number> = {};
    for (const alpha of ALPHAS) {
      const popularity = zipfPopularity(KEYS, alpha);
      const time = cheCharacteristicTime(popularity, CAPACITY);
      for (const figure of figures(alpha)) {
        expected[figure.name] = cheHitRatio(popularity.subarray(figure.first, figure.end), time);
        tolerance[figure.name] = figure.tolerance;
      }
    }
    const [first, second] = ALPHAS.map(simulate);
    return approximateReport(
      a24,
      expected,
      tolerance,
      first!.map((batch, at) => ({ ...batch, ...second![at] })),
    );
  },
};
