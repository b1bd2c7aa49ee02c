/**
 * @module Shuffle shards: every tenant on its own small set of workers, so that few share all of them with a bad one.
 *
 * Drawn independently, two tenants may get the same set; dealt, they cannot until every set has been given out once.
 */
import { assert } from '../kernel/assert.ts';
import type { RandomStream } from '../kernel/random-stream.ts';
import { combinationCount, combinationOfRank } from './combinations.ts';

/**
 * @param stream   where the draw comes from
 * @param workers  whole number >= size
 * @param size     workers per tenant, whole number >= 1
 * @returns distinct workers, ascending; every set is equally likely
 * @source Floyd's algorithm: Bentley and Floyd, A sample of brilliance, CACM 30(9), 1987
 */
export function randomShard(stream: RandomStream, workers: number, size: number): number[] {
  assert(size >= 1 && size <= workers, `a shard of ${size} of ${workers} workers`);
  const shard: number[] = [];
  for (let top = workers - size; top < workers; top++) {
    const drawn = stream.below(top + 1);
    shard.push(shard.includes(drawn) ? top : drawn);
  }
  return shard.sort((a, b) => a - b);
}

/** Deals shards: no two alike while combinations last, then once more through all of them. */
export class ShardDealer {
  private readonly stream: RandomStream;
  private readonly workers: number;
  private readonly size: number;
  private readonly combinations: number;
  private dealt = 0;
  /** Ranks that a draw has moved, of a shuffle that is done only as far as it is dealt. */
  private readonly moved = new Map<number, number>();

  /**
   * @param stream   where the order comes from
   * @param workers  whole number >= size
   * @param size     workers per tenant, whole number >= 1
   * @source MacCárthaigh, Shuffle sharding: massive and magical fault isolation, AWS Architecture Blog, 2014
   */
  constructor(stream: RandomStream, workers: number, size: number) {
    assert(size >= 1 && size <= workers, `a shard of ${size} of ${workers} workers`);
    this.stream = stream;
    this.workers = workers;
    this.size = size;
    this.combinations = combinationCount(workers, size);
    assert(
      this.combinations * workers <= Number.MAX_SAFE_INTEGER,
      `the ways to choose ${size} of ${workers} workers are beyond exact numbers`,
    );
  }

  /** @returns the next shard: distinct workers, ascending */
  deal(): number[] {
    if (this.dealt === this.combinations) {
      this.dealt = 0;
      this.moved.clear();
    }
    const at = this.dealt++;
    const drawn = at + this.stream.below(this.combinations - at);
    const rank = this.moved.get(drawn) ?? drawn;
    this.moved.set(drawn, this.moved.get(at) ?? at);
    this.moved.delete(at);
    return combinationOfRank(rank, this.workers, this.size);
  }
}
