/** @module Kingman's bound: no single-server queue waits longer than this on average, whatever its laws. */

/**
 * @param arrivalRate         arrivals per unit of time
 * @param varianceOfGaps      variance of the time between arrivals
 * @param meanService         mean service time
 * @param varianceOfServices  variance of the service time
 * @returns upper bound on the mean wait of a GI/G/1 queue; Infinity when unstable
 * @source Kingman, Some inequalities for the queue GI/G/1, Biometrika 49, 1962
 */
export function kingmanBound(
  arrivalRate: number,
  varianceOfGaps: number,
  meanService: number,
  varianceOfServices: number,
): number {
  const spare = 1 - arrivalRate * meanService;
  return spare > 0 ? (arrivalRate * (varianceOfGaps + varianceOfServices)) / (2 * spare) : Number.POSITIVE_INFINITY;
}
