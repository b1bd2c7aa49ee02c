/** @module Max-min fairness: small demands in full, the rest divided so that nobody could get more but from a poorer one. */
import { assert } from '../kernel/assert.ts';

/**
 * @param capacity  what there is to divide, >= 0
 * @param demands   what each wants at most, >= 0
 * @param weights   each one's claim relative to the others', > 0
 * @returns what each gets: at most its demand, in sum at most the capacity, and all of it when that is wanted
 * @source Bertsekas and Gallager, Data Networks, 2nd edition 1992, section 6.5.2 (progressive filling)
 */
export function maxMinShares(
  capacity: number,
  demands: readonly number[],
  weights: readonly number[] = demands.map(() => 1),
): number[] {
  assert(capacity >= 0, `a capacity of ${capacity}`);
  assert(weights.length === demands.length, `${weights.length} weights for ${demands.length} demands`);
  assert(
    weights.every((weight) => weight > 0),
    'a weight of 0 or less',
  );
  // Who wants least for its weight is filled first; what it leaves raises the level of all others.
  const order = Array.from(demands.keys()).sort((a, b) => demands[a]! / weights[a]! - demands[b]! / weights[b]!);
  const shares = demands.map(() => 0);
  let left = capacity;
  let claims = weights.reduce((sum, weight) => sum + weight, 0);
  for (const each of order) {
    const share = Math.min(demands[each]!, (left * weights[each]!) / claims);
    shares[each] = share;
    left = Math.max(0, left - share);
    claims -= weights[each]!;
  }
  return shares;
}
