/**
 * Fair divisions are feasible, leave nothing unwanted on the table, and cannot give anybody more but from a poorer one.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dominantResourceShares } from '../../../sim-engine/fairness/dominant-resource.ts';
import { jainIndex } from '../../../sim-engine/fairness/jain-index.ts';
import { maxMinShares } from '../../../sim-engine/fairness/max-min.ts';
import { AssertionFailure } from '../../../sim-engine/kernel/assert.ts';
import { cases } from '../../support/property-seed.ts';

const claims = fc.array(
  fc.record({
    demand: fc.double({ min: 0, max: 100, noNaN: true }),
    weight: fc.double({ min: 0.1, max: 10, noNaN: true }),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('max-min shares', () => {
  it('fill small demands and divide the rest', () => {
    expect(maxMinShares(10, [5, 2, 4, 2.6])).toEqual([2.7, 2, 2.7, 2.6].map((share) => expect.closeTo(share, 12)));
    expect(maxMinShares(100, [5, 2])).toEqual([5, 2]);
    expect(maxMinShares(12, [100, 100], [2, 1])).toEqual([8, 4]);
    expect(maxMinShares(0, [1, 1])).toEqual([0, 0]);
    expect(() => maxMinShares(1, [1], [0])).toThrow(AssertionFailure);
  });

  it('are feasible and max-min fair', () => {
    fc.assert(
      fc.property(claims, fc.double({ min: 0, max: 400, noNaN: true }), (each, capacity) => {
        const demands = each.map(({ demand }) => demand);
        const weights = each.map(({ weight }) => weight);
        const shares = maxMinShares(capacity, demands, weights);
        const sum = shares.reduce((total, share) => total + share, 0);
        const wanted = demands.reduce((total, demand) => total + demand, 0);
        expect(sum).toBeCloseTo(Math.min(capacity, wanted), 8);
        const level = Math.max(...shares.map((share, at) => share / weights[at]!));
        shares.forEach((share, at) => {
          expect(share).toBeLessThanOrEqual(demands[at]!);
          // Whoever is not satisfied stands at the highest level.
          if (share < demands[at]! - 1e-9) expect(share / weights[at]!).toBeCloseTo(level, 8);
        });
      }),
      cases(300),
    );
  });
});

describe('dominant resource shares', () => {
  it('give the example of the paper', () => {
    const { tasks, used, dominantShares } = dominantResourceShares(
      [9, 18],
      [
        [1, 4],
        [3, 1],
      ],
    );
    expect(tasks).toEqual([3, 2]);
    expect(used).toEqual([9, 14]);
    expect(dominantShares[0]).toBeCloseTo(2 / 3, 12);
    expect(dominantShares[1]).toBeCloseTo(2 / 3, 12);
  });

  it('with one resource are max-min, by weight; and go on for those who still fit', () => {
    expect(dominantResourceShares([12], [[1], [1]], [2, 1]).tasks).toEqual([8, 4]);
    // The first fills the processor, the second goes on alone with memory.
    expect(
      dominantResourceShares(
        [2, 100],
        [
          [1, 1],
          [0, 10],
        ],
      ).tasks,
    ).toEqual([2, 9]);
    expect(() => dominantResourceShares([1], [[0]])).toThrow(AssertionFailure);
  });

  it('fit, and leave room for nobody’s next task', () => {
    const need = fc.integer({ min: 0, max: 5 });
    const task = fc.tuple(need, need).filter(([a, b]) => a + b > 0);
    fc.assert(
      fc.property(fc.array(task, { minLength: 1, maxLength: 5 }), (perTask) => {
        const capacities = [40, 60];
        const { tasks, used } = dominantResourceShares(capacities, perTask);
        capacities.forEach((capacity, at) => {
          expect(used[at]).toBe(perTask.reduce((sum, each, user) => sum + each[at]! * tasks[user]!, 0));
          expect(used[at]).toBeLessThanOrEqual(capacity);
        });
        for (const each of perTask) expect(each.some((wants, at) => used[at]! + wants > capacities[at]!)).toBe(true);
      }),
      cases(200),
    );
  });
});

describe('Jain’s index', () => {
  it('is 1 for equals, 1/n for one winner, and heeds no scale', () => {
    expect(jainIndex([3, 3, 3])).toBe(1);
    expect(jainIndex([7, 0, 0, 0])).toBe(1 / 4);
    expect(jainIndex([])).toBe(1);
    expect(jainIndex([0, 0])).toBe(1);
    expect(jainIndex([4, 3, 2, 1])).toBeCloseTo(jainIndex([400, 300, 200, 100]), 12);
  });
});
