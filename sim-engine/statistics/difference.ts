/** @module Difference of two designs over replications: paired on common random numbers, or by independent seeds. */
import { assert } from '../kernel/assert.ts';
import { around, type Estimate, estimate, variance } from './estimate.ts';
import { CONFIDENCE, studentT } from './student-t.ts';

/**
 * The difference b - a where replication i of both had the same random numbers: what both share cancels out.
 *
 * @param a           one value per replication
 * @param b           as many, in the same order of seeds
 * @param confidence  0..1, 0.95 unless told
 * @returns the mean difference with its interval (paired t)
 * @source Law, Simulation Modeling and Analysis, 5th edition 2015, sections 10.2.1 (paired t) and 11.2 (common random numbers)
 */
export function pairedDifference(a: readonly number[], b: readonly number[], confidence = CONFIDENCE): Estimate {
  assert(a.length === b.length, `pairs need as many values on both sides, found ${a.length} and ${b.length}`);
  return estimate(
    b.map((value, at) => value - a[at]!),
    confidence,
  );
}

/**
 * The difference b - a where the two had nothing in common.
 *
 * @param a           independent values, at least one
 * @param b           independent values, at least one
 * @param confidence  0..1, 0.95 unless told
 * @returns the difference of the means with its interval; no interval when a side has one value only
 * @source Welch, The generalization of Student's problem when several different population variances are involved, Biometrika 1947
 */
export function independentDifference(a: readonly number[], b: readonly number[], confidence = CONFIDENCE): Estimate {
  const difference = estimate(b).mean - estimate(a).mean;
  const count = Math.min(a.length, b.length);
  if (count < 2) return { mean: difference, halfWidth: null, low: null, high: null, count };
  const ofA = variance(a) / a.length;
  const ofB = variance(b) / b.length;
  const both = ofA + ofB;
  if (both === 0) return around(difference, 0, count);
  const freedom = (both * both) / ((ofA * ofA) / (a.length - 1) + (ofB * ofB) / (b.length - 1));
  return around(difference, studentT(confidence, freedom) * Math.sqrt(both), count);
}
