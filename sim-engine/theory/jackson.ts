/** @module Open Jackson networks: each station is an M/M/c queue of its own at the rate that the routing brings it. */
import { littleMeanPresent } from './little.ts';
import { type MMC, mmcMeanResponse } from './m-m-c.ts';

/** A station of the network; all rates in one unit of time. */
export interface JacksonStation {
  /** Arrivals from outside, per unit of time, >= 0. */
  readonly externalRate: number;
  /** Completions per unit of time of one busy server, > 0. */
  readonly serviceRate: number;
  /** Whole number >= 1. */
  readonly servers: number;
  /** Probability of going on to each station, in their order; what is missing to 1 leaves. */
  readonly routing: readonly number[];
}

/**
 * Solves the traffic equations by elimination: a station's rate is what comes from outside and from all stations.
 *
 * @returns arrival rate of every station
 * @source Jackson, Networks of waiting lines, Operations Research 5(4), 1957
 */
export function jacksonRates(stations: readonly JacksonStation[]): number[] {
  const count = stations.length;
  // Row i: rate_i - sum_j rate_j routing_ji = external_i, with the right-hand side in the last column.
  const rows = stations.map((station, i) => [
    ...stations.map((from, j) => (i === j ? 1 : 0) - (from.routing[i] ?? 0)),
    station.externalRate,
  ]);
  for (let pivot = 0; pivot < count; pivot++) {
    for (let row = 0; row < count; row++) {
      if (row === pivot) continue;
      const factor = rows[row]![pivot]! / rows[pivot]![pivot]!;
      for (let column = pivot; column <= count; column++) rows[row]![column]! -= factor * rows[pivot]![column]!;
    }
  }
  return rows.map((row, i) => row[count]! / row[i]!);
}

/** @returns every station as the M/M/c queue that it behaves like */
export function jacksonQueues(stations: readonly JacksonStation[]): MMC[] {
  const rates = jacksonRates(stations);
  return stations.map(({ serviceRate, servers }, i) => ({ arrivalRate: rates[i]!, serviceRate, servers }));
}

/** @returns mean number present at every station (L) */
export function jacksonMeanPresent(stations: readonly JacksonStation[]): number[] {
  return jacksonQueues(stations).map((queue) => littleMeanPresent(queue.arrivalRate, mmcMeanResponse(queue)));
}

/** @returns mean time from arrival in the network to departure from it (W) */
export function jacksonMeanResponse(stations: readonly JacksonStation[]): number {
  const present = jacksonMeanPresent(stations).reduce((sum, each) => sum + each, 0);
  return present / stations.reduce((sum, station) => sum + station.externalRate, 0);
}
