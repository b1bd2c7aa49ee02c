/** @module A07: two servers that shed load: a short line keeps the wait short and turns a quarter away. */
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

const QUEUE: MMCK = { arrivalRate: 25, serviceRate: 10, servers: 2, bound: 6 };

export const a07: Oracle = {
  id: 'A07',
  title: 'M/M/2/6: load shedding',
  source: 'Gross and Harris, Fundamentals of Queueing Theory, 1998, section 2.5 (birth and death)',
  run: (options) =>
    replicatedEstimate(
      {
        id: 'A07',
        title: a07.title,
        expected: {
          block: mmckBlocked(QUEUE),
          throughput: mmckThroughput(QUEUE),
          L: mmckMeanPresent(QUEUE),
          W: mmckMeanResponse(QUEUE),
          Wq: mmckMeanWait(QUEUE),
        },
        jobs: 20_000,
        longJobs: 80_000,
        widest: 0.02,
        firstSeed: 7000,
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
