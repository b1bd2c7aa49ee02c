/** @module Key popularity: Zipf weights in an alias table, so that a draw costs the same whatever the number of keys. */
import { assert } from '../kernel/assert.ts';
import { pow } from '../kernel/portable-math.ts';
import type { RandomStream } from '../kernel/random-stream.ts';

/** Draws keys 0..n-1; key 0 is the most popular. */
export class ZipfKeys {
  private readonly threshold: Float64Array;
  private readonly alias: Int32Array;

  /**
   * @param count  number of keys, >= 1
   * @param alpha  exponent, >= 0; 0 is uniform
   * @source Walker, An efficient method for generating discrete random variables with general distributions, ACM TOMS
   *   3(3), 1977; Vose's construction, IEEE TSE 17(9), 1991
   */
  constructor(count: number, alpha: number) {
    assert(count >= 1 && alpha >= 0, `zipf: ${count} keys, exponent ${alpha}`);
    this.threshold = new Float64Array(count);
    this.alias = new Int32Array(count);
    const weights = new Float64Array(count);
    let total = 0;
    for (let key = 0; key < count; key++) {
      weights[key] = pow(key + 1, -alpha);
      total += weights[key]!;
    }
    const small: number[] = [];
    const large: number[] = [];
    for (let key = 0; key < count; key++) {
      weights[key] = (weights[key]! * count) / total;
      (weights[key]! < 1 ? small : large).push(key);
    }
    while (small.length > 0 && large.length > 0) {
      const low = small.pop()!;
      const high = large.pop()!;
      this.threshold[low] = weights[low]!;
      this.alias[low] = high;
      weights[high] = weights[high]! - (1 - weights[low]!);
      (weights[high]! < 1 ? small : large).push(high);
    }
    for (const key of [...small, ...large]) {
      this.threshold[key] = 1;
      this.alias[key] = key;
    }
  }

  /** @param stream  two uniforms are taken */
  draw(stream: RandomStream): number {
    const key = stream.below(this.alias.length);
    return stream.uniform() < this.threshold[key]! ? key : this.alias[key]!;
  }
}
