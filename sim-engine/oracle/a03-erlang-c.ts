/** @module A03: the wait before four servers with one line, against Erlang's delay formula. */
import { littleMeanPresent } from '../theory/little.ts';
import { erlangC, type MMC, mmcMeanResponse, mmcMeanWait, mmcUtilisation, mmcWaitExceeds } from '../theory/m-m-c.ts';
import { oneStation } from './one-station.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { warmedNetwork } from './warmed-network.ts';

const QUEUE: MMC = { arrivalRate: 30, serviceRate: 10, servers: 4 };

export const a03: Oracle = {
  id: 'A03',
  title: 'M/M/4: Erlang C delay',
  source: 'Cooper, Introduction to Queueing Theory, 1981, section 3.6',
  formula: 'Wq = C(c,a)/(cμ−λ); P(Wq>t) = C(c,a)·e^(−(cμ−λ)t); C: Erlang C, a = λ/μ',
  run: () =>
    replicatedEstimate({
      id: 'A03',
      title: a03.title,
      expected: {
        rho: mmcUtilisation(QUEUE),
        pwait: erlangC(QUEUE),
        Wq: mmcMeanWait(QUEUE),
        W: mmcMeanResponse(QUEUE),
        Lq: littleMeanPresent(QUEUE.arrivalRate, mmcMeanWait(QUEUE)),
        L: littleMeanPresent(QUEUE.arrivalRate, mmcMeanResponse(QUEUE)),
        'P(Wq>0.1)': mmcWaitExceeds(QUEUE, 0.1),
        'P(Wq>0.2)': mmcWaitExceeds(QUEUE, 0.2),
      },
      jobs: 160_000,
      widest: 0.04,
      firstSeed: 3000,
      measure: (seed, jobs) => {
        const spec = { ...oneStation(QUEUE, QUEUE.servers, seed), keepLatencies: true };
        const network = warmedNetwork(spec, jobs, QUEUE.arrivalRate, ['all']);
        const station = network.station('server');
        const tenant = network.tenant('all');
        return {
          rho: station.utilisation,
          pwait: station.delayedShare,
          Wq: tenant.waitMeanUs / 1e6,
          W: tenant.latencyMeanUs / 1e6,
          Lq: station.waitingMean,
          L: station.presentMean,
          'P(Wq>0.1)': tenant.waitExceedsShare(100_000),
          'P(Wq>0.2)': tenant.waitExceedsShare(200_000),
        };
      },
    }),
};
