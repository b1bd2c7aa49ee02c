/** @module What a token bucket can let through at most. */

/**
 * @param ratePerSec  refill, tokens per second, > 0
 * @param burst       size of the bucket, tokens, >= 1
 * @param seconds     length of any window, >= 0
 * @returns upper bound on the requests admitted within the window
 * @source Cruz, A calculus for network delay, IEEE Trans. Information Theory 37(1), 1991: (sigma, rho) constraint
 */
export function tokenBucketBound(ratePerSec: number, burst: number, seconds: number): number {
  return burst + ratePerSec * seconds;
}
