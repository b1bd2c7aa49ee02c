/**
 * The token bucket decides as exact arithmetic does, ties included: a request that finds exactly one token passes. Rates that
 * are ratios, random arrivals with many exact refills among them, compared decision by decision with whole numbers.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenBucket } from '../../sim-engine/policies/limiting/token-bucket.ts';
import { cases } from '../support/property-seed.ts';

/** Tokens per second. */
interface Rate {
  readonly tokens: number;
  readonly seconds: number;
}

/** The same bucket on whole numbers of 1/(10^6 seconds) token. */
function* exactDecisions(rate: Rate, burst: number, times: readonly number[]): Generator<boolean> {
  const token = 1_000_000n * BigInt(rate.seconds);
  const capacity = BigInt(burst) * token;
  let level = capacity;
  let lastUs = 0;
  for (const nowUs of times) {
    level += BigInt(nowUs - lastUs) * BigInt(rate.tokens);
    if (level > capacity) level = capacity;
    lastUs = nowUs;
    const admitted = level >= token;
    if (admitted) level -= token;
    yield admitted;
  }
}

/** Rates per second, per minute, in thousandths; gaps that are whole fractions of the time of one token as well as any others. */
const bucket = fc
  .record({
    rate: fc
      .record({ tokens: fc.integer({ min: 1, max: 5_000 }), seconds: fc.constantFrom(1, 3, 7, 10, 60, 97, 1000) })
      .filter(({ tokens, seconds }) => tokens / seconds >= 0.1),
    burst: fc.integer({ min: 1, max: 5 }),
  })
  .chain(({ rate, burst }) => {
    const tokenUs = Math.ceil((1e6 * rate.seconds) / rate.tokens);
    const gap = fc.oneof(
      fc.nat({ max: 2 * tokenUs }),
      fc.constantFrom(1, 2, 3, 4, 5, 10).map((parts) => Math.round(tokenUs / parts)),
    );
    return fc.array(gap, { minLength: 1, maxLength: 80, size: 'max' }).map((gaps) => {
      let nowUs = 0;
      return { rate, burst, times: gaps.map((each) => (nowUs += each)) };
    });
  });

describe('the token bucket', () => {
  it('decides as exact arithmetic does', () => {
    let rejected = 0;
    fc.assert(
      fc.property(bucket, ({ rate, burst, times }) => {
        const limiter = tokenBucket.limiter({ ratePerSec: rate.tokens / rate.seconds, burst }, 0);
        const exact = [...exactDecisions(rate, burst, times)];
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

  it('does not drift: at 100 a minute a million ties are met, and nobody is early', () => {
    const limiter = tokenBucket.limiter({ ratePerSec: 100 / 60, burst: 1 }, 0);
    let wrong = 0;
    for (let request = 0; request < 1_000_000; request++) {
      if (request > 0 && limiter.admit(request * 600_000 - 1)) wrong++;
      if (!limiter.admit(request * 600_000)) wrong++;
    }
    expect(wrong).toBe(0);
  });

  it('is full again after any quiet time, however long, and not fuller', () => {
    const limiter = tokenBucket.limiter({ ratePerSec: 100_000, burst: 3 }, 0);
    const decisions = Array.from({ length: 5 }, () => limiter.admit(86_400_000_000));
    expect(decisions).toEqual([true, true, true, false, false]);
  });
});
