/**
 * @module Log-linear histogram of whole microseconds with a stated relative error.
 *
 * Values below 2^(b+1) have a bucket each; above, every octave has 2^b buckets. A percentile is the nearest-rank one,
 * read as the middle of its bucket: it is at most 2^-(b+1) off, relatively (0.4 % at b = 7, 3.2 % at b = 4).
 */
import type { StateCodec } from '../kernel/state-codec.ts';

/** Sub-bucket bits of histograms whose figures are reported. */
export const FINE_BITS = 7;
/** Sub-bucket bits of the short-lived histograms behind the live charts. */
export const COARSE_BITS = 4;

/** Counts of latencies; exact count, sum and maximum beside them. */
export class Histogram {
  count = 0;
  sum = 0;
  max = 0;
  private readonly bits: number;
  private counts: Uint32Array;

  /** @param bits  {@link FINE_BITS} or {@link COARSE_BITS} */
  constructor(bits: number) {
    this.bits = bits;
    this.counts = new Uint32Array(16 << bits);
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
    if (index >= this.counts.length) this.grow(index);
    this.counts[index]!++;
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
    let seen = 0;
    for (let index = 0; index < this.counts.length; index++) {
      seen += this.counts[index]!;
      if (seen >= rank) return Math.min(this.middle(index), this.max);
    }
    return this.max;
  }

  /** @param other  of the same resolution; its counts are added to this one's */
  merge(other: Histogram): void {
    if (other.counts.length > this.counts.length) this.grow(other.counts.length - 1);
    for (let index = 0; index < other.counts.length; index++) this.counts[index]! += other.counts[index]!;
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
    this.counts = codec.counts(this.counts);
  }

  private middle(index: number): number {
    const shift = (index >> this.bits) - 1;
    if (shift <= 0) return index;
    const low = (index - (shift << this.bits)) * powerOfTwo(shift);
    return Math.floor(low + (powerOfTwo(shift) - 1) / 2);
  }

  private grow(index: number): void {
    let length = this.counts.length;
    while (length <= index) length *= 2;
    const larger = new Uint32Array(length);
    larger.set(this.counts);
    this.counts = larger;
  }
}

/** Exact on every engine, unlike what the language promises of `**`. */
function powerOfTwo(exponent: number): number {
  return exponent < 31 ? (1 << exponent) >>> 0 : ((1 << (exponent - 30)) >>> 0) * 1_073_741_824;
}
