/** @module A10: one request in a hundred is an export of two seconds, and everybody waits a second for it. */
import { StreamBank } from '../kernel/random-stream.ts';
import type { NetworkDemand } from '../network/network-spec.ts';
import { mixture } from '../policies/law/mixture.ts';
import { type MG1, mg1MeanResponse, mg1MeanWait, mg1Utilisation } from '../theory/m-g-1.ts';
import { oneStation } from './one-station.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { warmedNetwork } from './warmed-network.ts';

const ARRIVALS = 20;
const SMALL = { share: 0.99, seconds: 0.01 };
const EXPORT = { share: 0.01, seconds: 2 };
const moment = (power: (seconds: number) => number): number =>
  SMALL.share * power(SMALL.seconds) + EXPORT.share * power(EXPORT.seconds);
const square = (seconds: number): number => seconds * seconds;

const MIXED: MG1 = {
  arrivalRate: ARRIVALS,
  meanService: moment((seconds) => seconds),
  meanSquareService: moment(square),
};
const WITHOUT: MG1 = {
  arrivalRate: ARRIVALS * SMALL.share,
  meanService: SMALL.seconds,
  meanSquareService: square(SMALL.seconds),
};
const TABLE = [SMALL.share, SMALL.seconds, EXPORT.share, EXPORT.seconds];

export const a10: Oracle = {
  id: 'A10',
  title: '1 % big exports on a shared FIFO server',
  source: 'Kleinrock, Queueing Systems I, 1975, section 5.7 (Pollaczek-Khinchine)',
  formula: 'Wq = λE[S²]/2(1−ρ)',
  run: (options) =>
    replicatedEstimate(
      {
        id: 'A10',
        title: a10.title,
        expected: {
          'E[S]': MIXED.meanService,
          'E[S^2]': MIXED.meanSquareService,
          rho: mg1Utilisation(MIXED),
          Wq: mg1MeanWait(MIXED),
          W: mg1MeanResponse(MIXED),
          'without_exports_Wq(lam=19.8,D=0.01)': mg1MeanWait(WITHOUT),
          penalty_factor: mg1MeanWait(MIXED) / mg1MeanWait(WITHOUT),
        },
        jobs: 240_000,
        longJobs: 490_000,
        widest: 0.05,
        firstSeed: 10_000,
        measure: (seed, jobs) => {
          const read = (queue: MG1, demand: NetworkDemand) => {
            const spec = oneStation({ arrivalRate: queue.arrivalRate, serviceRate: 1 / queue.meanService }, 1, seed);
            const routes = spec.routes.map((route) => ({ ...route, steps: [{ visit: 'server', demand }] }));
            return warmedNetwork({ ...spec, routes }, jobs, queue.arrivalRate, ['all']);
          };
          const mixed = read(MIXED, { law: 'mixture', meanUs: 1e6 * MIXED.meanService, table: TABLE });
          const without = read(WITHOUT, { law: 'deterministic', meanUs: 1e6 * WITHOUT.meanService });
          const tenant = mixed.tenant('all');
          const wait = tenant.waitMeanUs / 1e6;
          const waitWithout = without.tenant('all').waitMeanUs / 1e6;
          return {
            'E[S]': tenant.latencyMeanUs / 1e6 - wait,
            'E[S^2]': meanSquareDrawn(seed, jobs),
            rho: mixed.station('server').utilisation,
            Wq: wait,
            W: tenant.latencyMeanUs / 1e6,
            'without_exports_Wq(lam=19.8,D=0.01)': waitWithout,
            penalty_factor: wait / waitWithout,
          };
        },
      },
      options,
    ),
};

/** A network keeps no squares of its service times, so the law itself is asked. */
function meanSquareDrawn(seed: number, count: number): number {
  const sampler = mixture.sampler(MIXED.meanService, {}, new StreamBank(seed).open('squares'), TABLE);
  let sum = 0;
  for (let i = 0; i < count; i++) sum += square(sampler.sample());
  return sum / count;
}
