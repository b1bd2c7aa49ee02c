/** @module Stopping at a wanted precision: it is reached, not before the tenth value, and the interval at the stop still covers. */
import { describe, expect, it } from 'vitest';
import { StreamBank } from '../../sim-engine/index.ts';
import { estimate } from '../../sim-engine/statistics/estimate.ts';
import { isPreciseEnough, isWithin, type Precision, REPLICATIONS_MIN } from '../../sim-engine/statistics/precision.ts';

function untilPrecise(seed: number, precision: Precision): number[] {
  const stream = new StreamBank(seed).open('values');
  const values: number[] = [];
  do values.push(10 + 3 * stream.normal());
  while (!isPreciseEnough(values, precision) && values.length < 10_000);
  return values;
}

describe('the stopping rule', () => {
  it('stops at the first value from the tenth on with which the precision is reached', () => {
    const wanted: Precision = { kind: 'absolute', halfWidth: 0.5 };
    const values = untilPrecise(1, wanted);
    expect(values.length).toBeGreaterThan(REPLICATIONS_MIN);
    expect(estimate(values).halfWidth).toBeLessThanOrEqual(0.5);
    for (let count = REPLICATIONS_MIN; count < values.length; count++) {
      expect(estimate(values.slice(0, count)).halfWidth).toBeGreaterThan(0.5);
    }
    expect(untilPrecise(1, { kind: 'absolute', halfWidth: 1000 })).toHaveLength(REPLICATIONS_MIN);
  });

  it('allows a relative error of the true value, not of the measured one', () => {
    const figure = { mean: 100, halfWidth: 9.5, low: 90.5, high: 109.5, count: 20 };
    expect(isWithin(figure, { kind: 'relative', share: 0.1 })).toBe(false);
    expect(isWithin({ ...figure, halfWidth: 9 }, { kind: 'relative', share: 0.1 })).toBe(true);
    expect(isWithin({ ...figure, halfWidth: null }, { kind: 'relative', share: 0.1 })).toBe(false);
    expect(() => isWithin(figure, { kind: 'relative', share: 1.5 })).toThrow();
  });

  it('covers the true mean in at least 90 of 100 stops, although it stops early where the spread is small', () => {
    const experiments = 400;
    let covered = 0;
    for (let seed = 0; seed < experiments; seed++) {
      const { low, high } = estimate(untilPrecise(seed, { kind: 'relative', share: 0.1 }));
      if (low! <= 10 && high! >= 10) covered++;
    }
    expect(covered / experiments).toBeGreaterThanOrEqual(0.9);
  });
});
