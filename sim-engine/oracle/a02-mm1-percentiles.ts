/** @module A02: percentiles of the response time of one first-come-first-served server, read from raw samples. */
import { type MM1, mm1ResponseQuantile } from '../theory/m-m-1.ts';
import { oneStation } from './one-station.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { warmedNetwork } from './warmed-network.ts';

const QUEUE: MM1 = { arrivalRate: 8, serviceRate: 10 };
const SHARES: readonly (readonly [name: string, share: number])[] = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p95', 0.95],
  ['p99', 0.99],
  ['p99.9', 0.999],
];

export const a02: Oracle = {
  id: 'A02',
  title: 'M/M/1 response-time percentiles',
  source: 'Kleinrock, Queueing Systems I, 1975, section 5.7: the response time is exponential with rate mu - lambda',
  formula: 'p-quantile of W = ln(1/(1−p))/(μ−λ)',
  run: () =>
    replicatedEstimate({
      id: 'A02',
      title: a02.title,
      expected: Object.fromEntries(SHARES.map(([name, share]) => [name, mm1ResponseQuantile(QUEUE, share)])),
      jobs: 620_000,
      widest: 0.08,
      firstSeed: 2000,
      measure: (seed, jobs) => {
        const spec = { ...oneStation(QUEUE, 1, seed), keepLatencies: true };
        const tenant = warmedNetwork(spec, jobs, QUEUE.arrivalRate, ['all']).tenant('all');
        return Object.fromEntries(SHARES.map(([name, share]) => [name, tenant.latencyUs(share) / 1e6]));
      },
    }),
};
