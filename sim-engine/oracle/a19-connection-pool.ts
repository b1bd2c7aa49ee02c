/** @module A19: twenty app threads share five database connections, each of which they hold for as long as they need it. */
import {
  type FiniteSource,
  finiteSourceAllBusy,
  finiteSourceMeanPresent,
  finiteSourceMeanWaiting,
  finiteSourceThroughput,
} from '../theory/finite-source.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { completedPerSec } from './station-rates.ts';
import { warmedNetwork } from './warmed-network.ts';

const SOURCE: FiniteSource = { users: 20, think: 1, service: 0.2, servers: 5 };
const throughput = finiteSourceThroughput(SOURCE);

export const a19: Oracle = {
  id: 'A19',
  title: 'Threads that share database connections',
  source: 'Kleinrock, Queueing Systems I, 1975, section 3.8 (M/M/m with a finite population)',
  formula: 'pₙ ∝ C(N,n)(S/Z)ⁿ, from n = c on times n!/(c!·cⁿ⁻ᶜ); X = (N−L)/Z, R = L/X',
  run: (options) =>
    replicatedEstimate(
      {
        id: 'A19',
        title: a19.title,
        expected: {
          X: throughput,
          mean_at_pool: finiteSourceMeanPresent(SOURCE),
          R: finiteSourceMeanPresent(SOURCE) / throughput,
          U_per_connection: (throughput * SOURCE.service) / SOURCE.servers,
          'P(all 5 busy)': finiteSourceAllBusy(SOURCE),
          mean_waiting: finiteSourceMeanWaiting(SOURCE),
        },
        jobs: 80_000,
        longJobs: 200_000,
        widest: 0.03,
        firstSeed: 19_000,
        measure: (seed, jobs) => {
          const work = (seconds: number) => ({ law: 'exponential', meanUs: seconds * 1e6 });
          const network = warmedNetwork(
            {
              seed,
              stations: [{ id: 'pool', servers: SOURCE.servers }],
              routes: [
                {
                  tenant: 'threads',
                  arrivals: { users: SOURCE.users, think: work(SOURCE.think) },
                  steps: [{ hold: 'pool' }, { delay: work(SOURCE.service) }, { release: true }],
                },
              ],
              trackDistribution: true,
            },
            jobs,
            throughput,
            ['threads'],
          );
          const pool = network.station('pool');
          const tenant = network.tenant('threads');
          const fewer = pool.distribution.slice(0, SOURCE.servers).reduce((sum, share) => sum + share, 0);
          return {
            X: completedPerSec(tenant, pool),
            mean_at_pool: pool.presentMean,
            R: tenant.latencyMeanUs / 1e6,
            U_per_connection: pool.utilisation,
            'P(all 5 busy)': 1 - fewer,
            mean_waiting: pool.waitingMean,
          };
        },
      },
      options,
    ),
};
