/** @module Quantile shift: how much slower or faster B is at every quantile, with its band. */
import { quantileDifferences } from '../statistics/quantile-difference.ts';
import type { ComparedFigure } from './comparison.ts';
import { type Pairing, requestsOf } from './pairing.ts';

/** Quantiles of a shift function, ascending; close together where the nines are. */
export const SHIFT_SHARES: readonly number[] = [
  0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999,
];

/** B beside A at one quantile; milliseconds. */
export interface ShiftPoint extends ComparedFigure {
  /** 0..1. */
  readonly share: number;
}

/**
 * @param pairing  two sides
 * @param ids      tenants taken together
 * @returns one point per quantile of {@link SHIFT_SHARES}; nothing when a side answered nobody
 * @source Doksum, Empirical probability plots and statistical inference for nonlinear models, Annals of Statistics 1974 (shift function)
 */
export function quantileShift(pairing: Pairing, ids: readonly string[]): ShiftPoint[] {
  const { a, b } = requestsOf(pairing, ids);
  const sampleOf = ({ resampling, tenants }: typeof a) => ({
    resampling,
    parts: tenants.map(({ log: { count, arrivedUs, latencyUs } }) => ({
      timesUs: arrivedUs.subarray(0, count),
      values: latencyUs.subarray(0, count),
    })),
  });
  const ms = (us: number | null): number | null => (us === null ? null : us / 1000);
  return quantileDifferences(sampleOf(a), sampleOf(b), SHIFT_SHARES).map(({ share, a: ofA, b: ofB, difference }) => ({
    share,
    a: ofA / 1000,
    b: ofB / 1000,
    difference: difference.figure / 1000,
    low: ms(difference.low),
    high: ms(difference.high),
  }));
}
