/** @module Frequency sketch: roughly how often each key was asked for of late, in a few bytes per entry of a cache. */
import type { StateCodec } from '../../../kernel/state-codec.ts';

const ROWS = 4;
const COUNT_MAX = 15;
/** Counters of a row per entry of the cache, before rounding up to a power of two. */
const COUNTERS_PER_ENTRY = 4;

/**
 * Count-min sketch with minimal increment; all counts are halved after a sample of so many.
 *
 * @source Cormode and Muthukrishnan, An improved data stream summary: the count-min sketch, J. Algorithms 55(1), 2005;
 *   Einziger, Friedman and Manes, TinyLFU: a highly efficient cache admission policy, ACM ToS 13(4), 2017, section 3
 */
export class FrequencySketch {
  private readonly words: Int32Array;
  private readonly counts: Uint8Array;
  private readonly mask: number;
  private readonly sample: number;
  private seen = 0;

  /**
   * @param capacity       entries of the cache, >= 1
   * @param usesPerHalving keys counted per entry between two halvings, > 0
   */
  constructor(capacity: number, usesPerHalving: number) {
    let width = 16;
    while (width < COUNTERS_PER_ENTRY * capacity) width *= 2;
    this.mask = width - 1;
    this.words = new Int32Array((ROWS * width) / 4);
    this.counts = new Uint8Array(this.words.buffer);
    this.sample = Math.ceil(usesPerHalving * capacity);
  }

  /** Counts a key once. @param hash  of the key, 32 bits */
  add(hash: number): void {
    const least = this.count(hash);
    if (least === COUNT_MAX) return;
    for (let row = 0; row < ROWS; row++) {
      const at = this.at(row, hash);
      // Minimal increment: a counter above the least is higher because of other keys.
      if (this.counts[at] === least) this.counts[at] = least + 1;
    }
    if (++this.seen >= this.sample) this.halve();
  }

  /** @returns 0 to 15; never less than the true count since the last halving, up to 15 */
  count(hash: number): number {
    let least = COUNT_MAX;
    for (let row = 0; row < ROWS; row++) least = Math.min(least, this.counts[this.at(row, hash)]!);
    return least;
  }

  state(codec: StateCodec): void {
    this.seen = codec.number(this.seen);
    const saved = codec.int32s(this.words, this.words.length);
    if (codec.restoring) this.words.set(saved);
  }

  /** Rows differ in a multiplier, so that two keys that meet in one row part in another. */
  private at(row: number, hash: number): number {
    const spread = Math.imul(hash ^ (hash >>> 15), MULTIPLIERS[row]!);
    return row * (this.mask + 1) + ((spread ^ (spread >>> 16)) & this.mask);
  }

  private halve(): void {
    // Four counters a word; what a shift carries into the next counter is cut off.
    for (let at = 0; at < this.words.length; at++) this.words[at] = (this.words[at]! >>> 1) & 0x7f7f7f7f;
    this.seen >>= 1;
  }
}

/** Odd constants of MurmurHash3 and xxHash. */
const MULTIPLIERS = Int32Array.of(0x85ebca6b, 0xc2b2ae35, 0x9e3779b1, 0x27d4eb2f);
