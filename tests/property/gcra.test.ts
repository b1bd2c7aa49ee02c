/**
 * GCRA decides as its recursion on exact ratios does, ties included, and as the token bucket does whose burst is
 * 1 + tau / T, wherever that is a whole number.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gcra } from '../../sim-engine/policies/limiting/gcra.ts';
import { tokenBucket } from '../../sim-engine/policies/limiting/token-bucket.ts';
import { cases } from '../support/property-seed.ts';

/** T and tau in parts of a millisecond. */
interface Cell {
  readonly parts: number;
  readonly interval: number;
  readonly tolerance: number;
}

/** TAT = max(t, TAT) + T, admitted while TAT <= t + tau, in 1/(1000 parts) ms. */
function* exactDecisions({ parts, interval, tolerance }: Cell, times: readonly number[]): Generator<boolean> {
  const toUnits = (partsOfMs: number): bigint => 1000n * BigInt(partsOfMs);
  let theoretical = 0n;
  for (const nowUs of times) {
    const now = BigInt(nowUs) * BigInt(parts);
    const admitted = theoretical <= now + toUnits(tolerance);
    if (admitted) theoretical = (theoretical > now ? theoretical : now) + toUnits(interval);
    yield admitted;
  }
}

const gaps = (intervalMs: number): fc.Arbitrary<number[]> => {
  const intervalUs = Math.ceil(1000 * intervalMs);
  const gap = fc.oneof(
    fc.nat({ max: 2 * intervalUs }),
    fc.constantFrom(1, 2, 3, 4, 7, 10).map((parts) => Math.round(intervalUs / parts)),
  );
  return fc.array(gap, { minLength: 1, maxLength: 80, size: 'max' });
};
const timesOf = (waits: readonly number[]): number[] => {
  let nowUs = 0;
  return waits.map((each) => (nowUs += each));
};

describe('GCRA', () => {
  it('decides as exact arithmetic does', () => {
    const cell = fc.record({
      parts: fc.constantFrom(1, 3, 7, 60, 1000),
      interval: fc.integer({ min: 10, max: 30_000 }),
      tolerance: fc.nat({ max: 90_000 }),
    });
    const script = cell.chain((each) => gaps(each.interval / each.parts).map((waits) => ({ ...each, waits })));
    let rejected = 0;
    fc.assert(
      fc.property(script, ({ waits, ...each }) => {
        const params = { intervalMs: each.interval / each.parts, toleranceMs: each.tolerance / each.parts };
        const limiter = gcra.limiter(params, 0);
        const times = timesOf(waits);
        const exact = [...exactDecisions(each, times)];
        expect(times.map((nowUs) => limiter.admit(nowUs))).toEqual(exact);
        rejected += exact.filter((admitted) => !admitted).length;
      }),
      cases(2000),
    );
    expect(rejected).toBeGreaterThan(1000);
  });

  it('is the token bucket of rate 1/T and burst 1 + tau/T', () => {
    const bucket = fc.record({ ratePerSec: fc.integer({ min: 1, max: 500 }), burst: fc.integer({ min: 1, max: 9 }) });
    const script = bucket.chain((each) => gaps(1000 / each.ratePerSec).map((waits) => ({ ...each, waits })));
    fc.assert(
      fc.property(script, ({ ratePerSec, burst, waits }) => {
        const cell = gcra.limiter({ intervalMs: 1000 / ratePerSec, toleranceMs: ((burst - 1) * 1000) / ratePerSec }, 0);
        const tokens = tokenBucket.limiter({ ratePerSec, burst }, 0);
        for (const nowUs of timesOf(waits)) expect(cell.admit(nowUs)).toBe(tokens.admit(nowUs));
      }),
      cases(500),
    );
  });
});
