/** @module Stopping at a wanted precision: whether the replications made so far are enough. */
import { assert } from '../kernel/assert.ts';
import { type Estimate, estimate } from './estimate.ts';
import { CONFIDENCE } from './student-t.ts';

/** How narrow an interval has to be. */
export type Precision =
  /** Half-width at most so much, in the unit of the figure. */
  | { readonly kind: 'absolute'; readonly halfWidth: number }
  /** Half-width at most this share of the true figure, 0..1, neither included. */
  | { readonly kind: 'relative'; readonly share: number };

/** Replications before the rule may stop; with fewer, a small deviation is too often luck. */
export const REPLICATIONS_MIN = 10;

/**
 * The sequential rule: after each replication from the tenth on, stop as soon as the half-width by Student's t is within
 * what is wanted. A relative share g is compared as g / (1 + g) of the measured mean, so that the error is at most g of the
 * true one.
 *
 * Bias: the rule stops more willingly where the deviation came out small, so the interval at the stop covers a little less
 * often than it says: 94 of 100 normal samples at 95 %, where 15 to 40 replications sufficed. A smaller share makes it run longer.
 *
 * @param values      one figure of each replication so far
 * @param precision   what is wanted
 * @param confidence  0..1, 0.95 unless told
 * @returns true when no more replications are needed
 * @source Chow and Robbins, On the asymptotic theory of fixed-width sequential confidence intervals for the mean, Annals of
 *   Mathematical Statistics 1965; relative form: Law, Simulation Modeling and Analysis, 5th edition 2015, section 9.4.1
 */
export function isPreciseEnough(values: readonly number[], precision: Precision, confidence = CONFIDENCE): boolean {
  return values.length >= REPLICATIONS_MIN && isWithin(estimate(values, confidence), precision);
}

/**
 * @param figure     with or without an interval
 * @param precision  what is wanted
 * @returns true when its interval is narrow enough
 */
export function isWithin({ mean, halfWidth }: Estimate, precision: Precision): boolean {
  if (halfWidth === null) return false;
  if (precision.kind === 'absolute') return halfWidth <= precision.halfWidth;
  assert(precision.share > 0 && precision.share < 1, `a share is between 0 and 1, found ${precision.share}`);
  return halfWidth <= (precision.share / (1 + precision.share)) * Math.abs(mean);
}
