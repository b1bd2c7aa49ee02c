/** @module Little's law: the mean number present is the arrival rate times the mean time spent. */

/**
 * @param arrivalRate  arrivals that enter, per unit of time, >= 0
 * @param meanTime     mean time that each spends there, in the same unit, >= 0
 * @returns mean number present
 * @source Little, A proof for the queuing formula L = lambda W, Operations Research 9(3), 1961
 */
export function littleMeanPresent(arrivalRate: number, meanTime: number): number {
  return arrivalRate * meanTime;
}
