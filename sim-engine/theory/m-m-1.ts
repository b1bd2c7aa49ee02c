/** @module Closed forms of the M/M/1 queue, first come, first served. */

/** An M/M/1 queue; rates in the same unit of time, which is then the unit of every result. */
export interface MM1 {
  /** Arrivals per unit of time, >= 0. */
  readonly arrivalRate: number;
  /** Completions per unit of time while busy, > 0. */
  readonly serviceRate: number;
}

/**
 * @returns share of time that the server is busy, 0..1; 1 when unstable
 * @source Kleinrock, Queueing Systems I, 1975, section 3.2
 */
export function mm1Utilisation({ arrivalRate, serviceRate }: MM1): number {
  return Math.min(1, arrivalRate / serviceRate);
}

/**
 * @returns mean number in the system, the one in service included (L); Infinity when unstable
 * @source Kleinrock, Queueing Systems I, 1975, equation 3.24
 */
export function mm1MeanPresent(queue: MM1): number {
  const rho = mm1Utilisation(queue);
  return rho < 1 ? rho / (1 - rho) : Number.POSITIVE_INFINITY;
}

/**
 * @param count  whole number >= 0
 * @returns probability that at least so many are in the system, 0..1
 * @source Kleinrock, Queueing Systems I, 1975, equation 3.23 (geometric number in system)
 */
export function mm1AtLeastPresent(queue: MM1, count: number): number {
  let probability = 1;
  for (let i = 0; i < count; i++) probability *= mm1Utilisation(queue);
  return probability;
}

/**
 * @returns mean response time, service included (W), in the unit of the rates; Infinity when unstable
 * @source Kleinrock, Queueing Systems I, 1975, equation 3.26
 */
export function mm1MeanResponse({ arrivalRate, serviceRate }: MM1): number {
  return arrivalRate < serviceRate ? 1 / (serviceRate - arrivalRate) : Number.POSITIVE_INFINITY;
}

/**
 * Quantile of the response time, which is exponential with rate mu - lambda.
 *
 * @param share  0..1, below 1
 * @returns in the unit of the rates; Infinity when unstable
 * @source Kleinrock, Queueing Systems I, 1975, equation 5.118
 */
export function mm1ResponseQuantile(queue: MM1, share: number): number {
  return -Math.log(1 - share) * mm1MeanResponse(queue);
}
