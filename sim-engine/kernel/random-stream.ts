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

/** Holds the state of all streams of a run in one array. */
export class StreamBank {
  /** xoshiro128** words, four per stream. */
  words: Int32Array = new Int32Array(64 * WORDS_PER_STREAM);
  private count = 0;
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
    const at = this.count * WORDS_PER_STREAM;
    this.count++;
    if (at + WORDS_PER_STREAM > this.words.length) {
      const larger = new Int32Array(2 * this.words.length);
      larger.set(this.words);
      this.words = larger;
    }
    // xoshiro's only forbidden state is all zeros.
    if ((seeded[0] | seeded[1] | seeded[2] | seeded[3]) === 0) seeded[0] = 1;
    this.words.set(seeded, at);
    return new RandomStream(this, at);
  }

  /** Streams must have been opened in the same order as when the state was saved. */
  state(codec: StateCodec): void {
    const restored = codec.int32s(this.words, this.count * WORDS_PER_STREAM);
    if (!codec.restoring) return;
    assert(restored.length === this.count * WORDS_PER_STREAM, 'streams: other ones are open than were saved');
    this.words.set(restored);
  }
}

/** One stream: xoshiro128**, Blackman and Vigna 2018. */
export class RandomStream {
  private readonly bank: StreamBank;
  private readonly at: number;

  /** Use {@link StreamBank.open}. */
  constructor(bank: StreamBank, at: number) {
    this.bank = bank;
    this.at = at;
  }

  /** @returns a uniform signed 32-bit word */
  word(): number {
    const s = this.bank.words;
    const at = this.at;
    const s1 = s[at + 1]!;
    const times5 = Math.imul(s1, 5);
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9);
    const s2 = s[at + 2]! ^ s[at]!;
    const s3 = s[at + 3]! ^ s1;
    s[at + 1] = s1 ^ s2;
    s[at] = s[at]! ^ s3;
    s[at + 2] = s2 ^ (s1 << 9);
    s[at + 3] = (s3 << 11) | (s3 >>> 21);
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
