/**
 * Every backoff keeps its bounds: whole delays from nothing to its cap, the same again from the same stream. What sets each
 * apart is the range of its delays, retry by retry, and none is the default by another name.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StreamBank } from '../../sim-engine/kernel/random-stream.ts';
import { type ParamValues, withDefaults } from '../../sim-engine/model/registry.ts';
import type { BackoffKind } from '../../sim-engine/policies/backoff/backoff.ts';
import { BACKOFFS } from '../../sim-engine/policies/backoff/index.ts';
import { cases } from '../support/property-seed.ts';

const MS = 1000;
const RETRIES = 8;

/** @returns the delays of so many retries of one call */
function delays(kind: BackoffKind, params: ParamValues, seed: number, retries = RETRIES): number[] {
  const backoff = kind.backoff(withDefaults(kind, params));
  const stream = new StreamBank(seed).open('link');
  const found: number[] = [];
  for (let retry = 1; retry <= retries; retry++) found.push(backoff.delayUs(retry, found[retry - 2] ?? 0, stream));
  return found;
}

/** @returns least and longest delay of each retry over many calls */
function ranges(kind: BackoffKind, params: ParamValues): (readonly [least: number, longest: number])[] {
  const calls = Array.from({ length: 4000 }, (_, seed) => delays(kind, params, seed));
  return Array.from({ length: RETRIES }, (_, at) => {
    const each = calls.map((call) => call[at]!);
    return [Math.min(...each), Math.max(...each)] as const;
  });
}

const PARAMS = { baseMs: 100, capMs: 1000 };
/** Exact bounds in milliseconds of the retries with a base of 100 ms and a cap of one second. */
const BOUNDS: Readonly<Record<string, readonly (readonly [least: number, longest: number])[]>> = {
  immediate: Array.from({ length: RETRIES }, () => [0, 0] as const),
  exponential: [100, 200, 400, 800, 1000, 1000, 1000, 1000].map((ms) => [ms, ms] as const),
  'full-jitter': [100, 200, 400, 800, 1000, 1000, 1000, 1000].map((ms) => [0, ms] as const),
  'equal-jitter': [100, 200, 400, 800, 1000, 1000, 1000, 1000].map((ms) => [ms / 2, ms] as const),
  'decorrelated-jitter': [300, 900, 1000, 1000, 1000, 1000, 1000, 1000].map((ms) => [100, ms] as const),
};

describe.each(BACKOFFS)('backoff $id', (kind) => {
  it('gives whole delays from nothing to its cap, and the same again', () => {
    const params = fc.record({ baseMs: fc.integer({ min: 1, max: 5000 }), capMs: fc.integer({ min: 1, max: 5000 }) });
    fc.assert(
      fc.property(params, fc.integer({ min: 0, max: 1000 }), (given, seed) => {
        const chosen = kind.params.length === 0 ? {} : given;
        const found = delays(kind, chosen, seed, 70);
        for (const us of found) {
          expect(Number.isInteger(us)).toBe(true);
          expect(us).toBeGreaterThanOrEqual(0);
          expect(us).toBeLessThanOrEqual(given.capMs * MS);
        }
        expect(delays(kind, chosen, seed, 70)).toEqual(found);
      }),
      cases(60),
    );
  });

  it('fills the range that it states', () => {
    const found = ranges(kind, kind.params.length === 0 ? {} : PARAMS);
    BOUNDS[kind.id]!.forEach(([least, longest], at) => {
      expect(found[at]![0]).toBeGreaterThanOrEqual(least * MS);
      expect(found[at]![1]).toBeLessThanOrEqual(longest * MS);
      const slack = (longest - least) * MS * 0.02;
      // Three times a random delay: its ends come together rarely.
      const early = kind.id === 'decorrelated-jitter' && at > 0 ? 0.1 * longest * MS : slack;
      expect(found[at]![0]).toBeLessThanOrEqual(least * MS + early);
      expect(found[at]![1]).toBeGreaterThanOrEqual(longest * MS - early);
    });
  });
});

describe('what sets the backoffs apart', () => {
  it.each(BACKOFFS.slice(1))('$id is not the default by another name', (kind) => {
    expect(delays(kind, PARAMS, 1)).not.toEqual(delays(BACKOFFS[0]!, {}, 1));
  });

  it.each([
    // E[U(0, b)], E[b/2 + U(0, b/2)], E[U(b, 3b)] for the first retry with b = 100 ms.
    ['full-jitter', 50],
    ['equal-jitter', 75],
    ['decorrelated-jitter', 200],
  ])('%s has the mean of its law at the first retry: %d ms', (id, meanMs) => {
    const kind = BACKOFFS.find((each) => each.id === id)!;
    const firsts = Array.from({ length: 20_000 }, (_, seed) => delays(kind, PARAMS, seed, 1)[0]!);
    const mean = firsts.reduce((sum, us) => sum + us, 0) / firsts.length;
    expect(Math.abs(mean / MS - meanMs)).toBeLessThan(2);
  });
});
