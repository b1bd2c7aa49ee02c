/** @module Closed forms of one server that is shared equally by all present: only the mean of the work matters, not its law. */

/** An M/G/1 queue with processor sharing; in one unit of time, which is then the unit of every result. */
export interface MG1PS {
  /** Arrivals per unit of time, >= 0. */
  readonly arrivalRate: number;
  /** Mean of the work, > 0. */
  readonly meanService: number;
}

/**
 * How much longer a request takes than it would alone, whatever its own work: E[T | x] / x.
 *
 * @returns >= 1; Infinity when unstable
 * @source Kleinrock, Queueing Systems II, 1976, equation 4.17
 */
export function psSlowdown({ arrivalRate, meanService }: MG1PS): number {
  const rho = arrivalRate * meanService;
  return rho < 1 ? 1 / (1 - rho) : Number.POSITIVE_INFINITY;
}

/** @returns mean response time; Infinity when unstable */
export function psMeanResponse(queue: MG1PS): number {
  return queue.meanService * psSlowdown(queue);
}

/** @returns mean number present; Infinity when unstable */
export function psMeanPresent(queue: MG1PS): number {
  return queue.arrivalRate * psMeanResponse(queue);
}

/**
 * @param count  whole number >= 0
 * @returns probability that exactly so many are present, 0..1; 0 when unstable
 * @source Kleinrock, Queueing Systems II, 1976, section 4.4 (the number present is geometric for every law)
 */
export function psPresent({ arrivalRate, meanService }: MG1PS, count: number): number {
  const rho = arrivalRate * meanService;
  if (rho >= 1) return 0;
  let probability = 1 - rho;
  for (let i = 0; i < count; i++) probability *= rho;
  return probability;
}
