/** @module Closed forms of the M/M/c/K queue: c servers, at most K present, whoever finds K is turned away. */
import type { MMC } from './m-m-c.ts';

/** An M/M/c/K queue; rates in the same unit of time, which is then the unit of every result. */
export interface MMCK extends MMC {
  /** Most that may be present, the ones in service included (K); whole number >= servers. */
  readonly bound: number;
}

/**
 * @returns probability of 0, 1, ..., K present; any load, for a bounded queue is always stable
 * @source Gross and Harris, Fundamentals of Queueing Theory, 1998, section 2.5 (birth and death)
 */
export function mmckDistribution({ arrivalRate, serviceRate, servers, bound }: MMCK): number[] {
  const weights = [1];
  for (let present = 1; present <= bound; present++) {
    weights.push((weights[present - 1]! * arrivalRate) / (serviceRate * Math.min(present, servers)));
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** @returns share of arrivals that are turned away, 0..1: by PASTA the share of time with K present */
export function mmckBlocked(queue: MMCK): number {
  return mmckDistribution(queue)[queue.bound]!;
}

/** @returns completions per unit of time */
export function mmckThroughput(queue: MMCK): number {
  return queue.arrivalRate * (1 - mmckBlocked(queue));
}

/** @returns mean number present, the ones in service included (L) */
export function mmckMeanPresent(queue: MMCK): number {
  return mmckDistribution(queue).reduce((sum, share, present) => sum + share * present, 0);
}

/** @returns mean response time of those that were let in, service included (W); by Little's law */
export function mmckMeanResponse(queue: MMCK): number {
  return mmckMeanPresent(queue) / mmckThroughput(queue);
}

/** @returns mean wait before service of those that were let in (Wq) */
export function mmckMeanWait(queue: MMCK): number {
  return mmckMeanResponse(queue) - 1 / queue.serviceRate;
}
