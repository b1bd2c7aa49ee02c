/** @module Student's t: half-widths of 95 % intervals from few replications. */
import { assert } from '../../sim-engine/kernel/assert.ts';

/** 97.5 % quantiles for 1 to 30 degrees of freedom. Source: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2. */
const TABLE = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];
/** 97.5 % quantile of the normal distribution. */
const Z = 1.959964;

/**
 * 97.5 % quantile of Student's t.
 *
 * @param freedom  degrees of freedom, >= 1
 * @returns the quantile, right to three decimals
 * @source Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5, above 30 degrees
 */
export function studentT975(freedom: number): number {
  assert(Number.isInteger(freedom) && freedom >= 1, `Student's t needs a degree of freedom, found ${freedom}`);
  const tabled = TABLE[freedom - 1];
  if (tabled !== undefined) return tabled;
  return Z + (Z ** 3 + Z) / (4 * freedom) + (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / (96 * freedom ** 2);
}

/** A mean with its 95 % interval. */
export interface Estimate {
  readonly mean: number;
  /** Half-width of the interval; null with fewer than two values. */
  readonly halfWidth: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * @param values  independent replications, at least one
 * @returns their mean and its 95 % interval by Student's t
 */
export function estimate(values: readonly number[]): Estimate {
  const count = values.length;
  assert(count > 0, 'an estimate needs at least one value');
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count < 2) return { mean, halfWidth: null, low: null, high: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const halfWidth = studentT975(count - 1) * Math.sqrt(squares / (count - 1) / count);
  return { mean, halfWidth, low: mean - halfWidth, high: mean + halfWidth };
}
