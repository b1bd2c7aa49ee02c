/** @module MSER-5 removes a planted transient, leaves a stationary series nearly alone, and says when there is no steady state. */
import { describe, expect, it } from 'vitest';
import { StreamBank } from '../../sim-engine/index.ts';
import { mser5 } from '../../sim-engine/statistics/warm-up.ts';

const LENGTH = 1000;

function truncations(transient: (at: number) => number): number[] {
  return Array.from({ length: 100 }, (_, seed) => {
    const stream = new StreamBank(seed).open('noise');
    const warmUp = mser5(Array.from({ length: LENGTH }, (_, at) => transient(at) + stream.normal()));
    return warmUp.kind === 'found' ? warmUp.truncate : Number.POSITIVE_INFINITY;
  });
}

/** The k-th smallest of a hundred. */
const ranked = (values: readonly number[], rank: number): number => [...values].sort((a, b) => a - b)[rank - 1]!;

describe('MSER-5', () => {
  it('leaves off a planted step of 200 observations, and little more', () => {
    const found = truncations((at) => (at < 200 ? 3 : 0));
    expect(ranked(found, 5)).toBeGreaterThanOrEqual(200);
    expect(ranked(found, 90)).toBeLessThanOrEqual(300);
  });

  it('leaves off a decaying start as far as it is seen above the noise', () => {
    const found = truncations((at) => 10 * 0.98 ** at);
    expect(ranked(found, 5)).toBeGreaterThanOrEqual(75);
    expect(ranked(found, 90)).toBeLessThanOrEqual(400);
  });

  it('leaves a stationary series nearly alone', () => {
    const found = truncations(() => 0);
    expect(ranked(found, 50)).toBeLessThanOrEqual(LENGTH * 0.1);
    expect(ranked(found, 90)).toBeLessThanOrEqual(LENGTH * 0.4);
    expect(mser5(Array.from({ length: LENGTH }, () => 7))).toEqual({ kind: 'found', truncate: 0 });
  });

  it('finds no steady state in a series that never settles, and in one that is too short', () => {
    expect(mser5(Array.from({ length: LENGTH }, (_, at) => at))).toEqual({ kind: 'not-steady' });
    expect(mser5([1, 2, 3])).toEqual({ kind: 'not-steady' });
  });
});
