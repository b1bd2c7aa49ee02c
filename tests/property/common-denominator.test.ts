/**
 * The common denominator finds the ratio behind a rounded double, and says so when there is none that is small enough.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonDenominator, numeratorOver } from '../../sim-engine/kernel/common-denominator.ts';
import { cases } from '../support/property-seed.ts';

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

describe('the common denominator', () => {
  it('is the least one of two ratios', () => {
    const ratio = fc.record({ over: fc.nat({ max: 100_000 }), under: fc.integer({ min: 1, max: 1000 }) });
    fc.assert(
      fc.property(ratio, ratio, (a, b) => {
        const [p, q] = [a, b].map(({ over, under }) => under / gcd(over, under)) as [number, number];
        const least = (p / gcd(p, q)) * q;
        const found = commonDenominator([a.over / a.under, b.over / b.under], 1_000_000);
        expect(found).toBe(least);
        expect(numeratorOver(found, a.over / a.under)).toBe((a.over * least) / a.under);
      }),
      cases(2000),
    );
  });

  it('is 1 where there is none, and then leaves values as they are', () => {
    expect(commonDenominator([Math.PI], 10_000)).toBe(1);
    expect(commonDenominator([0.5, Math.PI], 10_000)).toBe(1);
    expect(commonDenominator([1 / 101, 1 / 103], 10_000)).toBe(1);
    expect(commonDenominator([1 / 101, 1 / 103], 10_402)).toBe(1);
    expect(commonDenominator([1 / 101, 1 / 103], 10_403)).toBe(10_403);
    expect(commonDenominator([1 / 7], 7)).toBe(7);
    expect(numeratorOver(1, Math.PI)).toBe(Math.PI);
    expect(commonDenominator([0, 7], 1)).toBe(1);
  });
});
