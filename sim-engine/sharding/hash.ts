/** @module The hash by which tenants and keys are placed: the same everywhere, and independent of every random stream. */

const C1 = 0xcc9e2d51;
const C2 = 0x1b873593;

/**
 * Hashes two whole numbers.
 *
 * @param first   its low 32 bits count
 * @param second  its low 32 bits count
 * @param seed    another seed is another hash function; its low 32 bits count
 * @returns whole number below 2^32
 * @source Appleby, MurmurHash3_x86_32, 2011, of a key of two blocks
 */
export function hashPair(first: number, second: number, seed = 0): number {
  let h = mixIn(mixIn(seed, first), second) ^ 8;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function mixIn(hash: number, block: number): number {
  const scrambled = Math.imul(block, C1);
  const h = hash ^ Math.imul((scrambled << 15) | (scrambled >>> 17), C2);
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}
