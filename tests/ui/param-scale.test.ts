/** @module A slider reaches both ends of its parameter exactly and never leaves its range. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { speedBeside } from '../../lab-ui/bench/speed-control.tsx';
import { clampTo, positionOf, STEPS, valueAt } from '../../lab-ui/parts/param-scale.ts';

const range = fc
  .tuple(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 1, max: 100_000 }), fc.boolean())
  .map(([min, width, integer]) => ({ min, max: min + width, integer }));

describe('slider scale', () => {
  it('is exact at the ends', () => {
    fc.assert(
      fc.property(range, (spec) => {
        expect(valueAt(spec, 0)).toBe(spec.min);
        expect(valueAt(spec, STEPS)).toBe(spec.max);
        expect(positionOf(spec, spec.min)).toBe(0);
        expect(positionOf(spec, spec.max)).toBe(STEPS);
      }),
    );
  });

  it('stays within the range, whole where whole is asked, and rises', () => {
    fc.assert(
      fc.property(range, fc.integer({ min: 0, max: STEPS - 1 }), (spec, position) => {
        const value = valueAt(spec, position);
        expect(value).toBeGreaterThanOrEqual(spec.min);
        expect(value).toBeLessThanOrEqual(spec.max);
        if (spec.integer) expect(Number.isInteger(value)).toBe(true);
        expect(valueAt(spec, position + 1)).toBeGreaterThanOrEqual(value);
      }),
    );
  });

  it('takes a typed number to the nearest allowed one', () => {
    expect(clampTo({ min: 1, max: 10, integer: true }, 3.6)).toBe(4);
    expect(clampTo({ min: 1, max: 10 }, 99)).toBe(10);
  });
});

describe('speed steps', () => {
  it('goes to the neighbour and stops at the ends', () => {
    expect(speedBeside(1, 1)).toBe(2);
    expect(speedBeside(1, -1)).toBe(0.5);
    expect(speedBeside(0.5, -1)).toBe(0.5);
    expect(speedBeside(50, 1)).toBe(50);
    expect(speedBeside(4, 1)).toBe(6);
  });
});
