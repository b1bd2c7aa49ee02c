/** @module Closed forms of the D/M/1 queue, first come, first served: what regular arrivals save in waiting. */

/** Regular arrivals, exponential work, one server; everything in one unit of time. */
export interface DM1 {
  /** Time between two arrivals, > 0. */
  readonly interarrival: number;
  /** Completions per unit of time while busy, > 0. */
  readonly serviceRate: number;
}

const STEPS_MAX = 10_000;

/**
 * The root of sigma = A*(mu - mu sigma), where A* is the Laplace transform of the time between arrivals.
 *
 * @returns probability that an arrival finds the server busy, 0..1; 1 when unstable
 * @source Kleinrock, Queueing Systems I, 1975, equation 6.28 with A*(s) = e^(-s a)
 */
export function dm1Sigma({ interarrival, serviceRate }: DM1): number {
  const perGap = serviceRate * interarrival;
  if (perGap <= 1) return 1;
  let sigma = 0;
  // From 0 the iteration rises to the smallest root, which is the one below 1.
  for (let step = 0; step < STEPS_MAX; step++) {
    const next = Math.exp(-perGap * (1 - sigma));
    if (next === sigma) break;
    sigma = next;
  }
  return sigma;
}

/**
 * @returns mean response time, service included (W); Infinity when unstable
 * @source Kleinrock, Queueing Systems I, 1975, section 6.4: the response time is exponential with rate mu (1 - sigma)
 */
export function dm1MeanResponse(queue: DM1): number {
  const sigma = dm1Sigma(queue);
  return sigma < 1 ? 1 / (queue.serviceRate * (1 - sigma)) : Number.POSITIVE_INFINITY;
}

/** @returns mean wait before service (Wq); Infinity when unstable */
export function dm1MeanWait(queue: DM1): number {
  return dm1Sigma(queue) * dm1MeanResponse(queue);
}
