/**
 * @module Exact hit ratios of small caches, when requests are independent of each other (the independent reference model).
 *
 * `popularity` is the share of the requests per key, summing to 1; `capacity` is in entries, at most the number of keys.
 */

/**
 * Least recently used, summed over the ordered contents of the cache: the effort grows as keys to the power of the capacity.
 *
 * @returns 0..1
 * @source King, Analysis of demand paging algorithms, IFIP Congress 1971
 */
export function lruExactHitRatio(popularity: ArrayLike<number>, capacity: number): number {
  const taken = new Uint8Array(popularity.length);
  const sum = (left: number, probability: number, held: number): number => {
    if (left === 0) return probability * held;
    let hits = 0;
    for (let key = 0; key < popularity.length; key++) {
      if (taken[key] === 1) continue;
      taken[key] = 1;
      const share = popularity[key]!;
      // The next most recent key, given that it is none of those before it.
      hits += sum(left - 1, (probability * share) / (1 - held), held + share);
      taken[key] = 0;
    }
    return hits;
  };
  return sum(capacity, 1, 0);
}

/**
 * First in, first out, and random eviction: both hold a set of keys with a probability in proportion to the product of
 * their shares.
 *
 * @returns 0..1
 * @source Gelenbe, A unified approach to the evaluation of a class of replacement algorithms, IEEE Trans. Comp. C-22(6), 1973
 */
export function fifoExactHitRatio(popularity: ArrayLike<number>, capacity: number): number {
  // weight[n]: sum over all sets of n keys of the product of their shares; held[n]: the same, times the sum of the shares.
  const weight = new Float64Array(capacity + 1);
  const held = new Float64Array(capacity + 1);
  weight[0] = 1;
  for (let key = 0; key < popularity.length; key++) {
    const share = popularity[key]!;
    for (let n = capacity; n >= 1; n--) {
      held[n] = held[n]! + share * (held[n - 1]! + share * weight[n - 1]!);
      weight[n] = weight[n]! + share * weight[n - 1]!;
    }
  }
  return held[capacity]! / weight[capacity]!;
}

/**
 * The most popular keys are held for ever. No policy that does not know the future does better on such requests.
 *
 * @returns 0..1
 * @source Aho, Denning and Ullman, Principles of optimal page replacement, J. ACM 18(1), 1971 (algorithm A0)
 */
export function staticOptimumHitRatio(popularity: ArrayLike<number>, capacity: number): number {
  const falling = Float64Array.from(popularity).sort().reverse();
  return falling.subarray(0, capacity).reduce((sum, share) => sum + share, 0);
}
