/** @module Warm-up removal by MSER-5: how much of the beginning of a run is not yet the steady state. */
import { batchMeans } from './batch-means.ts';

/** Observations in one batch of MSER-5. */
const BATCH = 5;

/** How much to leave off. */
export type WarmUp =
  | {
      readonly kind: 'found';
      /** Observations to leave off at the beginning. */
      readonly truncate: number;
    }
  /** The rule would leave off more than half: the series is too short, or has no steady state. */
  | { readonly kind: 'not-steady' };

/**
 * Finds the beginning of the steady state: the point from which the mean has the smallest (marginal) standard error.
 *
 * Leaving observations off removes bias and costs precision; the rule weighs one against the other. A minimum in the
 * second half comes from having too few observations left, so it counts as none. A run that starts empty under heavy load
 * is usually cut too early rather than too late by a single series: average the series of several replications first.
 *
 * @param series  observations in the order of time, or their averages over replications
 * @returns how many to leave off, a multiple of 5
 * @source White, An effective truncation heuristic for bias reduction in simulation output, Simulation 69(6), 1997; batches
 *   of five: White, Cobb, Spratt, A comparison of five steady-state truncation heuristics for simulation, WSC 2000
 */
export function mser5(series: ArrayLike<number>): WarmUp {
  const batches = Math.floor(series.length / BATCH);
  if (batches < 2) return { kind: 'not-steady' };
  // Batches count from the beginning: what does not fill the last one is left out of the search.
  const whole = Array.from({ length: batches * BATCH }, (_, at) => series[at]!);
  const means = batchMeans(whole, batches);
  let mean = 0;
  let squares = 0;
  let best = Number.POSITIVE_INFINITY;
  let bestAt = 0;
  for (let at = batches - 1; at >= 0; at--) {
    const left = batches - at;
    const step = means[at]! - mean;
    mean += step / left;
    squares += step * (means[at]! - mean);
    // Very few batches have a small deviation by chance.
    if (left <= BATCH) continue;
    const marginal = squares / (left * left);
    if (marginal <= best) {
      best = marginal;
      bestAt = at;
    }
  }
  return bestAt > batches / 2 ? { kind: 'not-steady' } : { kind: 'found', truncate: bestAt * BATCH };
}
