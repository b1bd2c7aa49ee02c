/** @module A29: GCRA decision by decision, ties among them. */
import { gcra } from '../policies/limiting/gcra.ts';
import { exactReport } from './exact-report.ts';
import type { Oracle } from './oracle.ts';

const INTERVAL_MS = 100;
const TOLERANCE_MS = 200;

/** Arrivals, and whether the recursion TAT = max(t, TAT) + T admits them as long as TAT <= t + tau; hundredths of a second. */
const CASES: readonly (readonly [centiseconds: number, admitted: boolean])[] = [
  [0, true],
  [1, true],
  [2, true],
  [3, false],
  // A tie: the theoretical arrival time, 0.3 s, is exactly t + tau.
  [10, true],
  [16, false],
  [20, true],
  [21, false],
  [40, true],
  [41, true],
  [42, false],
  [43, false],
  [44, false],
];

export const a29: Oracle = {
  id: 'A29',
  title: 'GCRA decision sequence',
  source:
    'ITU-T I.371 (2004), annex A: virtual scheduling with T = 0.1 s, tau = 0.2 s; worked out with exact rationals',
  formula: 'admitted when t ≥ TAT−τ, then TAT = max(t, TAT) + T',
  run: () => {
    const limiter = gcra.limiter({ intervalMs: INTERVAL_MS, toleranceMs: TOLERANCE_MS }, 0);
    const expected: Record<string, number> = { admitted: 7 };
    const measured: Record<string, number> = { admitted: 0 };
    CASES.forEach(([centiseconds, admitted], at) => {
      const decision = limiter.admit(centiseconds * 10_000);
      expected[`decisions[${at}]`] = Number(admitted);
      measured[`decisions[${at}]`] = Number(decision);
      if (decision) measured.admitted = measured.admitted! + 1;
    });
    return exactReport(a29, expected, measured, 0);
  },
};
