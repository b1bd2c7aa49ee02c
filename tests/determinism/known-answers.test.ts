/**
 * The generators are the published ones and the portable functions give the same bits everywhere: Philox4x32-10 and
 * xoshiro128** against their authors' vectors, log and exp against recorded hashes and, within one ulp, against Math.
 */
import { describe, expect, it } from 'vitest';
import { philox4x32 } from '../../sim-engine/kernel/philox.ts';
import { exp, log, pow } from '../../sim-engine/kernel/portable-math.ts';
import { StreamBank } from '../../sim-engine/kernel/random-stream.ts';
import { bitsHash, portableMathHashes } from './portable-math-hashes.ts';

type Four = readonly [number, number, number, number];

describe('Philox4x32-10', () => {
  // Vectors: Random123 1.14, kat_vectors.
  const vectors: readonly (readonly [counter: Four, key: readonly [number, number], expected: string])[] = [
    [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    [[0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    [[0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0], 'd16cfe09 94fdcceb 5001e420 24126ea1'],
  ];
  it.each(vectors)('counter %j, key %j', (counter, key, expected) => {
    const words = philox4x32(counter, key).map((word) => word.toString(16).padStart(8, '0'));
    expect(words.join(' ')).toBe(expected);
  });
});

describe('xoshiro128**', () => {
  it('gives the published sequence from the state 1, 2, 3, 4', () => {
    const bank = new StreamBank(0);
    const stream = bank.open('any');
    bank.words.set([1, 2, 3, 4]);
    const drawn = Array.from({ length: 10 }, () => stream.word() >>> 0);
    // Vector: rust-random/rngs, xoshiro128starstar, from the reference code of Blackman and Vigna.
    expect(drawn).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('gives streams that depend on the seed and the name alone, not on who opened what before', () => {
    const first = new StreamBank(9);
    const second = new StreamBank(9);
    second.open('something else');
    const a = first.open('arrivals/G');
    const b = second.open('arrivals/G');
    const words = Array.from({ length: 100 }, () => a.word());
    expect(words).toEqual(Array.from({ length: 100 }, () => b.word()));
    expect(new StreamBank(10).open('arrivals/G').word()).not.toBe(words[0]);
    expect(new StreamBank(9 + 2 ** 32).open('arrivals/G').word()).not.toBe(words[0]);
  });
});

describe('portable math', () => {
  it('gives the recorded bits for 200,000 arguments each', () => {
    expect(portableMathHashes()).toEqual({ log: '6ed6b0f5', exp: 'fdda6fd6', pow: 'ed624806' });
  });

  it('is within one ulp of Math.log and Math.exp', () => {
    const stream = new StreamBank(2).open('arguments');
    const beyond: string[] = [];
    for (let i = 0; i < 100_000; i++) {
      const x = stream.uniform() * 10 ** Math.floor(40 * stream.uniform() - 20);
      if (ulpsApart(log(x), Math.log(x)) > 1) beyond.push(`log ${x}`);
      const y = (stream.uniform() - 0.5) * 1400;
      if (ulpsApart(exp(y), Math.exp(y)) > 1) beyond.push(`exp ${y}`);
    }
    expect(beyond).toEqual([]);
  });

  it.each([
    [0, Number.NEGATIVE_INFINITY, 1],
    [1, 0, Math.E],
    [-1, Number.NaN, 1 / Math.E],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NaN, Number.NaN, Number.NaN],
    [Number.MIN_VALUE, Math.log(Number.MIN_VALUE), 1],
  ])('knows the edge %s', (x, expectedLog, expectedExp) => {
    expect(log(x)).toBe(expectedLog);
    if (Number.isFinite(expectedExp)) expect(exp(x)).toBeCloseTo(expectedExp, 14);
    else expect(exp(x)).toBe(expectedExp);
  });

  it('raises to powers', () => {
    expect(pow(2, 10)).toBeCloseTo(1024, 9);
    expect(pow(7, 0)).toBe(1);
    expect(pow(7, 1)).toBe(7);
    expect(exp(-800)).toBe(0);
    expect(exp(800)).toBe(Number.POSITIVE_INFINITY);
  });

  it('hashes bits, not values', () => {
    expect(bitsHash([0])).not.toBe(bitsHash([-0]));
  });
});

/** Number of doubles between two of one sign. */
function ulpsApart(a: number, b: number): number {
  if (a === b) return 0;
  const view = new DataView(new ArrayBuffer(16));
  view.setFloat64(0, a);
  view.setFloat64(8, b);
  const apart = view.getBigInt64(0) - view.getBigInt64(8);
  return Number(apart < 0n ? -apart : apart);
}
