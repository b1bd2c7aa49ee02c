/**
 * @module Rendezvous hashing (highest random weight): each shard scores each hash, and the highest score wins.
 *
 * A new shard takes exactly what it scores highest for, from all others alike; nothing else moves.
 */
import { hashPair } from './hash.ts';

/**
 * @param hash   of what is placed
 * @param shard  who scores it
 * @returns whole number below 2^32; ties are for the lower shard
 * @source Thaler and Ravishankar, Using name-based mappings to increase hit rates, IEEE/ACM ToN 6(1), 1998
 */
export function rendezvousScore(hash: number, shard: number): number {
  return hashPair(hash, shard, 0x9e3779b9);
}

/**
 * @param hash    of what is placed
 * @param shards  >= 1
 * @returns the shard with the highest score, 0 to shards - 1
 */
export function rendezvousShard(hash: number, shards: number): number {
  let best = 0;
  let highest = -1;
  for (let shard = 0; shard < shards; shard++) {
    const score = rendezvousScore(hash, shard);
    if (score <= highest) continue;
    best = shard;
    highest = score;
  }
  return best;
}

/**
 * @param hash    of what is placed
 * @param shards  >= 1
 * @returns all shards, the highest score first: a replica set or a shuffle shard is its beginning
 */
export function rendezvousOrder(hash: number, shards: number): Int32Array {
  const scores = Array.from({ length: shards }, (_, shard) => rendezvousScore(hash, shard));
  return Int32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
}
