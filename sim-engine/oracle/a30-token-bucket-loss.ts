/** @module A30: Poisson traffic at a token bucket, which turns away what an M/D/1/b system blocks. */
import { StreamBank } from '../kernel/random-stream.ts';
import { poisson } from '../policies/arrival/poisson.ts';
import { tokenBucket } from '../policies/limiting/token-bucket.ts';
import { md1bBlocking } from '../theory/m-d-1-b.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';

const CASES: readonly { readonly arrivalRate: number; readonly rate: number; readonly burst: number }[] = [
  { arrivalRate: 15, rate: 10, burst: 1 },
  { arrivalRate: 12, rate: 10, burst: 5 },
  { arrivalRate: 9, rate: 10, burst: 5 },
];

const WARM_UP_SHARE = 0.1;

/** @returns share turned away, while `jobs` are admitted after the warm-up */
function rejectFraction(at: number, seed: number, jobs: number): number {
  const { arrivalRate, rate, burst } = CASES[at]!;
  const bank = new StreamBank(seed);
  const stream = bank.open(`arrivals/${at}`);
  const arrivals = poisson.process({ ratePerSec: arrivalRate }, stream, 0, { table: [], bank });
  const limiter = tokenBucket.limiter({ ratePerSec: rate, burst }, 0);
  let timeUs = 0;
  const offer = (wanted: number): number => {
    let rejected = 0;
    for (let admitted = 0; admitted < wanted; ) {
      timeUs = arrivals.next(timeUs);
      if (limiter.admit(Math.floor(timeUs))) admitted++;
      else rejected++;
    }
    return rejected;
  };
  offer(WARM_UP_SHARE * jobs);
  const rejected = offer(jobs);
  return rejected / (rejected + jobs);
}

export const a30: Oracle = {
  id: 'A30',
  title: 'Poisson traffic at a token bucket is an M/D/1/b loss system',
  source:
    'Gross and Harris, Fundamentals of Queueing Theory, 1998, section 5.1 (M/G/1/K); missing tokens are the customers',
  formula: 'share turned away = blocking of M/D/1/b: arrivals λ, service 1/r, b places',
  run: () => {
    const expected: Record<string, number> = {};
    CASES.forEach(({ arrivalRate, rate, burst }, at) => {
      expected[`reject_fraction[${at}]`] = md1bBlocking({ arrivalRate, serviceRate: rate, room: burst });
    });
    return replicatedEstimate({
      id: 'A30',
      title: a30.title,
      expected,
      jobs: 40_000,
      widest: 0.03,
      firstSeed: 30_000,
      measure: (seed, jobs) => {
        const measured: Record<string, number> = {};
        CASES.forEach((_, at) => {
          measured[`reject_fraction[${at}]`] = rejectFraction(at, seed, jobs);
        });
        return measured;
      },
    });
  },
};
