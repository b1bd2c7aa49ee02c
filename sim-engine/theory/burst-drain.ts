/** @module Burst drain: a backlog in front of one fast server while arrivals go on, as a fluid. */

/** A burst at time 0; rates in the same unit of time, which is then the unit of every result. */
export interface Burst {
  /** Jobs that come at once. */
  readonly jobs: number;
  /** Jobs that go on coming, per unit of time, below the service rate. */
  readonly arrivalRate: number;
  readonly serviceRate: number;
}

/**
 * @returns time until the backlog is gone
 * @source Kleinrock, Queueing Systems II, 1976, section 2.7 (fluid approximation for queues)
 */
export function drainTime({ jobs, arrivalRate, serviceRate }: Burst): number {
  return jobs / (serviceRate - arrivalRate);
}

/** @returns longest wait under first come, first served: whoever comes right after the burst waits for all of it */
export function longestWait({ jobs, serviceRate }: Burst): number {
  return jobs / serviceRate;
}

/** @returns jobs served until the backlog is gone */
export function servedWhileDraining(burst: Burst): number {
  return burst.serviceRate * drainTime(burst);
}
