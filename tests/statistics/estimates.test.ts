/** @module Estimates, differences and batch means, worked by hand; and that common random numbers are worth having. */
import { describe, expect, it } from 'vitest';
import { StreamBank } from '../../sim-engine/index.ts';
import { oneStation } from '../../sim-engine/oracle/one-station.ts';
import { warmedNetwork } from '../../sim-engine/oracle/warmed-network.ts';
import { BATCHES, batchMeans, batchMeansEstimate } from '../../sim-engine/statistics/batch-means.ts';
import { independentDifference, pairedDifference } from '../../sim-engine/statistics/difference.ts';
import { estimate, variance } from '../../sim-engine/statistics/estimate.ts';

describe('an estimate', () => {
  it('has no interval from a single value', () => {
    expect(estimate([3])).toEqual({ mean: 3, halfWidth: null, low: null, high: null, count: 1 });
  });

  it('is the mean with t standard errors to both sides', () => {
    const { mean, halfWidth, low, high, count } = estimate([2, 4]);
    expect([mean, count]).toEqual([3, 2]);
    expect(halfWidth).toBeCloseTo(12.706204736, 6);
    expect(high! - low!).toBeCloseTo(2 * halfWidth!, 9);
    expect(estimate([2, 4], 0.9).halfWidth).toBeCloseTo(6.313751515, 6);
  });
});

describe('a difference', () => {
  it('paired, forgets what both sides share', () => {
    expect(pairedDifference([1, 10, 100], [3, 12, 102])).toMatchObject({ mean: 2, halfWidth: 0 });
    expect(() => pairedDifference([1, 2], [1])).toThrow();
  });

  it('independent, has Welch’s degrees of freedom', () => {
    // Variances 1 and 4 over 3 and 5: 1/3 and 4/5; freedom (17/15)^2 / ((1/3)^2/2 + (4/5)^2/4).
    const b = [10, 12, 12, 12, 14].map((value) => 12 + (value - 12) * Math.sqrt(2));
    const { mean, halfWidth } = independentDifference([1, 2, 3], b);
    expect(mean).toBeCloseTo(10, 9);
    const freedom = (17 / 15) ** 2 / ((1 / 3) ** 2 / 2 + 0.8 ** 2 / 4);
    expect(freedom).toBeCloseTo(5.959, 3);
    // The table has 2.5706 for 5 and 2.4469 for 6 degrees; a straight line between them lies above.
    expect(halfWidth! / Math.sqrt(17 / 15)).toBeLessThan(2.4521);
    expect(halfWidth! / Math.sqrt(17 / 15)).toBeGreaterThan(2.4469);
  });

  it('independent, gives no interval when a side has one value', () => {
    expect(independentDifference([1], [4, 5]).halfWidth).toBeNull();
    expect(independentDifference([1, 1], [4, 4])).toMatchObject({ mean: 3, halfWidth: 0 });
  });

  it('of 8 and 9 servers varies several times less on common random numbers', () => {
    const rates = { arrivalRate: 640, serviceRate: 100 };
    const meanMs = (servers: number, seed: number): number =>
      warmedNetwork(oneStation(rates, servers, seed), 4000, rates.arrivalRate, ['all']).tenant('all').latencyMeanUs /
      1e3;
    const seeds = Array.from({ length: 40 }, (_, at) => at + 1);
    const eight = seeds.map((seed) => meanMs(8, seed));
    const nine = seeds.map((seed) => meanMs(9, seed));
    const nineApart = seeds.map((seed) => meanMs(9, seed + 1000));
    const paired = pairedDifference(eight, nine);
    const independent = independentDifference(eight, nineApart);
    expect(paired.high).toBeLessThan(0);
    const differences = (b: readonly number[]): number[] => b.map((value, at) => value - eight[at]!);
    expect(variance(differences(nineApart)) / variance(differences(nine))).toBeGreaterThan(2);
    expect(independent.halfWidth! / paired.halfWidth!).toBeGreaterThan(1.4);
  });
});

describe('batch means', () => {
  it('are of equal batches, the remainder left off at the beginning', () => {
    expect(batchMeans([99, 1, 3, 5, 7], 2)).toEqual([2, 6]);
    expect(() => batchMeans([1], 2)).toThrow();
  });

  it('give a dependent series the wider interval that it deserves', () => {
    const stream = new StreamBank(11).open('series');
    const series: number[] = [];
    let level = 0;
    for (let i = 0; i < 30_000; i++) {
      level = 0.9 * level + stream.normal();
      series.push(level);
    }
    const batched = batchMeansEstimate(series);
    expect(batched.count).toBe(BATCHES);
    // The variance of the mean of this series is (1 + 0.9) / (1 - 0.9) = 19 times that of independent values.
    const ratio = batched.halfWidth! / estimate(series).halfWidth!;
    expect(ratio).toBeGreaterThan(0.7 * Math.sqrt(19));
    expect(ratio).toBeLessThan(1.5 * Math.sqrt(19));
    expect(Math.abs(batched.mean)).toBeLessThan(batched.halfWidth!);
  });
});
