/** @module A16: servers without end, as serverless platforms promise: the number at work is Poisson. */
import type { NetworkSpec } from '../network/network-spec.ts';
import { poissonExceeds, poissonProbability, poissonQuantile } from '../theory/poisson.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { warmedNetwork } from './warmed-network.ts';

const ARRIVALS = 40;
const SERVICE = 0.5;
const MEAN = ARRIVALS * SERVICE;
/** As good as infinitely many: more than this many are at work with a probability below 1e-30. */
const SERVERS = 100;

/** Work of one size: the same mean as any other law gives the same distribution, and this one forgets soonest. */
const serverless = (seed: number): NetworkSpec => ({
  seed,
  stations: [{ id: 'functions', servers: SERVERS }],
  routes: [
    {
      tenant: 'all',
      arrivals: { id: 'poisson', params: { ratePerSec: ARRIVALS } },
      steps: [{ visit: 'functions', demand: { law: 'deterministic', meanUs: 1e6 * SERVICE } }],
    },
  ],
  traceInputs: false,
  trackDistribution: true,
});

export const a16: Oracle = {
  id: 'A16',
  title: 'M/G/infinity: concurrency is Poisson',
  source: 'Gross and Harris, Fundamentals of Queueing Theory, 1998, section 5.2.2',
  formula: 'P(N=n) = e⁻ᵃ·aⁿ/n!, a = λE[S]',
  run: (options) =>
    replicatedEstimate(
      {
        id: 'A16',
        title: a16.title,
        expected: {
          mean_N: MEAN,
          var_N: MEAN,
          'P(N>30)': poissonExceeds(MEAN, 30),
          'P(N=20)': poissonProbability(MEAN, 20),
          p99_N: poissonQuantile(MEAN, 0.99),
          T_mean: SERVICE,
        },
        // The tail beyond 30 is rare: it takes this many to meet the half-width.
        jobs: 3_200_000,
        longJobs: 6_400_000,
        widest: 0.02,
        firstSeed: 16_000,
        measure: (seed, jobs) => {
          const network = warmedNetwork(serverless(seed), jobs, ARRIVALS, ['all']);
          const { distribution, presentMean } = network.station('functions');
          const beyond = (count: number): number =>
            distribution.slice(count + 1).reduce((sum, share) => sum + share, 0);
          return {
            mean_N: presentMean,
            var_N: distribution.reduce(
              (sum, share, count) => sum + share * (count - presentMean) * (count - presentMean),
              0,
            ),
            'P(N>30)': beyond(30),
            'P(N=20)': distribution[20] ?? 0,
            p99_N: distribution.findIndex((_, count) => beyond(count) <= 0.01),
            T_mean: network.tenant('all').latencyMeanUs / 1e6,
          };
        },
      },
      options,
    ),
};
