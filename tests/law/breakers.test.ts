/**
 * Every breaker keeps to the circuit: it never opens while all goes well, passes no more than its probes when the open time is
 * over, never sticks open, and goes on from its saved state. What opens each is worked out by hand.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { type ParamValues, withDefaults } from '../../sim-engine/model/registry.ts';
import type { Breaker, BreakerKind } from '../../sim-engine/policies/breaker/breaker.ts';
import { BREAKERS } from '../../sim-engine/policies/breaker/index.ts';
import { cases } from '../support/property-seed.ts';

const MS = 1000;
const OPENING = BREAKERS.filter((kind) => kind.params.length > 0);

const small = fc.record({
  failures: fc.integer({ min: 1, max: 5 }),
  ratioPercent: fc.integer({ min: 1, max: 100 }),
  minCalls: fc.integer({ min: 1, max: 8 }),
  windowCalls: fc.integer({ min: 1, max: 12 }),
  windowMs: fc.integer({ min: 1, max: 50 }),
  openMs: fc.integer({ min: 1, max: 50 }),
  probes: fc.integer({ min: 1, max: 4 }),
});
const moments = fc.array(
  fc.record({
    gapUs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40 * MS })),
    deed: fc.constantFrom('ask', 'ask', 'ok', 'fail', 'forget'),
  }),
  { minLength: 1, maxLength: 80, size: 'max' },
);
type Moment = typeof moments extends fc.Arbitrary<(infer T)[]> ? T : never;

/** Plays moments; only attempts that were allowed have outcomes. */
function play(breaker: Breaker, script: readonly Moment[], from = { atUs: 0, underWay: 0 }): (boolean | string)[] {
  const seen: (boolean | string)[] = [];
  for (const { gapUs, deed } of script) {
    from.atUs += gapUs;
    if (deed === 'ask') {
      const allowed = breaker.allows(from.atUs);
      if (allowed) from.underWay++;
      seen.push(allowed);
    } else if (from.underWay > 0) {
      from.underWay--;
      if (deed === 'forget') breaker.forget();
      else breaker.record(from.atUs, deed === 'ok');
      seen.push(deed);
    }
  }
  return seen;
}

const made = (kind: BreakerKind, given: ParamValues): Breaker => kind.breaker(withDefaults(kind, given));

describe.each(BREAKERS)('breaker $id', (kind) => {
  it('allows everything while nothing fails', () => {
    fc.assert(
      fc.property(small, moments, (given, script) => {
        const seen = play(
          made(kind, given),
          script.map((each) => (each.deed === 'fail' ? { ...each, deed: 'ok' } : each)),
        );
        expect(seen).not.toContain(false);
      }),
      cases(60),
    );
  });

  it('decides the same again, and goes on from its saved state', () => {
    fc.assert(
      fc.property(small, moments, moments, (given, before, after) => {
        const breaker = made(kind, given);
        const from = { atUs: 0, underWay: 0 };
        play(breaker, before, from);
        const writer = new StateWriter();
        breaker.state(writer);
        const restored = made(kind, given);
        const reader = new StateReader(writer.finish());
        restored.state(reader);
        expect(reader.exhausted).toBe(true);
        expect(play(restored, after, { ...from })).toEqual(play(breaker, after, { ...from }));
      }),
      cases(100),
    );
  });
});

describe.each(OPENING)('the circuit of $id', (kind) => {
  /** A breaker that has just opened, at this time. */
  function opened(given: ParamValues, atUs: number): Breaker {
    const breaker = made(kind, given);
    for (let i = 0; i < 200; i++) breaker.record(atUs, false);
    return breaker;
  }

  it('passes nobody while open, and then its probes alone until their outcomes are known', () => {
    fc.assert(
      fc.property(small, (given) => {
        const breaker = opened(given, 7 * MS);
        const halfOpenUs = (7 + given.openMs) * MS;
        expect([breaker.allows(7 * MS), breaker.allows(halfOpenUs - 1)]).toEqual([false, false]);
        for (let probe = 0; probe < given.probes; probe++) expect(breaker.allows(halfOpenUs)).toBe(true);
        expect([breaker.allows(halfOpenUs), breaker.allows(halfOpenUs + 9_000 * MS)]).toEqual([false, false]);
        for (let probe = 1; probe < given.probes; probe++) breaker.record(halfOpenUs, true);
        expect(breaker.allows(halfOpenUs)).toBe(false);
        breaker.record(halfOpenUs, true);
        for (let i = 0; i < 50; i++) expect(breaker.allows(halfOpenUs)).toBe(true);
      }),
      cases(40),
    );
  });

  it('opens again at the first probe that fails, for as long as before', () => {
    const breaker = opened({ openMs: 10, probes: 2 }, 0);
    expect([breaker.allows(10 * MS), breaker.allows(10 * MS)]).toEqual([true, true]);
    breaker.record(11 * MS, true);
    breaker.record(12 * MS, false);
    expect([breaker.allows(22 * MS - 1), breaker.allows(22 * MS)]).toEqual([false, true]);
  });

  it('makes a probe again whose outcome nobody waits for', () => {
    const breaker = opened({ openMs: 10, probes: 1 }, 0);
    expect([breaker.allows(10 * MS), breaker.allows(10 * MS)]).toEqual([true, false]);
    breaker.forget();
    expect([breaker.allows(10 * MS), breaker.allows(10 * MS)]).toEqual([true, false]);
  });

  it('never sticks: whatever went before, it passes calls again when the open time is over and probes succeed', () => {
    fc.assert(
      fc.property(small, moments, (given, script) => {
        const breaker = made(kind, given);
        const from = { atUs: 0, underWay: 0 };
        play(breaker, script, from);
        for (; from.underWay > 0; from.underWay--) breaker.forget();
        // Old failures may open it once more while the record fills; twenty successes later nothing holds it open.
        const allowed: boolean[] = [];
        for (let i = 0; i < 40; i++) {
          from.atUs += given.openMs * MS;
          allowed.push(breaker.allows(from.atUs));
          if (allowed[i]) breaker.record(from.atUs, true);
        }
        expect(allowed.slice(20)).not.toContain(false);
        for (let i = 0; i < 20; i++) expect(breaker.allows(from.atUs)).toBe(true);
      }),
      cases(100),
    );
  });

  it('closes with a clean record', () => {
    const given = { failures: 3, ratioPercent: 60, minCalls: 3, windowCalls: 5, windowMs: 1000, openMs: 1, probes: 1 };
    const breaker = opened(given, 0);
    expect(breaker.allows(MS)).toBe(true);
    breaker.record(MS, true);
    breaker.record(MS, false);
    breaker.record(MS, false);
    expect(breaker.allows(MS)).toBe(true);
    breaker.record(MS, false);
    expect(breaker.allows(MS)).toBe(false);
  });
});

/** Outcomes at whole milliseconds: `x` is a failure, `.` a success, a blank a millisecond without. */
function outcomes(breaker: Breaker, pattern: string): boolean {
  [...pattern].forEach((each, ms) => {
    if (each !== ' ') breaker.record(ms * MS, each === '.');
  });
  return breaker.allows(pattern.length * MS);
}

const EXAMPLES: readonly {
  readonly id: string;
  readonly params: ParamValues;
  /** Outcomes after which it has opened, and after which it has not. */
  readonly opens: readonly string[];
  readonly stays: readonly string[];
}[] = [
  { id: 'never', params: {}, opens: [], stays: ['xxxxxxxxxxxx'] },
  {
    id: 'consecutive-failures',
    params: { failures: 3, openMs: 1000 },
    opens: ['xxx', '..xx.xxx', 'x x                                x'],
    stays: ['xx.xx.xx.xx.xx'],
  },
  {
    id: 'failure-ratio-count',
    params: { ratioPercent: 50, minCalls: 4, windowCalls: 6, openMs: 1000 },
    // Half of the last six, if there are four; the oldest go out by number, not by age.
    opens: ['x.x.', '......xxx', 'xxx                                .'],
    stays: ['xxx', '......x..x..x..', 'x...x...x...x...'],
  },
  {
    id: 'failure-ratio-time',
    params: { ratioPercent: 50, minCalls: 4, windowMs: 20, openMs: 1000 },
    opens: ['x.x.', '......xxxxxx', 'xx             xx'],
    // Twenty milliseconds later the first two no longer count, and two alone say nothing.
    stays: ['xxx', '......xx.x', 'xx                     xx'],
  },
];

describe('what sets the breakers apart', () => {
  it('has an example for each', () => {
    expect(EXAMPLES.map((each) => each.id)).toEqual(BREAKERS.map((each) => each.id));
  });

  it.each(EXAMPLES)('$id opens when it says', ({ id, params, opens, stays }) => {
    const kind = BREAKERS.find((each) => each.id === id)!;
    for (const pattern of opens) expect(outcomes(made(kind, params), pattern), `"${pattern}" opens`).toBe(false);
    for (const pattern of stays) expect(outcomes(made(kind, params), pattern), `"${pattern}" does not`).toBe(true);
  });

  it.each(EXAMPLES.slice(1))('$id is not the default by another name', ({ opens }) => {
    expect(outcomes(made(BREAKERS[0]!, {}), opens[0]!)).toBe(true);
  });

  it('no two open after the same outcomes', () => {
    const told = EXAMPLES.map(({ id, params }) => {
      const kind = BREAKERS.find((each) => each.id === id)!;
      return EXAMPLES.flatMap(({ opens, stays }) => [...opens, ...stays])
        .map((pattern) => (outcomes(made(kind, params), pattern) ? '.' : 'o'))
        .join('');
    });
    expect(new Set(told).size).toBe(BREAKERS.length);
  });
});
