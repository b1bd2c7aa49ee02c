/** @module A27: no eviction policy beats keeping the most popular keys for ever, when requests are independent. */
import { StreamBank } from '../kernel/random-stream.ts';
import { EVICTION } from '../policies/eviction/index.ts';
import { ZipfKeys } from '../policies/popularity/zipf.ts';
import { staticOptimumHitRatio } from '../theory/cache-exact.ts';
import { zipfPopularity } from '../theory/zipf.ts';
import { binomialMargin, type Tally, tallyReport } from './binomial-report.ts';
import { loneCache } from './lone-cache.ts';
import type { FigureBasis, Oracle, OracleReport } from './oracle.ts';

const KEYS = 10_000;
const CAPACITY = 1000;
const ALPHAS = [0.8, 1];
const WARM_UP = 100_000;
const REQUESTS = 700_000;
const SEED = 27_000;

/** @returns hits of a policy, and requests for keys that the static optimum holds */
function simulate(kind: string, alpha: number): { readonly policy: Tally; readonly popular: Tally } {
  const zipf = new ZipfKeys(KEYS, alpha);
  const stream = new StreamBank(SEED).open(`keys/${kind}/${alpha}`);
  const cache = loneCache({ kind, capacity: CAPACITY, tenants: 1, seed: SEED });
  let hits = 0;
  let popular = 0;
  for (let i = 0; i < WARM_UP; i++) cache.access(0, zipf.draw(stream));
  for (let i = 0; i < REQUESTS; i++) {
    const key = zipf.draw(stream);
    if (key < CAPACITY) popular++;
    if (cache.access(0, key)) hits++;
  }
  return { policy: { successes: hits, trials: REQUESTS }, popular: { successes: popular, trials: REQUESTS } };
}

export const a27: Oracle = {
  id: 'A27',
  title: 'Static optimum: an upper bound on every policy',
  source: 'Aho, Denning and Ullman, Principles of optimal page replacement, J. ACM 18(1), 1971',
  formula: 'hit ratio ≤ sum of the p of the most popular keys that fit',
  run: () => {
    const optima: Record<string, number> = {};
    const popular: Record<string, Tally> = {};
    const bounds: Record<string, number> = {};
    const measured: Record<string, number> = {};
    const interval: Record<string, readonly [number, number]> = {};
    const basis: Record<string, FigureBasis> = {};
    const notes: string[] = [];
    for (const alpha of ALPHAS) {
      const best = staticOptimumHitRatio(zipfPopularity(KEYS, alpha), CAPACITY);
      for (const { id } of EVICTION) {
        const { policy, popular: asked } = simulate(id, alpha);
        const name = `${id} alpha=${alpha} at most`;
        const share = policy.successes / policy.trials;
        const margin = binomialMargin(share, policy.trials);
        bounds[name] = best;
        measured[name] = share;
        interval[name] = [share - margin, share + margin];
        const held = share <= best + binomialMargin(best, policy.trials);
        basis[name] = { kind: 'bound', n: policy.trials, held };
        if (!held) notes.push(`${name}: ${share} is above ${best}`);
        optima[`hit_ratio alpha=${alpha}`] = best;
        popular[`hit_ratio alpha=${alpha}`] = asked;
      }
    }
    const optimum: OracleReport = tallyReport(a27, optima, popular);
    return {
      ...optimum,
      expected: { ...optimum.expected, ...bounds },
      measured: { ...optimum.measured, ...measured },
      interval: { ...optimum.interval, ...interval },
      basis: { ...optimum.basis, ...basis },
      verdict: optimum.verdict === 'pass' && notes.length === 0 ? 'pass' : 'fail',
      notes: [...optimum.notes, ...notes],
    };
  },
};
