/** @module Rehashing: how much moves when the number of shards changes. */

/**
 * @param before  shards, >= 1
 * @param after   shards, >= 1
 * @returns share of keys that the remainder sends elsewhere
 * @source Chinese remainder theorem: over one period of lcm(before, after) keys, exactly min(before, after) have both
 *   remainders equal
 */
export function moduloMoves(before: number, after: number): number {
  return 1 - Math.min(before, after) / leastCommonMultiple(before, after);
}

/**
 * @param before  shards, >= 1
 * @param after   shards, >= 1
 * @returns share of keys that must move for an even spread, and that consistent hashing moves in the mean
 * @source Karger et al., Consistent hashing and random trees, STOC 1997 (monotonicity)
 */
export function leastMoves(before: number, after: number): number {
  return 1 - Math.min(before, after) / Math.max(before, after);
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}
