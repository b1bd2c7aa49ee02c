/** @module Jain's index: how alike a quantity is spread, in one number. */

/**
 * @param shares  what each got, >= 0
 * @returns 1 when all fare alike, 1/n when one has everything; 1 for nobody
 * @source Jain, Chiu, Hawe, A quantitative measure of fairness, DEC-TR-301, 1984
 */
export function jainIndex(shares: readonly number[]): number {
  const sum = shares.reduce((total, share) => total + share, 0);
  const squares = shares.reduce((total, share) => total + share * share, 0);
  return squares === 0 ? 1 : (sum * sum) / (shares.length * squares);
}
