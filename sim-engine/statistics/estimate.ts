/** @module Estimate: a mean of independent observations with its interval. */
import { assert } from '../kernel/assert.ts';
import { CONFIDENCE, studentT } from './student-t.ts';

/** A mean with its interval. */
export interface Estimate {
  readonly mean: number;
  /** Half-width of the interval; null with fewer than two values. */
  readonly halfWidth: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Values it was made from. */
  readonly count: number;
}

/**
 * @param values      independent of each other, such as one figure of several replications; at least one
 * @param confidence  0..1, 0.95 unless told
 * @returns their mean and its interval by Student's t
 * @source Law, Simulation Modeling and Analysis, 5th edition 2015, equation 4.12
 */
export function estimate(values: readonly number[], confidence = CONFIDENCE): Estimate {
  const count = values.length;
  assert(count > 0, 'an estimate needs at least one value');
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count < 2) return { mean, halfWidth: null, low: null, high: null, count };
  return around(mean, studentT(confidence, count - 1) * Math.sqrt(variance(values) / count), count);
}

/** @returns an estimate with a half-width that is known already */
export function around(mean: number, halfWidth: number, count: number): Estimate {
  return { mean, halfWidth, low: mean - halfWidth, high: mean + halfWidth, count };
}

/**
 * @param values  at least two
 * @returns their variance, divided by one less than their number
 */
export function variance(values: readonly number[]): number {
  assert(values.length > 1, 'a variance needs at least two values');
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1);
}
