/**
 * @module Size of a cache stampede: one hot key expires, and until the first fetch is back every further request fetches too.
 *
 * Requests are a Poisson stream and a fetch takes a fixed time, so that 1 + Poisson(rate * fetch time) requests fetch.
 */

/**
 * @param rate       requests for the key per second, >= 0
 * @param fetchTime  seconds, >= 0
 * @returns mean number of fetches per expiry
 * @source Kingman, Poisson Processes, 1993, section 2.1: counts of a Poisson process
 */
export function stampedeMean(rate: number, fetchTime: number): number {
  return 1 + rate * fetchTime;
}

/**
 * @returns variance of the number of fetches per expiry
 * @source as for the mean
 */
export function stampedeVariance(rate: number, fetchTime: number): number {
  return rate * fetchTime;
}

/**
 * @param count  whole number >= 1
 * @returns probability of at least so many fetches per expiry, 0..1
 * @source as for the mean
 */
export function stampedeAtLeast(rate: number, fetchTime: number, count: number): number {
  const mean = rate * fetchTime;
  let below = 0;
  let term = Math.exp(-mean);
  for (let others = 0; others < count - 1; others++) {
    below += term;
    term *= mean / (others + 1);
  }
  return 1 - below;
}
