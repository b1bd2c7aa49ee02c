/**
 * @module Named random streams: one per purpose and entity, so that changing one policy leaves every other draw alone.
 *
 * A stream's state depends only on the run's seed and the stream's name, never on which other streams exist.
 */
import { assert } from './assert.ts';
import { drawExponential } from './exponential.ts';
import { philox4x32 } from './philox.ts';
import { log } from './portable-math.ts';
import type { StateCodec } from './state-codec.ts';

const WORDS_PER_STREAM = 4;
const TWO_POW_MINUS_32 = 2.3283064365386963e-10;
const TWO_POW_31 = 2147483648;
const TWO_POW_32 = 4294967296;
/** Turns the order of signed words into that of unsigned ones. */
const SIGN = -2147483648;
const TWO_POW_MINUS_53 = 1.1102230246251565e-16;

/** Where the last sample was put. */
const drawn = new Float64Array(1);

/** Opens the streams of a run, and saves and restores them all. */
export class StreamBank {
  private readonly streams: RandomStream[] = [];
  private readonly seedLow: number;
  private readonly seedHigh: number;

  /** @param seed  whole number, 0 to 2^53 - 1 */
  constructor(seed: number) {
    this.seedLow = seed >>> 0;
    this.seedHigh = Math.floor(seed / 4294967296) >>> 0;
  }

  /**
   * Opens a stream at its beginning.
   *
   * @param name  purpose and entity, for example `arrivals/G`
   */
  open(name: string): RandomStream {
    const [a, b] = hashName(name);
    const seeded = philox4x32([a, b, name.length, 0x544c], [this.seedLow, this.seedHigh]);
    // xoshiro's only forbidden state is all zeros.
    if ((seeded[0] | seeded[1] | seeded[2] | seeded[3]) === 0) seeded[0] = 1;
    const stream = new RandomStream(seeded);
    this.streams.push(stream);
    return stream;
  }

  /** Streams must have been opened in the same order as when the state was saved. */
  state(codec: StateCodec): void {
    const { streams } = this;
    const words = new Int32Array(streams.length * WORDS_PER_STREAM);
    for (let i = 0; i < streams.length && !codec.restoring; i++) streams[i]!.copyTo(words, i * WORDS_PER_STREAM);
    const restored = codec.int32s(words, words.length);
    if (!codec.restoring) return;
    assert(restored.length === words.length, 'streams: other ones are open than were saved');
    for (let i = 0; i < streams.length; i++) streams[i]!.copyFrom(restored, i * WORDS_PER_STREAM);
  }
}

/**
 * One stream: xoshiro128**, Blackman and Vigna 2018. Its four words are fields of its own rather than elements of one array of
 * all streams: signed 32-bit numbers in fields are read and written without a check of bounds.
 */
export class RandomStream {
  private s0: number;
  private s1: number;
  private s2: number;
  private s3: number;

  /**
   * Use {@link StreamBank.open}.
   *
   * @param words  four 32-bit words, not all 0
   */
  constructor(words: readonly [number, number, number, number]) {
    this.s0 = words[0] | 0;
    this.s1 = words[1] | 0;
    this.s2 = words[2] | 0;
    this.s3 = words[3] | 0;
  }

  /** Puts its state into four elements. */
  copyTo(words: Int32Array, at: number): void {
    words[at] = this.s0;
    words[at + 1] = this.s1;
    words[at + 2] = this.s2;
    words[at + 3] = this.s3;
  }

  /** Takes its state from four elements. */
  copyFrom(words: Int32Array, at: number): void {
    this.s0 = words[at]!;
    this.s1 = words[at + 1]!;
    this.s2 = words[at + 2]!;
    this.s3 = words[at + 3]!;
  }

  /** @returns a uniform signed 32-bit word */
  word(): number {
    const { s0, s1 } = this;
    const times5 = Math.imul(s1, 5);
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9);
    const s2 = this.s2 ^ s0;
    const s3 = this.s3 ^ s1;
    this.s1 = s1 ^ s2;
    this.s0 = s0 ^ s3;
    this.s2 = s2 ^ (s1 << 9);
    this.s3 = (s3 << 11) | (s3 >>> 21);
    return result;
  }

  /** @returns uniform in [0, 1) with 53 bits */
  uniform(): number {
    const high = this.word() >>> 5;
    const low = this.word() >>> 6;
    return (high * 67108864 + low) * TWO_POW_MINUS_53;
  }

  /** @returns uniform in [0, 1) with 32 bits */
  uniform32(): number {
    return (this.word() >>> 0) * TWO_POW_MINUS_32;
  }

  /**
   * @param probability  0..1
   * @returns true that often; the same draw as `uniform32() < probability`, without a number that would be an object
   */
  happens(probability: number): boolean {
    return (this.word() ^ SIGN) + TWO_POW_31 < probability * TWO_POW_32;
  }

  /**
   * @param count  >= 1
   * @returns a uniform whole number in [0, count)
   */
  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  /** @returns exponential with mean 1 */
  exponential(): number {
    drawExponential(this, drawn, 0);
    return drawn[0]!;
  }

  /** Puts an exponential with mean 1 into a column. */
  exponentialInto(into: Float64Array, at: number): void {
    drawExponential(this, into, at);
  }

  /**
   * @returns standard normal
   * @source Marsaglia and Bray, A convenient method for generating normal variables, SIAM Review 1964 (polar method)
   */
  normal(): number {
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const square = u * u + v * v;
      // The second normal of the pair is dropped, so that a draw leaves no state outside the stream.
      if (square > 0 && square < 1) return u * Math.sqrt((-2 * log(square)) / square);
    }
  }
}

/** Two independent FNV-1a hashes of a name, each finished with the murmur3 mixer. */
function hashName(name: string): [number, number] {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b) + 0x9e3779b9;
  }
  return [mix(a), mix(b)];
}

function mix(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
