/** @module Mean value analysis: closed networks of users who think, ask a few single servers, and think again. */

/** A closed network; times in one unit, which is then the unit of every result. */
export interface ClosedNetwork {
  /** Mean time to think, >= 0. */
  readonly think: number;
  /** Mean work that a request asks of each station, > 0. */
  readonly demands: readonly number[];
}

/** What a number of users makes of a closed network. */
export interface ClosedState {
  /** Requests per unit of time. */
  readonly throughput: number;
  /** Mean time from a request to its answer. */
  readonly response: number;
  /** Share of time that each station is busy. */
  readonly utilisation: readonly number[];
}

/**
 * Exact for exponential first-come-first-served stations: an arrival sees the network as it is with one user less.
 *
 * @param users  whole number >= 1
 * @source Reiser and Lavenberg, Mean-value analysis of closed multichain queuing networks, Journal of the ACM 27(2), 1980
 */
export function meanValueAnalysis({ think, demands }: ClosedNetwork, users: number): ClosedState {
  let present = demands.map(() => 0);
  let throughput = 0;
  let response = 0;
  for (let count = 1; count <= users; count++) {
    const times = demands.map((demand, at) => demand * (1 + present[at]!));
    response = times.reduce((sum, time) => sum + time, 0);
    throughput = count / (think + response);
    const rate = throughput;
    present = times.map((time) => rate * time);
  }
  return { throughput, response, utilisation: demands.map((demand) => throughput * demand) };
}

/**
 * @returns most requests per unit of time, however many users there are
 * @source Denning and Buzen, The operational analysis of queueing network models, ACM Computing Surveys 10(3), 1978
 */
export function throughputBound({ demands }: ClosedNetwork): number {
  return 1 / Math.max(...demands);
}

/** @returns number of users from which on some of them must wait */
export function saturationPoint(network: ClosedNetwork): number {
  const alone = network.think + network.demands.reduce((sum, demand) => sum + demand, 0);
  return alone * throughputBound(network);
}
