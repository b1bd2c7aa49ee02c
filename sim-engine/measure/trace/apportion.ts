/** @module Divides whole microseconds by weights: floors first, and what is left over in tenant order. */

/**
 * @param totalUs   whole microseconds, >= 0
 * @param weights   one per holder, >= 0; replaced by whole microseconds that add up to the total, unless all are 0
 * @param divisor   weight of a microsecond, or 0 when it follows from the sum of the weights
 * @returns what could not be given to anybody because all weights are 0
 */
export function apportion(totalUs: number, weights: Float64Array, divisor: number): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at++) sum += weights[at]!;
  if (sum === 0 || totalUs === 0) {
    weights.fill(0);
    return totalUs;
  }
  const per = divisor > 0 ? divisor : sum / totalUs;
  let left = totalUs;
  for (let at = 0; at < weights.length; at++) left -= Math.floor(weights[at]! / per);
  for (let at = 0; at < weights.length; at++) {
    const exact = weights[at]! / per;
    let us = Math.floor(exact);
    if (left > 0 && exact > us) {
      us++;
      left--;
    }
    weights[at] = us;
  }
  // Weights that are no whole numbers may come to a microsecond too few or too many.
  for (let at = 0; left > 0; at = (at + 1) % weights.length) {
    if (weights[at] === 0) continue;
    weights[at]!++;
    left--;
  }
  for (let at = weights.length - 1; left < 0; at = at === 0 ? weights.length - 1 : at - 1) {
    if (weights[at]! === 0) continue;
    weights[at]!--;
    left++;
  }
  return 0;
}
