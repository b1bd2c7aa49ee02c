/** @module Combinations in order: how many there are, and the one at a place, so that a set can be drawn by one number. */

/**
 * @param from  whole number >= 0
 * @param size  whole number >= 0
 * @returns number of sets of that size; exact while it stays below 2^53 / from
 */
export function combinationCount(from: number, size: number): number {
  if (size > from) return 0;
  let count = 1;
  for (let i = 1; i <= size; i++) count = (count * (from - size + i)) / i;
  return count;
}

/**
 * @param rank  0 to combinationCount(from, size) - 1
 * @returns the set of that rank: `size` numbers below `from`, ascending
 * @source Knuth, The Art of Computer Programming 4A, 2011, section 7.2.1.3 (combinatorial number system)
 */
export function combinationOfRank(rank: number, from: number, size: number): number[] {
  const members: number[] = [];
  let left = rank;
  let member = from - 1;
  for (let place = size; place > 0; place--) {
    while (combinationCount(member, place) > left) member--;
    left -= combinationCount(member, place);
    members.push(member--);
  }
  return members.reverse();
}
