/**
 * The token bucket decides as exact arithmetic does, ties included: a request that finds exactly one token passes. Whole and
 * decimal rates, random arrivals with many exact refills among them, compared decision by decision with whole numbers.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenBucket } from '../../sim-engine/policies/limiting/token-bucket.ts';
import { cases } from '../support/property-seed.ts';

/** The same bucket on whole numbers: rate in thousandths per second, level in thousandths of millionths of a token. */
function* exactDecisions(rateThousandths: number, burst: number, times: readonly number[]): Generator<boolean> {
  const token = 1_000_000_000n;
  const capacity = BigInt(burst) * token;
  let level = capacity;
  let lastUs = 0;
  for (const nowUs of times) {
    level += BigInt(nowUs - lastUs) * BigInt(rateThousandths);
    if (level > capacity) level = capacity;
    lastUs = nowUs;
    const admitted = level >= token;
    if (admitted) level -= token;
    yield admitted;
  }
}

/** Gaps that are whole fractions of the time of one token as well as any others. */
const bucket = fc
  .record({
    rateThousandths: fc.oneof(
      fc.integer({ min: 100, max: 5_000 }),
      fc.integer({ min: 1, max: 400 }).map((whole) => whole * 1000),
    ),
    burst: fc.integer({ min: 1, max: 5 }),
  })
  .chain(({ rateThousandths, burst }) => {
    const tokenUs = Math.ceil(1e9 / rateThousandths);
    const gap = fc.oneof(
      fc.nat({ max: 2 * tokenUs }),
      fc.constantFrom(1, 2, 3, 4, 5, 10).map((parts) => Math.round(tokenUs / parts)),
    );
    return fc.array(gap, { minLength: 1, maxLength: 80, size: 'max' }).map((gaps) => {
      let nowUs = 0;
      return { rateThousandths, burst, times: gaps.map((each) => (nowUs += each)) };
    });
  });

describe('the token bucket', () => {
  it('decides as exact arithmetic does', () => {
    let rejected = 0;
    fc.assert(
      fc.property(bucket, ({ rateThousandths, burst, times }) => {
        const limiter = tokenBucket.limiter({ ratePerSec: rateThousandths / 1000, burst }, 0);
        const exact = [...exactDecisions(rateThousandths, burst, times)];
        expect(times.map((nowUs) => limiter.admit(nowUs))).toEqual(exact);
        rejected += exact.filter((each) => !each).length;
      }),
      cases(2000),
    );
    expect(rejected).toBeGreaterThan(100);
  });

  it('admits a tie that is reached in ten uneven steps at 0.1 a second', () => {
    const limiter = tokenBucket.limiter({ ratePerSec: 0.1, burst: 1 }, 0);
    expect(limiter.admit(0)).toBe(true);
    for (const seconds of [0.7, 1.4, 2.3, 3.1, 4.9, 5.5, 6.6, 7.3, 8.8])
      expect(limiter.admit(seconds * 1e6)).toBe(false);
    expect(limiter.admit(10_000_000)).toBe(true);
  });

  it('is full again after any quiet time, however long, and not fuller', () => {
    const limiter = tokenBucket.limiter({ ratePerSec: 100_000, burst: 3 }, 0);
    const decisions = Array.from({ length: 5 }, () => limiter.admit(86_400_000_000));
    expect(decisions).toEqual([true, true, true, false, false]);
  });
});
