/** @module Hedged requests: what a second copy, sent when the first is late, makes of a latency that is rarely very long. */

/** A latency that takes two values, and when a second copy is sent; times in one unit. */
export interface RareSlowness {
  readonly fast: number;
  readonly slow: number;
  /** Probability of the slow value, 0..1. */
  readonly slowShare: number;
  /** Time after which a second, independent copy is sent; between `fast` and `slow`. */
  readonly hedgeAfter: number;
}

/** @returns mean latency of one copy */
export function unhedgedMean({ fast, slow, slowShare }: RareSlowness): number {
  return (1 - slowShare) * fast + slowShare * slow;
}

/**
 * @returns mean latency when the first answer counts
 * @source Dean and Barroso, The tail at scale, Communications of the ACM 56(2), 2013 (hedged requests); by enumeration
 */
export function hedgedMean(latency: RareSlowness): number {
  const { fast, slow, slowShare } = latency;
  const rescued = Math.min(slow, hedgedFallback(latency));
  return (1 - slowShare) * fast + slowShare * ((1 - slowShare) * rescued + slowShare * slow);
}

/** @returns latency of a request whose first copy is slow and whose second is fast */
export function hedgedFallback({ fast, hedgeAfter }: RareSlowness): number {
  return hedgeAfter + fast;
}

/** @returns probability that both copies are slow */
export function hedgedSlowShare({ slowShare }: RareSlowness): number {
  return slowShare * slowShare;
}
