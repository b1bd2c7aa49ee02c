/** @module Student's t against published values and against the two cases that have a closed form. */
import { describe, expect, it } from 'vitest';
import { studentT } from '../../sim-engine/statistics/student-t.ts';

/** Two-sided confidence, degrees of freedom, quantile. The first three decimals are those of NIST/SEMATECH, 1.3.6.7.2. */
const PUBLISHED: readonly (readonly [confidence: number, freedom: number, quantile: number])[] = [
  [0.9, 1, 6.313751515],
  [0.95, 1, 12.706204736],
  [0.99, 1, 63.656741163],
  [0.95, 2, 4.30265273],
  [0.95, 3, 3.182446305],
  [0.95, 5, 2.570581836],
  [0.95, 10, 2.228138852],
  [0.99, 10, 3.169272673],
  [0.999, 19, 3.883405853],
  [0.95, 30, 2.042272456],
  [0.95, 100, 1.983971519],
  [0.95, 1000, 1.962339081],
  [0.95, Number.POSITIVE_INFINITY, 1.959963985],
];

describe('Student’s t', () => {
  it.each(PUBLISHED)('at %d confidence and %d degrees of freedom is %d', (confidence, freedom, quantile) => {
    expect(Math.abs(studentT(confidence, freedom) - quantile)).toBeLessThan(1e-6);
  });

  it('agrees with its closed forms at one and two degrees of freedom', () => {
    for (const confidence of [0.01, 0.5, 0.8, 0.95, 0.999, 0.999999]) {
      const one = Math.tan((Math.PI * confidence) / 2);
      const two = confidence * Math.sqrt(2 / (1 - confidence * confidence));
      expect(studentT(confidence, 1) / one).toBeCloseTo(1, 9);
      expect(studentT(confidence, 2) / two).toBeCloseTo(1, 9);
    }
  });

  it('falls as degrees of freedom rise, whole or not', () => {
    const quantiles = [0.5, 1, 1.5, 2, 5.5, 29.5, 30, 1e4, 1e6].map((freedom) => studentT(0.95, freedom));
    expect([...quantiles].sort((a, b) => b - a)).toEqual(quantiles);
    expect(new Set(quantiles).size).toBe(quantiles.length);
  });

  it('refuses what has no quantile', () => {
    for (const [confidence, freedom] of [
      [0, 5],
      [1, 5],
      [0.95, 0],
      [0.95, Number.NaN],
    ] as const) {
      expect(() => studentT(confidence, freedom)).toThrow();
    }
  });
});
