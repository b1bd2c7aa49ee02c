/** @module The Poisson distribution: how many are present in an M/G/infinity system, whatever the service law. */

/**
 * @param mean   arrival rate times mean service time, > 0
 * @param count  whole number >= 0
 * @returns probability that exactly so many are present
 * @source Gross and Harris, Fundamentals of Queueing Theory, 1998, section 5.2.2 (M/G/infinity is Poisson)
 */
export function poissonProbability(mean: number, count: number): number {
  let logarithm = -mean;
  for (let i = 1; i <= count; i++) logarithm += Math.log(mean / i);
  return Math.exp(logarithm);
}

/** @returns probability that more than so many are present */
export function poissonExceeds(mean: number, count: number): number {
  let within = 0;
  for (let i = 0; i <= count; i++) within += poissonProbability(mean, i);
  return Math.max(0, 1 - within);
}

/**
 * @param share  0..1, below 1
 * @returns smallest count that is not exceeded with at least this probability
 */
export function poissonQuantile(mean: number, share: number): number {
  let count = 0;
  let within = poissonProbability(mean, 0);
  while (within < share) {
    count++;
    within += poissonProbability(mean, count);
  }
  return count;
}
