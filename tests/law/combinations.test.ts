/**
 * Every combination keeps its promises: it asks for at least one part and at most all, more parts that hold never make the whole
 * fail, and conditions that combine agree with plain logic on every table of truths.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMBINATIONS } from '../../sim-engine/grading/combinations/index.ts';
import { boundsOf, combined, conditionResult } from '../../sim-engine/grading/condition.ts';
import type { Span } from '../../sim-engine/grading/span.ts';
import type { Bounded, Condition } from '../../sim-engine/model/objective.ts';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import { cases } from '../support/property-seed.ts';

const SPAN: Span = {
  passedUs: 3_600_000_000,
  costMicroUsd: 5_000_000,
  firstPriceMicroUsdPerHour: 0,
  tenants: [],
  tier: null,
  actions: [],
};

/** A bound that holds, or one that does not, of a span in which 5 USD were spent. */
function bound(holds: boolean, fromUs = 0, toUs = 10): Bounded {
  const threshold = holds ? 5 : 4.9;
  return { metric: 'spend', scope: { kind: 'all' }, fromUs, toUs, bound: 'at-most', threshold };
}

const result = (condition: Condition, nowUs = 10) => conditionResult(condition, () => SPAN, nowUs);

describe.each(COMBINATIONS)('combination $id', (entry) => {
  const params = (count: number) => withDefaults(entry, entry.params.length === 0 ? {} : { count });

  it('needs between one part and all', () => {
    for (let parts = 1; parts <= 50; parts++)
      for (const count of [1, 2, 25, 50]) {
        const needed = entry.needed(parts, params(count));
        expect(needed >= 1 && needed <= parts && Number.isInteger(needed)).toBe(true);
      }
  });

  it('holds exactly when so many parts do, and no part that comes to hold breaks it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (truths, count) => {
          const combine = { id: entry.id, params: params(count) };
          const whole = combined(
            combine,
            truths.map((truth) => bound(truth)),
          );
          const held = truths.filter(Boolean).length;
          const told = result(whole);
          expect(told).toMatchObject({ measured: held, threshold: whole.threshold, state: 'closed' });
          expect(told.passed).toBe(held >= entry.needed(truths.length, combine.params));
          const better = combined(
            combine,
            truths.map((truth, at) => bound(truth || at === 0)),
          );
          expect(result(better).passed || !told.passed).toBe(true);
        },
      ),
      cases(200),
    );
  });
});

describe('conditions that combine', () => {
  type Tree = boolean | { readonly id: 'all' | 'any'; readonly of: readonly Tree[] };
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.boolean(),
      fc.record({
        id: fc.constantFrom('all' as const, 'any' as const),
        of: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
      }),
    ),
  }));
  const conditionOf = (of: Tree): Condition =>
    typeof of === 'boolean' ? bound(of) : combined({ id: of.id, params: {} }, of.of.map(conditionOf));
  const truthOf = (of: Tree): boolean =>
    typeof of === 'boolean' ? of : of.id === 'all' ? of.of.every(truthOf) : of.of.some(truthOf);

  it('agree with and, or and their nesting', () => {
    fc.assert(
      fc.property(tree, (drawn) => {
        expect(result(conditionOf(drawn)).passed).toBe(truthOf(drawn));
      }),
      cases(300),
    );
  });

  it('all and any are at least n of n and at least 1', () => {
    const parts = [true, false, true].map((truth) => bound(truth));
    const same = (id: string, count: number): void => {
      const plain = combined({ id, params: {} }, parts);
      const counted = combined({ id: 'at-least', params: { count } }, parts);
      expect(result(plain)).toEqual(result(counted));
    };
    same('all', 3);
    same('any', 1);
  });

  it('span their parts in time: waiting before the first, closed after the last', () => {
    const whole = combined({ id: 'any', params: {} }, [bound(true, 5, 8), bound(false, 7, 20)]);
    expect(whole).toMatchObject({ fromUs: 5, toUs: 20, threshold: 1 });
    expect([5, 6, 19, 20].map((now) => result(whole, now).state)).toEqual(['waiting', 'open', 'open', 'closed']);
    expect(result(whole, 5)).toMatchObject({ measured: null, passed: false });
    expect(boundsOf(combined({ id: 'all', params: {} }, [whole, bound(true)]))).toHaveLength(3);
  });
});
