/** @module A06: a bounded queue under more load than it can carry: what is turned away, and how long the rest waits. */
import {
  type MMCK,
  mmckBlocked,
  mmckMeanPresent,
  mmckMeanResponse,
  mmckMeanWait,
  mmckThroughput,
} from '../theory/m-m-c-k.ts';
import { oneStation } from './one-station.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { blockedShare, throughputPerSec } from './station-rates.ts';
import { warmedNetwork } from './warmed-network.ts';

const QUEUE: MMCK = { arrivalRate: 12, serviceRate: 10, servers: 1, bound: 20 };

export const a06: Oracle = {
  id: 'A06',
  title: 'M/M/1/20: a bounded queue under overload',
  source: 'Gross and Harris, Fundamentals of Queueing Theory, 1998, section 2.5 (birth and death)',
  run: (options) =>
    replicatedEstimate(
      {
        id: 'A06',
        title: a06.title,
        expected: {
          block: mmckBlocked(QUEUE),
          throughput: mmckThroughput(QUEUE),
          L: mmckMeanPresent(QUEUE),
          W: mmckMeanResponse(QUEUE),
          Wq: mmckMeanWait(QUEUE),
        },
        jobs: 90_000,
        longJobs: 360_000,
        widest: 0.02,
        firstSeed: 6000,
        measure: (seed, jobs) => {
          const spec = oneStation(QUEUE, QUEUE.servers, seed);
          const bounded = { ...spec, stations: [{ id: 'server', servers: QUEUE.servers, bound: QUEUE.bound }] };
          const network = warmedNetwork(bounded, jobs, QUEUE.arrivalRate, ['all']);
          const station = network.station('server');
          const tenant = network.tenant('all');
          return {
            block: blockedShare(station),
            throughput: throughputPerSec(station),
            L: station.presentMean,
            W: tenant.latencyMeanUs / 1e6,
            Wq: tenant.waitMeanUs / 1e6,
          };
        },
      },
      options,
    ),
};
