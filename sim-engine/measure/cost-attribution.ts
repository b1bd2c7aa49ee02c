/** @module Cost attribution: a shared bill divided by what each tenant used, every kind of use at its own weight. */
import { assert } from '../kernel/assert.ts';

/**
 * @param bill     what is divided, in any currency, >= 0
 * @param usage    per tenant, units of each kind of use, >= 0
 * @param weights  per kind of use, cost of a unit relative to the other kinds', >= 0
 * @returns per tenant, its part; they add up to the bill, and are equal when nobody used anything
 * @source Storment and Fuller, Cloud FinOps, 2nd edition 2023, chapter 12 (proportional allocation of shared cost)
 */
export function attributeCost(
  bill: number,
  usage: readonly (readonly number[])[],
  weights: readonly number[],
): number[] {
  const weighted = usage.map((units) => {
    assert(units.length === weights.length, `${units.length} kinds of use, but ${weights.length} weights`);
    return units.reduce((sum, count, kind) => sum + count * weights[kind]!, 0);
  });
  const total = weighted.reduce((sum, each) => sum + each, 0);
  return weighted.map((each) => (total > 0 ? (bill * each) / total : bill / usage.length));
}
