/** @module What A06 and A07 compare: a bounded queue with its birth-and-death formulas. */
import {
  type MMCK,
  mmckBlocked,
  mmckMeanPresent,
  mmckMeanResponse,
  mmckMeanWait,
  mmckThroughput,
} from '../theory/m-m-c-k.ts';
import { oneStation } from './one-station.ts';
import type { Oracle, OracleOptions, OracleReport } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { blockedShare, throughputPerSec } from './station-rates.ts';
import { warmedNetwork } from './warmed-network.ts';

/** One queue and how long it is looked at. */
export interface BoundedQueueCase {
  readonly queue: MMCK;
  /** Admitted per replication, in the quick and in the long form. */
  readonly jobs: number;
  readonly longJobs: number;
  readonly firstSeed: number;
}

/** @returns share turned away, throughput, number present, response time and wait, beside theory */
export function boundedQueueReport(
  { id, title }: Pick<Oracle, 'id' | 'title'>,
  { queue, jobs, longJobs, firstSeed }: BoundedQueueCase,
  options: OracleOptions,
): OracleReport {
  const expected = {
    block: mmckBlocked(queue),
    throughput: mmckThroughput(queue),
    L: mmckMeanPresent(queue),
    W: mmckMeanResponse(queue),
    Wq: mmckMeanWait(queue),
  };
  const measure = (seed: number, count: number) => {
    const spec = oneStation(queue, queue.servers, seed);
    const bounded = { ...spec, stations: [{ id: 'server', servers: queue.servers, bound: queue.bound }] };
    const network = warmedNetwork(bounded, count, queue.arrivalRate, ['all']);
    const station = network.station('server');
    const tenant = network.tenant('all');
    return {
      block: blockedShare(station),
      throughput: throughputPerSec(station),
      L: station.presentMean,
      W: tenant.latencyMeanUs / 1e6,
      Wq: tenant.waitMeanUs / 1e6,
    };
  };
  return replicatedEstimate({ id, title, expected, jobs, longJobs, widest: 0.02, firstSeed, measure }, options);
}
