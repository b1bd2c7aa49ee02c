/**
 * The limiters that count in windows decide as the plainest program does that keeps every time of admission in a list.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedWindow } from '../../sim-engine/policies/limiting/fixed-window.ts';
import { slidingCounter } from '../../sim-engine/policies/limiting/sliding-counter.ts';
import { slidingWindow } from '../../sim-engine/policies/limiting/sliding-window.ts';
import { cases } from '../support/property-seed.ts';

/** @returns whether one more fits, given the times admitted so far */
type Fits = (admitted: readonly number[], nowUs: number, limit: number, windowUs: number) => boolean;

const inWindow = (admitted: readonly number[], index: number, windowUs: number): number =>
  admitted.filter((each) => Math.floor(each / windowUs) === index).length;

const RULES: readonly (readonly [kind: typeof fixedWindow, fits: Fits])[] = [
  [
    fixedWindow,
    (admitted, nowUs, limit, windowUs) => inWindow(admitted, Math.floor(nowUs / windowUs), windowUs) < limit,
  ],
  [
    slidingWindow,
    (admitted, nowUs, limit, windowUs) => admitted.filter((each) => each > nowUs - windowUs).length < limit,
  ],
  [
    slidingCounter,
    (admitted, nowUs, limit, windowUs) => {
      const index = Math.floor(nowUs / windowUs);
      const covered = BigInt((index + 1) * windowUs - nowUs) * BigInt(inWindow(admitted, index - 1, windowUs));
      const counted = BigInt(windowUs) * BigInt(inWindow(admitted, index, windowUs) + 1);
      return covered + counted <= BigInt(limit) * BigInt(windowUs);
    },
  ],
];

const script = fc
  .record({ limit: fc.integer({ min: 1, max: 12 }), windowMs: fc.integer({ min: 1, max: 5000 }) })
  .chain(({ limit, windowMs }) => {
    const windowUs = 1000 * windowMs;
    const wait = fc.oneof(
      { weight: 4, arbitrary: fc.nat({ max: Math.ceil(windowUs / limit) }) },
      { weight: 2, arbitrary: fc.constantFrom(0, Math.floor(windowUs / limit)) },
      { weight: 1, arbitrary: fc.constantFrom(windowUs - 1, windowUs, windowUs + 1, 3 * windowUs) },
    );
    const waits = fc.array(wait, { minLength: 1, maxLength: 80, size: 'max' });
    return waits.map((gaps) => ({ limit, windowUs, gaps }));
  });

describe.each(RULES)('$id', (kind, fits) => {
  it('decides as the list of admitted times does', () => {
    let refused = 0;
    fc.assert(
      fc.property(script, ({ limit, windowUs, gaps }) => {
        const limiter = kind.limiter({ limit, windowSec: windowUs / 1e6 }, 0);
        const admitted: number[] = [];
        let nowUs = 0;
        for (const gap of gaps) {
          nowUs += gap;
          const wanted = fits(admitted, nowUs, limit, windowUs);
          expect(limiter.admit(nowUs)).toBe(wanted);
          if (wanted) admitted.push(nowUs);
          else refused++;
        }
      }),
      cases(500),
    );
    expect(refused).toBeGreaterThan(1000);
  });
});
