/**
 * The generators are the published ones and the portable functions give the same bits everywhere: Philox4x32-10 and
 * xoshiro128** against their authors' vectors; exponential and normal draws, log and exp against values computed apart in
 * decimals of 60 digits; all of them against recorded bits, and log and exp, within one ulp, against Math.
 */
import { describe, expect, it } from 'vitest';
import { exp, log, pow } from '../../sim-engine/kernel/portable-math.ts';
import { StreamBank } from '../../sim-engine/kernel/random-stream.ts';
import { drawsFrom, type GeneratorDraws, generatorDraws } from './generator-draws.ts';
import { bitsHash, portableMathHashes } from './portable-math-hashes.ts';

const RECORDED: GeneratorDraws['hashes'] = {
  uniform: '62f36d7e',
  uniform32: '2aeccd20',
  below: 'c86f744c',
  exponential: '500b2a73',
  normal: '069a7c94',
};
/** The first draws alone; the tests make them, so that a test notices what goes wrong in them. */
const draws = (): GeneratorDraws => generatorDraws(1);
const hex = (words: readonly number[]): string => words.map((word) => word.toString(16).padStart(8, '0')).join(' ');

describe('Philox4x32-10', () => {
  it('gives the published blocks', () => {
    // Vectors: Random123 1.14, kat_vectors: counter and key all zeros, all ones, digits of pi.
    expect(draws().philox.map(hex)).toEqual([
      '6627e8d5 e169c58d bc57ac4c 9b00dbd8',
      '408f276d 41c83b0e a20bc7c6 6d5451fd',
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    ]);
  });
});

describe('xoshiro128**', () => {
  it('gives the published sequence from the state 1, 2, 3, 4', () => {
    // Vector: rust-random/rngs, xoshiro128starstar, from the reference code of Blackman and Vigna.
    expect(draws().xoshiro).toEqual([
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

// Computed apart, from the same words: the tables, logarithms and roots in decimals of 60 digits (Python's decimal module).
describe('draws from the state 1, 2, 3, 4', () => {
  it('are exponential by the ziggurat method, through each of its three ways', () => {
    const ordinary = [
      0, 0.02754219980962485, 0.515142986131986, 1.518863950112782, 2.920458222101804, 0.48985719261103494,
      1.5977711019861798, 0.03850769316873935,
    ];
    expect(apart(draws().exponential, ordinary)).toEqual([]);
    const many = drawsFrom(9583, (stream) => stream.exponential());
    const underTheCurve = [many[11]!, many[233]!, many[259]!];
    expect(apart(underTheCurve, [3.9612218179909826, 0.018833035462513713, 1.2586748088548998])).toEqual([]);
    const inTheTail = [many[3492]!, many[9582]!];
    expect(apart(inTheTail, [8.056970257632848, 8.173241340757496])).toEqual([]);
  });

  it('are normal by the polar method', () => {
    const expected = [
      -0.25386753521203803, 0.2989085155768261, -0.8630309243474498, -0.3940501097021337, 1.5013618008788665,
      0.85114251804649, 0.07317745220865875, -0.11383597202737275,
    ];
    expect(apart(draws().normal, expected)).toEqual([]);
  });

  it('have the recorded bits, 100,000 of each kind', () => {
    expect(generatorDraws().hashes).toEqual(RECORDED);
  });
});

describe('portable math', () => {
  it('gives the recorded bits for 200,000 arguments each', () => {
    expect(portableMathHashes()).toEqual({ log: '6ed6b0f5', exp: 'fdda6fd6', pow: 'ed624806' });
  });

  it.each([
    [0.3, -1.2039728043259361],
    [3, 1.0986122886681098],
    [7, 1.9459101490553132],
    [1e-300, -690.7755278982137],
    [Number.MAX_VALUE, 709.782712893384],
    [Number.MIN_VALUE, -744.4400719213812],
    [0.9999999999999999, -1.1102230246251565e-16],
    [1.0000000000000002, 2.2204460492503128e-16],
    [123.456, 4.815884817283264],
    [3.5e-5, -10.26016249647486],
  ])('log(%d) is the true value to within one ulp', (x, expected) => {
    expect(ulpsApart(log(x), expected)).toBeLessThanOrEqual(1);
  });

  it.each([
    [2, 7.38905609893065],
    [-1, 0.36787944117144233],
    [0.5, 1.6487212707001282],
    [-0.34657359, 0.7071067813845181],
    [1e-10, 1.0000000001],
    [30.1, 11810380924255.479],
    [700.25, 1.3022997366991783e304],
    [-700.25, 7.678723813110872e-305],
    [709.782712893384, 1.7976931348622732e308],
    [-745.1, 5e-324],
  ])('exp(%d) is the true value to within one ulp', (x, expected) => {
    expect(ulpsApart(exp(x), expected)).toBeLessThanOrEqual(1);
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
    for (const x of [800, 1e6, 1e300]) expect([exp(-x), exp(x)]).toEqual([0, Number.POSITIVE_INFINITY]);
    expect(exp(Number.NEGATIVE_INFINITY)).toBe(0);
  });

  it('hashes bits, not values', () => {
    expect(bitsHash([0])).not.toBe(bitsHash([-0]));
  });
});

/** The ziggurat's table is a recurrence of 255 steps, and ln s loses digits where s is near 1. */
const ROUNDING = 1e-13;

/** Which numbers are further from the expected ones than rounding explains. */
function apart(found: readonly number[], expected: readonly number[]): string[] {
  return expected.flatMap((value, at) => {
    return Math.abs(found[at]! - value) <= ROUNDING * Math.abs(value)
      ? []
      : [`draw ${at}: found ${found[at]}, expected ${value}`];
  });
}

/** Number of doubles between two of one sign. */
function ulpsApart(a: number, b: number): number {
  if (a === b) return 0;
  const view = new DataView(new ArrayBuffer(16));
  view.setFloat64(0, a);
  view.setFloat64(8, b);
  const apart = view.getBigInt64(0) - view.getBigInt64(8);
  return Number(apart < 0n ? -apart : apart);
}
