/** @module Closed forms of the M/M/c queue, first come, first served: Erlang's delay formula and what follows from it. */

/** An M/M/c queue; rates in the same unit of time, which is then the unit of every result. */
export interface MMC {
  /** Arrivals per unit of time, >= 0. */
  readonly arrivalRate: number;
  /** Completions per unit of time of one busy server, > 0. */
  readonly serviceRate: number;
  /** Whole number >= 1. */
  readonly servers: number;
}

/** @returns share of time that a server is busy, 0..1; 1 when unstable */
export function mmcUtilisation({ arrivalRate, serviceRate, servers }: MMC): number {
  return Math.min(1, arrivalRate / (serviceRate * servers));
}

/**
 * Erlang's B formula: the share of arrivals that a system without waiting room turns away.
 *
 * @source Erlang 1917; the recursion: Cooper, Introduction to Queueing Theory, 1981, equation 3.3 of chapter 3
 */
export function erlangB({ arrivalRate, serviceRate, servers }: MMC): number {
  const offered = arrivalRate / serviceRate;
  let blocked = 1;
  for (let server = 1; server <= servers; server++) blocked = (offered * blocked) / (server + offered * blocked);
  return blocked;
}

/**
 * Erlang's C formula: the share of arrivals that have to wait.
 *
 * @returns 0..1; 1 when unstable
 * @source Erlang 1917; Cooper, Introduction to Queueing Theory, 1981, section 3.6
 */
export function erlangC(queue: MMC): number {
  const rho = mmcUtilisation(queue);
  if (rho >= 1) return 1;
  const blocked = erlangB(queue);
  return blocked / (1 - rho * (1 - blocked));
}

/**
 * @returns mean wait before service of all arrivals, those that wait nothing included (Wq); Infinity when unstable
 * @source Cooper, Introduction to Queueing Theory, 1981, section 3.6
 */
export function mmcMeanWait(queue: MMC): number {
  const spare = queue.serviceRate * queue.servers - queue.arrivalRate;
  return spare > 0 ? erlangC(queue) / spare : Number.POSITIVE_INFINITY;
}

/**
 * @param time  >= 0, in the unit of the rates
 * @returns probability of waiting longer than that, 0..1; 1 when unstable
 * @source Cooper, Introduction to Queueing Theory, 1981, section 3.6: the wait of those who wait is exponential
 */
export function mmcWaitExceeds(queue: MMC, time: number): number {
  const spare = queue.serviceRate * queue.servers - queue.arrivalRate;
  return spare > 0 ? erlangC(queue) * Math.exp(-spare * time) : 1;
}

/** @returns mean response time, service included (W); Infinity when unstable */
export function mmcMeanResponse(queue: MMC): number {
  return mmcMeanWait(queue) + 1 / queue.serviceRate;
}
