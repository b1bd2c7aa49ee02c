/**
 * Every limiter keeps its promises: in no window of T seconds does it admit more than burst + rate * T, it admits whoever
 * keeps to the rate, it decides the same again, and it goes on from its saved state.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { LIMITERS } from '../../sim-engine/policies/limiting/index.ts';
import { tokenBucketBound } from '../../sim-engine/theory/token-bucket-bound.ts';
import { cases } from '../support/property-seed.ts';

const params = fc.record({ ratePerSec: fc.integer({ min: 1, max: 500 }), burst: fc.integer({ min: 1, max: 40 }) });
const gaps = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20_000 }), fc.integer({ max: 900_000 })), {
  minLength: 1,
  maxLength: 150,
  size: 'max',
});

describe.each(LIMITERS)('limiter $id', (kind) => {
  const decide = (values: { ratePerSec: number; burst: number }, waits: readonly number[], fromUs = 0) => {
    const limiter = kind.limiter(values, fromUs);
    let nowUs = fromUs;
    return waits.map((gap) => {
      nowUs += Math.abs(gap);
      return { nowUs, admitted: limiter.admit(nowUs) };
    });
  };

  it('never admits more than burst + rate * T in a window of T', () => {
    fc.assert(
      fc.property(params, gaps, (values, waits) => {
        const admitted = decide(values, waits)
          .filter((each) => each.admitted)
          .map((each) => each.nowUs);
        for (let first = 0; first < admitted.length; first++) {
          for (let last = first; last < admitted.length; last++) {
            const seconds = (admitted[last]! - admitted[first]!) / 1e6;
            const most = tokenBucketBound(values.ratePerSec, values.burst, seconds);
            expect(last - first + 1).toBeLessThanOrEqual(most + 1e-9);
          }
        }
      }),
      cases(150),
    );
  });

  it('turns nobody away who keeps to the rate, and a whole burst fits after a quiet time', () => {
    fc.assert(
      fc.property(params, (values) => {
        const paced = Array.from({ length: 100 }, () => Math.ceil(1e6 / values.ratePerSec));
        expect(decide(values, paced).every((each) => each.admitted)).toBe(true);
        const atOnce = decide(values, new Array<number>(values.burst + 1).fill(0), 5_000_000);
        expect(atOnce.map((each) => each.admitted)).toEqual([...new Array<boolean>(values.burst).fill(true), false]);
      }),
      cases(100),
    );
  });

  it('goes on from its saved state', () => {
    fc.assert(
      fc.property(params, gaps, (values, waits) => {
        const limiter = kind.limiter(values, 0);
        let nowUs = 0;
        for (const gap of waits) {
          nowUs += Math.abs(gap);
          limiter.admit(nowUs);
        }
        const writer = new StateWriter();
        limiter.state(writer);
        const other = kind.limiter(values, 0);
        other.state(new StateReader(writer.finish()));
        for (const gap of waits) {
          nowUs += Math.abs(gap);
          expect(other.admit(nowUs)).toBe(limiter.admit(nowUs));
        }
      }),
      cases(100),
    );
  });
});
