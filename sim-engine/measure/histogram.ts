/**
 * @module Log-linear histogram of whole microseconds with a stated relative error.
 *
 * Values below 2^(b+1) have a bucket each; above, every octave has 2^b buckets. A percentile is the nearest-rank one,
 * read as the middle of its bucket: it is at most 2^-(b+1) off, relatively (0.4 % at b = 7, 3.2 % at b = 4).
 */
import { assert } from '../kernel/assert.ts';
import type { StateCodec } from '../kernel/state-codec.ts';

/** Sub-bucket bits of histograms whose figures are reported. */
export const FINE_BITS = 7;
/** Sub-bucket bits of the short-lived histograms behind the live charts. */
export const COARSE_BITS = 4;

/** Values kept one by one before the buckets are made: very many tenants that send little need no more. */
const FEW = 16;
const NO_COUNTS = new Uint32Array(0);

/** Counts of latencies; exact count, sum and maximum beside them. */
export class Histogram {
  count = 0;
  sum = 0;
  max = 0;
  private readonly bits: number;
  /** Buckets of the first values, in the order they came, until there are too many; null from then on. */
  private few: Int32Array | null = new Int32Array(FEW);
  private counts: Uint32Array = NO_COUNTS;

  /** @param bits  {@link FINE_BITS} or {@link COARSE_BITS} */
  constructor(bits: number) {
    this.bits = bits;
  }

  /** @param value  whole number >= 0, below 2^52 */
  record(value: number): void {
    this.count++;
    this.sum += value;
    if (value > this.max) this.max = value;
    let index: number;
    if (value < 4294967296) {
      const shift = 31 - this.bits - Math.clz32(value);
      index = shift <= 0 ? value : (shift << this.bits) + (value >>> shift);
    } else {
      const high = Math.floor(value / 4294967296);
      const shift = 63 - this.bits - Math.clz32(high);
      index = (shift << this.bits) + Math.floor(value / powerOfTwo(shift));
    }
    if (index < this.counts.length) this.counts[index]!++;
    else this.add(index);
  }

  /** @returns mean of the recorded values, exact; 0 when there are none */
  mean(): number {
    return this.count === 0 ? 0 : this.sum / this.count;
  }

  /**
   * Nearest-rank percentile.
   *
   * @param share  0..1
   * @returns the middle of the bucket that holds the value of rank ceil(share * count); 0 when there are none
   */
  percentile(share: number): number {
    if (this.count === 0) return 0;
    const rank = Math.max(1, Math.ceil(share * this.count - 1e-9));
    if (this.few !== null) {
      return Math.min(this.middle(this.few.slice(0, this.count).sort()[rank - 1]!), this.max);
    }
    let seen = 0;
    for (let index = 0; index < this.counts.length; index++) {
      seen += this.counts[index]!;
      if (seen >= rank) return Math.min(this.middle(index), this.max);
    }
    return this.max;
  }

  /** @param other  of the same resolution; its counts are added to this one's */
  merge(other: Histogram): void {
    this.spread(other.counts.length);
    if (other.few === null)
      for (let index = 0; index < other.counts.length; index++) this.counts[index]! += other.counts[index]!;
    else for (let at = 0; at < other.count; at++) this.bump(other.few[at]!);
    this.count += other.count;
    this.sum += other.sum;
    if (other.max > this.max) this.max = other.max;
  }

  /** Forgets everything; keeps its memory. */
  clear(): void {
    this.counts.fill(0);
    this.count = 0;
    this.sum = 0;
    this.max = 0;
  }

  state(codec: StateCodec): void {
    this.count = codec.number(this.count);
    this.sum = codec.number(this.sum);
    this.max = codec.number(this.max);
    if (codec.flag(this.few !== null)) {
      const few = codec.int32s(this.few ?? new Int32Array(FEW), Math.min(this.count, FEW));
      if (!codec.restoring) return;
      assert(few.length === this.count && few.length <= FEW, 'histogram: few values, and another count of them');
      this.few = new Int32Array(FEW);
      this.few.set(few);
      this.counts = NO_COUNTS;
    } else {
      this.few = null;
      this.counts = codec.counts(this.counts);
    }
  }

  /** Counts a value for whose bucket there is no room yet; it is in `count` already. */
  private add(index: number): void {
    if (this.few !== null && this.count <= FEW) this.few[this.count - 1] = index;
    else {
      this.spread(0);
      this.bump(index);
    }
  }

  private bump(index: number): void {
    if (index >= this.counts.length) this.grow(index + 1);
    this.counts[index]!++;
  }

  /** Makes buckets, at least so many, out of the first values. */
  private spread(least: number): void {
    const { few } = this;
    if (few !== null) {
      const kept = Math.min(this.count, FEW);
      this.few = null;
      for (let at = 0; at < kept; at++) this.bump(few[at]!);
    }
    if (least > this.counts.length) this.grow(least);
  }

  private middle(index: number): number {
    const shift = (index >> this.bits) - 1;
    if (shift <= 0) return index;
    const low = (index - (shift << this.bits)) * powerOfTwo(shift);
    return Math.floor(low + (powerOfTwo(shift) - 1) / 2);
  }

  private grow(least: number): void {
    let length = Math.max(16 << this.bits, this.counts.length);
    while (length < least) length *= 2;
    const larger = new Uint32Array(length);
    larger.set(this.counts);
    this.counts = larger;
  }
}

/** Exact on every engine, unlike what the language promises of `**`. */
function powerOfTwo(exponent: number): number {
  return exponent < 31 ? (1 << exponent) >>> 0 : ((1 << (exponent - 30)) >>> 0) * 1_073_741_824;
}
