/**
 * Every retry budget keeps its promise: however calls and failures come, no more retries are made in any span than it says; it
 * decides the same again, and goes on from its saved state.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { type ParamValues, withDefaults } from '../../sim-engine/model/registry.ts';
import { RETRY_BUDGETS } from '../../sim-engine/policies/retry-budget/index.ts';
import type { RetryBudget, RetryBudgetKind } from '../../sim-engine/policies/retry-budget/retry-budget.ts';
import { cases } from '../support/property-seed.ts';

const SECOND = 1_000_000;

const params = fc.record({
  sharePercent: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom(0.3, 33.3)),
  minPerSec: fc.constantFrom(0, 0, 0.7, 2, 50),
  capTokens: fc.integer({ min: 1, max: 20 }),
});
const moments = fc.array(
  fc.record({
    gapUs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3 * SECOND })),
    calls: fc.integer({ min: 0, max: 30 }),
    retries: fc.integer({ min: 0, max: 10 }),
  }),
  { minLength: 1, maxLength: 30, size: 'max' },
);
type Moment = typeof moments extends fc.Arbitrary<(infer T)[]> ? T : never;

/** What was asked of a budget, in order; a retry is true when it was granted. */
type Deed = { readonly atUs: number; readonly what: 'call' | boolean };

function play(budget: RetryBudget, script: readonly Moment[], fromUs = 0): Deed[] {
  const deeds: Deed[] = [];
  let atUs = fromUs;
  for (const { gapUs, calls, retries } of script) {
    atUs += gapUs;
    for (let i = 0; i < calls; i++) {
      budget.deposit(atUs);
      deeds.push({ atUs, what: 'call' });
    }
    for (let i = 0; i < retries; i++) deeds.push({ atUs, what: budget.withdraw(atUs) });
  }
  return deeds;
}

const chosen = (kind: RetryBudgetKind, given: ParamValues): ParamValues =>
  withDefaults(kind, kind.params.length === 0 ? {} : given);

describe.each(RETRY_BUDGETS)('retry budget $id', (kind) => {
  it('grants no more retries in any span than it promises', () => {
    fc.assert(
      fc.property(params, moments, (given, script) => {
        const values = chosen(kind, given);
        const deeds = play(kind.budget(values, 0), script);
        for (let first = 0; first < deeds.length; first++) {
          let calls = 0;
          let retries = 0;
          for (let last = first; last < deeds.length; last++) {
            if (deeds[last]!.what === 'call') calls++;
            if (deeds[last]!.what === true) retries++;
            const most = kind.mostRetries(values, calls, deeds[last]!.atUs - deeds[first]!.atUs);
            if (retries > most + 1e-9) expect.fail(`${retries} retries, at most ${most} may be`);
          }
        }
      }),
      cases(60),
    );
  });

  it('decides the same again, and goes on from its saved state', () => {
    fc.assert(
      fc.property(params, moments, moments, (given, before, after) => {
        const values = chosen(kind, given);
        const budget = kind.budget(values, 0);
        const atUs = play(budget, before).at(-1)?.atUs ?? 0;
        const writer = new StateWriter();
        budget.state(writer);
        const restored = kind.budget(values, 0);
        const reader = new StateReader(writer.finish());
        restored.state(reader);
        expect(reader.exhausted).toBe(true);
        expect(play(restored, after, atUs)).toEqual(play(budget, after, atUs));
      }),
      cases(60),
    );
  });
});

/** A script by hand: 100 calls at once and then 30 retries; 100 more after ten seconds, and 30 retries. */
function byHand(kind: RetryBudgetKind, values: ParamValues): number[] {
  const budget = kind.budget(values, 0);
  return [0, 10 * SECOND].map(
    (gapUs) => play(budget, [{ gapUs, calls: 100, retries: 30 }], 0).filter((deed) => deed.what === true).length,
  );
}

describe('what sets the retry budgets apart', () => {
  it('unlimited grants every retry', () => {
    expect(byHand(RETRY_BUDGETS[0]!, {})).toEqual([30, 30]);
  });

  it.each([
    // A tenth of a hundred calls each time; half a retry a second more; and no more than seven ever saved up.
    [{ sharePercent: 10, minPerSec: 0, capTokens: 100 }, [10, 10]],
    [{ sharePercent: 10, minPerSec: 0.5, capTokens: 100 }, [10, 15]],
    [{ sharePercent: 10, minPerSec: 0.5, capTokens: 7 }, [7, 7]],
  ])('token-ratio with %j grants %j', (values, granted) => {
    const kind = RETRY_BUDGETS.find((each) => each.id === 'token-ratio')!;
    expect(byHand(kind, values)).toEqual(granted);
    expect(byHand(RETRY_BUDGETS[0]!, {})).not.toEqual(granted);
  });

  it('token-ratio never rounds: 333 calls of a third of a retry are 111 retries, to the last', () => {
    const kind = RETRY_BUDGETS.find((each) => each.id === 'token-ratio')!;
    const budget = kind.budget({ sharePercent: 100 / 3, minPerSec: 0, capTokens: 1000 }, 0);
    const granted = play(budget, [{ gapUs: 0, calls: 333, retries: 200 }]).filter((deed) => deed.what === true);
    expect(granted.length).toBe(111);
  });
});
