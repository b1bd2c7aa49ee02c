/** @module A01: means and distribution of one first-come-first-served server. */
import { littleMeanPresent } from '../theory/little.ts';
import { type MM1, mm1AtLeastPresent, mm1MeanPresent, mm1MeanResponse, mm1Utilisation } from '../theory/m-m-1.ts';
import { oneStation } from './one-station.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { warmedNetwork } from './warmed-network.ts';

const QUEUE: MM1 = { arrivalRate: 8, serviceRate: 10 };
const MANY = 10;

const meanWait = mm1MeanResponse(QUEUE) - 1 / QUEUE.serviceRate;

export const a01: Oracle = {
  id: 'A01',
  title: 'M/M/1 FIFO means',
  source: 'Kleinrock, Queueing Systems I, 1975, section 3.2',
  formula: 'ρ = λ/μ; L = ρ/(1−ρ); W = 1/(μ−λ); Wq = ρ/(μ−λ); P(N≥n) = ρⁿ',
  run: () =>
    replicatedEstimate({
      id: 'A01',
      title: a01.title,
      expected: {
        rho: mm1Utilisation(QUEUE),
        L: mm1MeanPresent(QUEUE),
        Lq: littleMeanPresent(QUEUE.arrivalRate, meanWait),
        W: mm1MeanResponse(QUEUE),
        Wq: meanWait,
        p_empty: 1 - mm1Utilisation(QUEUE),
        'P(N>=10)': mm1AtLeastPresent(QUEUE, MANY),
      },
      jobs: 220_000,
      widest: 0.03,
      firstSeed: 1000,
      measure: (seed, jobs) => {
        const spec = { ...oneStation(QUEUE, 1, seed), trackDistribution: true };
        const network = warmedNetwork(spec, jobs, QUEUE.arrivalRate, ['all']);
        const station = network.station('server');
        const tenant = network.tenant('all');
        const fewer = station.distribution.slice(0, MANY).reduce((sum, share) => sum + share, 0);
        return {
          rho: station.utilisation,
          L: station.presentMean,
          Lq: station.waitingMean,
          W: tenant.latencyMeanUs / 1e6,
          Wq: tenant.waitMeanUs / 1e6,
          p_empty: station.distribution[0] ?? 0,
          'P(N>=10)': 1 - fewer,
        };
      },
    }),
};
