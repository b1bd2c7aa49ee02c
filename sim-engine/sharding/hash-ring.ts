/**
 * @module Hash ring: shards own the arcs before their points on a circle of hashes.
 *
 * Many points (virtual nodes) per shard even the arcs out: the share of a shard varies by about 1/sqrt(virtualNodes).
 */
import { assert } from '../kernel/assert.ts';
import { hashPair } from './hash.ts';

/** A ring of shards 0 to n - 1. */
export class HashRing {
  /** Points in order, and whose each is. */
  private readonly points: readonly number[];
  private readonly owners: readonly number[];

  /**
   * @param shards        whole number >= 1
   * @param virtualNodes  points per shard, whole number >= 1
   * @param seed          another seed is another ring
   * @source Karger et al., Consistent hashing and random trees, STOC 1997
   */
  constructor(shards: number, virtualNodes: number, seed = 0) {
    assert(shards >= 1 && virtualNodes >= 1, `a ring of ${shards} shards with ${virtualNodes} points each`);
    const all: { readonly point: number; readonly shard: number }[] = [];
    for (let shard = 0; shard < shards; shard++) {
      for (let node = 0; node < virtualNodes; node++) all.push({ point: hashPair(shard, node, seed), shard });
    }
    // Two shards at one point: the lower one owns it, whichever was added first.
    all.sort((a, b) => a.point - b.point || a.shard - b.shard);
    this.points = all.map((each) => each.point);
    this.owners = all.map((each) => each.shard);
  }

  /**
   * @param hash  whole number below 2^32
   * @returns the shard of the first point at or after the hash, around the circle
   */
  shardOf(hash: number): number {
    let low = 0;
    let high = this.points.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.points[middle]! < hash) low = middle + 1;
      else high = middle;
    }
    return this.owners[low === this.points.length ? 0 : low]!;
  }
}
