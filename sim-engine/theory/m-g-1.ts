/** @module Closed forms of the M/G/1 queue, first come, first served: what variation of the work costs in waiting. */

/** An M/G/1 queue; everything in one unit of time, which is then the unit of every result. */
export interface MG1 {
  /** Arrivals per unit of time, >= 0. */
  readonly arrivalRate: number;
  /** Mean of the service time, > 0. */
  readonly meanService: number;
  /** Mean of its square, >= the square of its mean. */
  readonly meanSquareService: number;
}

/** @returns share of time that the server is busy, 0..1; 1 when unstable */
export function mg1Utilisation({ arrivalRate, meanService }: MG1): number {
  return Math.min(1, arrivalRate * meanService);
}

/**
 * The Pollaczek-Khinchine formula.
 *
 * @returns mean wait before service (Wq); Infinity when unstable
 * @source Kleinrock, Queueing Systems I, 1975, equation 5.70 divided by the arrival rate
 */
export function mg1MeanWait(queue: MG1): number {
  const rho = mg1Utilisation(queue);
  if (rho >= 1) return Number.POSITIVE_INFINITY;
  return (queue.arrivalRate * queue.meanSquareService) / (2 * (1 - rho));
}

/** @returns mean response time, service included (W); Infinity when unstable */
export function mg1MeanResponse(queue: MG1): number {
  return mg1MeanWait(queue) + queue.meanService;
}
