/** @module A36: a request that waits for all of many leaves, the leaves drawn from the engine's exponential law. */
import { StreamBank } from '../kernel/random-stream.ts';
import { mergedPercentile } from '../measure/merged-percentile.ts';
import { exponential } from '../policies/law/exponential.ts';
import type { Sampler } from '../policies/law/law.ts';
import { anyLeafSlow, leafShareFor, slowestExponentialLeaf } from '../theory/fan-out.ts';
import { mm1ResponseQuantile } from '../theory/m-m-1.ts';
import { binomialReport } from './binomial-report.ts';
import { joinedReport } from './joined-report.ts';
import type { Oracle, OracleReport } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';

const CASES: readonly (readonly [leaves: number, slowShare: number])[] = [
  [100, 0.01],
  [2000, 0.0001],
  [10, 0.01],
];
const FAN_OUTS: readonly number[] = [10, 100];
const WIDE = 100;
const SHARE = 0.99;

function leaf(seed: number): Sampler {
  return exponential.sampler(1, {}, new StreamBank(seed).open('leaf'), []);
}

function slowest(times: Sampler, leaves: number): number {
  let longest = 0;
  for (let each = 0; each < leaves; each++) longest = Math.max(longest, times.sample());
  return longest;
}

/** A leaf is slow beyond its own percentile; the request is when one of its leaves is. */
function anySlow(trials: number): OracleReport {
  const expected: Record<string, number> = {};
  const hits: Record<string, number> = {};
  CASES.forEach(([leaves, slowShare], at) => {
    const name = `P(one of ${leaves} slow)`;
    const times = leaf(36_000 + at);
    // The response of an M/M/1 queue without arrivals is one exponential service.
    const slowFrom = mm1ResponseQuantile({ arrivalRate: 0, serviceRate: 1 }, 1 - slowShare);
    let count = 0;
    for (let trial = 0; trial < trials; trial++) if (slowest(times, leaves) > slowFrom) count++;
    expected[name] = anyLeafSlow(leaves, slowShare);
    hits[name] = count;
  });
  return binomialReport(a36, expected, hits, trials);
}

function slowestOfMany(): OracleReport {
  const expected: Record<string, number> = { [`leaf share for p99 of ${WIDE}`]: leafShareFor(WIDE, SHARE) };
  for (const leaves of FAN_OUTS) expected[`E[slowest of ${leaves}]`] = slowestExponentialLeaf(leaves);
  return replicatedEstimate({
    id: a36.id,
    title: a36.title,
    expected,
    jobs: 1000,
    widest: 0.02,
    firstSeed: 36_000,
    measure: (seed, jobs) => {
      const times = leaf(seed);
      const measured: Record<string, number> = {};
      let longest: number[] = [];
      for (const leaves of FAN_OUTS) {
        longest = Array.from({ length: jobs }, () => slowest(times, leaves));
        measured[`E[slowest of ${leaves}]`] = longest.reduce((sum, time) => sum + time, 0) / jobs;
      }
      const p99 = mergedPercentile([longest], SHARE);
      let within = 0;
      for (let each = 0; each < WIDE * jobs; each++) if (times.sample() <= p99) within++;
      measured[`leaf share for p99 of ${WIDE}`] = within / (WIDE * jobs);
      return measured;
    },
  });
}

export const a36: Oracle = {
  id: 'A36',
  title: 'Fan-out makes rare slowness common',
  source: 'Dean and Barroso, The tail at scale, CACM 56(2), 2013; Renyi 1953 (order statistics of exponential times)',
  formula: 'P(any of n slow) = 1−(1−p)ⁿ; mean of the slowest E[S]·Hₙ; the q of all is the q^(1/n) of one',
  run: ({ long }) => joinedReport(a36, [anySlow(long ? 100_000 : 30_000), slowestOfMany()]),
};
