/**
 * The closed forms of caches give the figures of independent programs, to half of the last digit printed, and agree where one
 * is a case of another.
 */
import { describe, expect, it } from 'vitest';
import { fifoExactHitRatio, lruExactHitRatio, staticOptimumHitRatio } from '../../../sim-engine/theory/cache-exact.ts';
import { cheCharacteristicTime, cheHeldMean, cheHitProbability, cheHitRatio } from '../../../sim-engine/theory/che.ts';
import { stampedeAtLeast, stampedeMean, stampedeVariance } from '../../../sim-engine/theory/stampede.ts';
import { zipfPopularity } from '../../../sim-engine/theory/zipf.ts';

const four = zipfPopularity(4, 1);

/** Half of the last printed digit, at six significant ones. */
function expectPrinted(value: number, printed: number): void {
  expect(Number(value.toPrecision(6))).toBe(printed);
}

describe('closed forms of caches', () => {
  it.each([
    [0.8, 0.43666, 1472.48, [1, 0.999817, 0.74444, 0.194447], 0.570618, 0.133958],
    [1, 0.675602, 2352.18, [1, 1, 0.909574, 0.213626], 0.764791, 0.089189],
  ])('Zipf %d on an LRU of a tenth of the keys', (alpha, ratio, time, ranks, optimum, gap) => {
    const popularity = zipfPopularity(10_000, alpha);
    const found = cheCharacteristicTime(popularity, 1000);
    expectPrinted(cheHitRatio(popularity, found), ratio);
    expectPrinted(found, time);
    [1, 10, 100, 1000].forEach((rank, at) => {
      expectPrinted(cheHitProbability(popularity[rank - 1]!, found), ranks[at]!);
    });
    expectPrinted(staticOptimumHitRatio(popularity, 1000), optimum);
    expect(staticOptimumHitRatio(popularity, 1000) - cheHitRatio(popularity, found)).toBeCloseTo(gap, 5);
  });

  it('four keys in a cache of two, as fractions', () => {
    expect(lruExactHitRatio(four, 2)).toBeCloseTo(205_081 / 339_625, 12);
    expectPrinted(fifoExactHitRatio(four, 2), 0.588571);
    expect(staticOptimumHitRatio(four, 2)).toBeCloseTo(0.72, 12);
    expect(staticOptimumHitRatio([...four].reverse(), 2)).toBeCloseTo(0.72, 12);
  });

  it.each([
    [1, 5000, 0.9, 0.536569, 0.536569, 0.5],
    [10, 5000, 0.9, 0.344481, 0.630674, 0.132269],
    [10, 50_000, 0, 0.275997, 0.0184827, 0.0758645],
  ])('a victim beside a neighbour %d times as fast over %d keys', (factor, keys, alpha, victim, neighbour, share) => {
    const own = zipfPopularity(5000, 0.9);
    const other = zipfPopularity(keys, alpha).map((each) => each * factor);
    const time = cheCharacteristicTime([...own, ...other], 1000);
    expectPrinted(cheHitRatio(own, time), victim);
    expectPrinted(cheHitRatio(other, time), neighbour);
    expectPrinted(cheHeldMean(own, time) / 1000, share);
    expectPrinted(cheHitRatio(own, cheCharacteristicTime(own, 500)), 0.536569);
  });

  it('a stampede of 200 requests a second on a fetch of half a second', () => {
    expect([stampedeMean(200, 0.5), stampedeVariance(200, 0.5)]).toEqual([101, 100]);
    expectPrinted(stampedeAtLeast(200, 0.5, 120), 0.0349037);
    expect(stampedeAtLeast(200, 0.5, 1)).toBe(1);
  });

  it('agree where one is a case of another', () => {
    // A cache of one holds the last key asked for, whatever the policy; one that holds all but nothing never misses.
    const squares = four.reduce((sum, share) => sum + share * share, 0);
    expect(lruExactHitRatio(four, 1)).toBeCloseTo(squares, 12);
    expect(fifoExactHitRatio(four, 1)).toBeCloseTo(squares, 12);
    expect(lruExactHitRatio(four, 4)).toBeCloseTo(1, 12);
    expect(fifoExactHitRatio(four, 4)).toBeCloseTo(1, 12);
    // Without a difference in popularity no policy is better than another.
    const even = zipfPopularity(8, 0);
    for (const exact of [lruExactHitRatio, fifoExactHitRatio, staticOptimumHitRatio]) {
      expect(exact(even, 3)).toBeCloseTo(3 / 8, 12);
    }
    expect(cheHitRatio(even, cheCharacteristicTime(even, 3))).toBeCloseTo(3 / 8, 12);
  });
});
