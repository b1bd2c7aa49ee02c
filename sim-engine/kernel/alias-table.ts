/** @module Alias table: draws an index by given weights, at the same cost whatever the number of weights. */
import { assert } from './assert.ts';
import type { RandomStream } from './random-stream.ts';

/** Draws indices 0..n-1. */
export class AliasTable {
  private readonly threshold: Float64Array;
  private readonly alias: Int32Array;

  /**
   * @param given  relative weight per index, each >= 0 and together > 0
   * @source Walker, An efficient method for generating discrete random variables with general distributions, ACM TOMS
   *   3(3), 1977; Vose's construction, IEEE TSE 17(9), 1991
   */
  constructor(given: Float64Array) {
    const count = given.length;
    let total = 0;
    for (let index = 0; index < count; index++) total += given[index]!;
    assert(total > 0, `alias table: ${count} weights that add up to ${total}`);
    this.threshold = new Float64Array(count);
    this.alias = new Int32Array(count);
    const weights = new Float64Array(count);
    const small: number[] = [];
    const large: number[] = [];
    for (let index = 0; index < count; index++) {
      weights[index] = (given[index]! * count) / total;
      (weights[index]! < 1 ? small : large).push(index);
    }
    while (small.length > 0 && large.length > 0) {
      const low = small.pop()!;
      const high = large.pop()!;
      this.threshold[low] = weights[low]!;
      this.alias[low] = high;
      weights[high] = weights[high]! - (1 - weights[low]!);
      (weights[high]! < 1 ? small : large).push(high);
    }
    for (const index of [...small, ...large]) {
      this.threshold[index] = 1;
      this.alias[index] = index;
    }
  }

  /** @param stream  two uniforms are taken */
  draw(stream: RandomStream): number {
    const index = stream.below(this.alias.length);
    return stream.uniform() < this.threshold[index]! ? index : this.alias[index]!;
  }
}
