/**
 * The histogram's percentiles are the nearest-rank ones within the stated relative error, and exact below 2^(b+1); count, sum,
 * mean and maximum are exact; merging equals recording everything in one. Random samples against sorting them.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { COARSE_BITS, FINE_BITS, Histogram } from '../../sim-engine/measure/histogram.ts';
import { cases } from '../support/property-seed.ts';

const SHARES = [0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1];
const sample = fc.oneof(
  fc.nat({ max: 40 }),
  fc.nat({ max: 5_000_000 }),
  fc
    .integer({ min: 0, max: 52 })
    .chain((power) => fc.integer({ min: -1, max: 1 }).map((by) => Math.max(0, 2 ** power + by))),
  fc.maxSafeNat().map((value) => value % 2 ** 52),
);
const samples = fc.array(sample, { minLength: 1, maxLength: 300, size: 'max' });

function recorded(bits: number, values: readonly number[]): Histogram {
  const histogram = new Histogram(bits);
  for (const value of values) histogram.record(value);
  return histogram;
}

describe.each([FINE_BITS, COARSE_BITS])('a histogram of %d bits', (bits) => {
  const relativeError = 2 ** -(bits + 1);

  it('keeps its relative error at every percentile', () => {
    fc.assert(
      fc.property(samples, (values) => {
        const histogram = recorded(bits, values);
        const sorted = [...values].sort((a, b) => a - b);
        for (const share of SHARES) {
          const exact = sorted[Math.max(1, Math.ceil(share * sorted.length - 1e-9)) - 1]!;
          const read = histogram.percentile(share);
          if (exact < 2 ** (bits + 1)) expect(read).toBe(exact);
          else expect(Math.abs(read - exact) / exact).toBeLessThanOrEqual(relativeError);
        }
      }),
      cases(200),
    );
  });

  it('counts, sums and finds the maximum exactly', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1_000_000_000 }), { minLength: 1 }), (values) => {
        const histogram = recorded(bits, values);
        const sum = values.reduce((total, value) => total + value, 0);
        expect([histogram.count, histogram.sum, histogram.max]).toEqual([values.length, sum, Math.max(...values)]);
        expect(histogram.mean()).toBe(sum / values.length);
      }),
      cases(100),
    );
  });

  it('merged equals recorded together, and survives saving and clearing', () => {
    fc.assert(
      fc.property(samples, samples, (first, second) => {
        const together = recorded(bits, [...first, ...second]);
        const merged = recorded(bits, first);
        merged.merge(recorded(bits, second));
        const writer = new StateWriter();
        merged.state(writer);
        const restored = new Histogram(bits);
        restored.state(new StateReader(writer.finish()));
        for (const share of SHARES) {
          expect(merged.percentile(share)).toBe(together.percentile(share));
          expect(restored.percentile(share)).toBe(together.percentile(share));
        }
        expect([restored.count, restored.max]).toEqual([together.count, together.max]);
        merged.clear();
        expect([merged.count, merged.percentile(0.5), merged.mean(), merged.max]).toEqual([0, 0, 0, 0]);
        // Nothing of what was there before shows in what comes after.
        for (const value of second) merged.record(value);
        const anew = recorded(bits, second);
        for (const share of SHARES) expect(merged.percentile(share)).toBe(anew.percentile(share));
        expect([merged.count, merged.sum, merged.max]).toEqual([anew.count, anew.sum, anew.max]);
      }),
      cases(100),
    );
  });
});
