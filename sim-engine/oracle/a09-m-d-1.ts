/** @module A09: work of one size halves the wait. */
import { littleMeanPresent } from '../theory/little.ts';
import { type MG1, mg1MeanResponse, mg1MeanWait, mg1Utilisation } from '../theory/m-g-1.ts';
import { mm1MeanResponse } from '../theory/m-m-1.ts';
import { oneStation } from './one-station.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { warmedNetwork } from './warmed-network.ts';

const RATES = { arrivalRate: 9, serviceRate: 10 };
const SERVICE = 1 / RATES.serviceRate;
const QUEUE: MG1 = { arrivalRate: RATES.arrivalRate, meanService: SERVICE, meanSquareService: SERVICE * SERVICE };

export const a09: Oracle = {
  id: 'A09',
  title: 'M/D/1 waits half as long as M/M/1',
  source: 'Kleinrock, Queueing Systems I, 1975, section 5.7 (Pollaczek-Khinchine)',
  formula: 'Wq = λE[S²]/2(1−ρ) = ρ/2(μ−λ), half of M/M/1',
  run: (options) =>
    replicatedEstimate(
      {
        id: 'A09',
        title: a09.title,
        expected: {
          rho: mg1Utilisation(QUEUE),
          Wq: mg1MeanWait(QUEUE),
          W: mg1MeanResponse(QUEUE),
          Lq: littleMeanPresent(QUEUE.arrivalRate, mg1MeanWait(QUEUE)),
          L: littleMeanPresent(QUEUE.arrivalRate, mg1MeanResponse(QUEUE)),
          'M/M/1_Wq_same_rho': mm1MeanResponse(RATES) - SERVICE,
        },
        jobs: 140_000,
        longJobs: 400_000,
        widest: 0.06,
        firstSeed: 9000,
        measure: (seed, jobs) => {
          const random = oneStation(RATES, 1, seed);
          const demand = { law: 'deterministic', meanUs: 1e6 * SERVICE };
          const regular = {
            ...random,
            routes: random.routes.map((route) => ({ ...route, steps: [{ visit: 'server', demand }] })),
          };
          const network = warmedNetwork(regular, jobs, RATES.arrivalRate, ['all']);
          const station = network.station('server');
          const tenant = network.tenant('all');
          return {
            rho: station.utilisation,
            Wq: tenant.waitMeanUs / 1e6,
            W: tenant.latencyMeanUs / 1e6,
            Lq: station.waitingMean,
            L: station.presentMean,
            'M/M/1_Wq_same_rho': warmedNetwork(random, jobs, RATES.arrivalRate, ['all']).tenant('all').waitMeanUs / 1e6,
          };
        },
      },
      options,
    ),
};
