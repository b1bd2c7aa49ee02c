/** @module Modulo: the remainder of a hash; simple, even, and almost everything moves when the number of shards changes. */

/**
 * @param hash    whole number >= 0
 * @param shards  >= 1
 * @returns the shard, 0 to shards - 1
 * @source Knuth, The Art of Computer Programming 3, 2nd edition 1998, section 6.4 (division method)
 */
export function moduloShard(hash: number, shards: number): number {
  return hash % shards;
}
