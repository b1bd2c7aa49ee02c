/** @module The Kolmogorov-Smirnov test: how far a sample lies from a distribution, and how far it may. */

/**
 * @param sorted  a sample in ascending order
 * @param cdf     the distribution function it should have
 * @returns largest distance between the two distribution functions, 0..1
 * @source Kolmogorov 1933; Law, Simulation Modeling and Analysis, 2015, section 6.6.2
 */
export function largestDistance(sorted: ArrayLike<number>, cdf: (x: number) => number): number {
  const count = sorted.length;
  let largest = 0;
  for (let i = 0; i < count; i++) {
    const expected = cdf(sorted[i]!);
    largest = Math.max(largest, expected - i / count, (i + 1) / count - expected);
  }
  return largest;
}

/**
 * @param pValue  probability with which a right sample may lie farther away, above 0, small
 * @param count   size of the sample
 * @returns distance that is exceeded with this probability
 * @source Kolmogorov 1933: the first term of the limit distribution, which is all that matters for small probabilities
 */
export function criticalDistance(pValue: number, count: number): number {
  return Math.sqrt(-Math.log(pValue / 2) / (2 * count));
}
