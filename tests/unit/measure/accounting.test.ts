/**
 * Budgets, bills, faults and percentiles over tenants come out as worked by hand, and hold their sums and bounds.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssertionFailure } from '../../../sim-engine/kernel/assert.ts';
import { blastRadius, faultReach, tenantsDown } from '../../../sim-engine/measure/blast-radius.ts';
import { attributeCost } from '../../../sim-engine/measure/cost-attribution.ts';
import {
  budgetMinutes,
  budgetShare,
  budgetSpent,
  burnRate,
  burnsTooFast,
  hoursToExhaust,
} from '../../../sim-engine/measure/error-budget.ts';
import { mergedPercentile } from '../../../sim-engine/measure/merged-percentile.ts';
import { cases } from '../../support/property-seed.ts';

describe('cost attribution', () => {
  it('weighs kinds of use, divides equally where nothing was used, and adds up to the bill', () => {
    expect(
      attributeCost(
        90,
        [
          [10, 0],
          [0, 10],
        ],
        [1, 2],
      ),
    ).toEqual([30, 60]);
    expect(attributeCost(90, [[0], [0], [0]], [1])).toEqual([30, 30, 30]);
    expect(() => attributeCost(1, [[1, 2]], [1])).toThrow(AssertionFailure);
    const units = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(units, fc.nat(1_000_000), (usage, bill) => {
        const parts = attributeCost(bill, usage, [1, 5]);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(bill, 6);
      }),
      cases(100),
    );
  });
});

describe('error budget', () => {
  const month = { target: 0.999, periodHours: 720 };

  it('is spent evenly at a burn rate of 1 and faster above', () => {
    expect(budgetShare(month)).toBeCloseTo(0.001, 12);
    expect(budgetMinutes(month)).toBeCloseTo(43.2, 9);
    expect(burnRate(month, 1, 1000)).toBeCloseTo(1, 9);
    expect(burnRate(month, 0, 0)).toBe(0);
    expect(budgetSpent(month, 1, 720)).toBe(1);
    expect(hoursToExhaust(month, 2)).toBe(360);
    expect(hoursToExhaust(month, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('alarms only while both windows burn', () => {
    expect(burnsTooFast(14.4, 20, 14.4)).toBe(true);
    expect(burnsTooFast(20, 14.4, 14.4)).toBe(true);
    expect(burnsTooFast(20, 1, 14.4)).toBe(false);
    expect(burnsTooFast(1, 20, 14.4)).toBe(false);
  });
});

describe('blast radius', () => {
  it('is all of a pool, one cell of many, and only who shares the whole shard', () => {
    const pool = [[0], [0], [0], [0]];
    const silo = [[0], [1], [2], [3]];
    const shards = [
      [0, 1],
      [0, 2],
      [0, 1],
      [2, 3],
    ];
    expect(blastRadius(pool, 1).worst).toEqual({ down: 1, touched: 1 });
    expect(blastRadius(silo, 4)).toEqual({ worst: { down: 0.25, touched: 0.25 }, mean: { down: 0.25, touched: 0.25 } });
    expect(blastRadius(shards, 4)).toEqual({ worst: { down: 0, touched: 0.75 }, mean: { down: 0, touched: 0.5 } });
    expect(faultReach(shards, new Set([0, 1]))).toEqual({ down: 0.5, touched: 0.75 });
    expect(faultReach([], new Set([0]))).toEqual({ down: 0, touched: 0 });
    expect(() => blastRadius(pool, 0)).toThrow(AssertionFailure);
  });

  it('independent faults give a distribution with the mean of the placement, whatever its shape', () => {
    const parts = fc.array(fc.nat({ max: 6 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(parts, fc.double({ min: 0, max: 1, noNaN: true }), (tenantsOnPart, downShare) => {
        const distribution = tenantsDown(tenantsOnPart, downShare);
        const tenants = tenantsOnPart.reduce((sum, each) => sum + each, 0);
        expect(distribution).toHaveLength(tenants + 1);
        expect(distribution.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
        const mean = distribution.reduce((sum, each, down) => sum + each * down, 0);
        expect(mean).toBeCloseTo(tenants * downShare, 10);
      }),
      cases(100),
    );
  });
});

describe('merged percentile', () => {
  it('is the nearest rank over all tenants’ samples', () => {
    expect(
      mergedPercentile(
        [
          [3, 1],
          [2, 4],
        ],
        0.5,
      ),
    ).toBe(2);
    expect(
      mergedPercentile(
        [
          [3, 1],
          [2, 4],
        ],
        0.51,
      ),
    ).toBe(3);
    expect(
      mergedPercentile(
        [
          [3, 1],
          [2, 4],
        ],
        0,
      ),
    ).toBe(1);
    expect(mergedPercentile([[3, 1], [], [2, 4]], 1)).toBe(4);
    expect(mergedPercentile([], 0.5)).toBe(0);
  });
});
