/** @module Batch means: an interval from one long run, whose observations depend on each other. */
import { assert } from '../kernel/assert.ts';
import { type Estimate, estimate } from './estimate.ts';
import { CONFIDENCE } from './student-t.ts';

/** More batches than this narrow the interval hardly at all, but are more dependent on each other. */
export const BATCHES = 30;

/**
 * @param series   observations in the order of time
 * @param batches  whole number from 1 to the length of the series
 * @returns means of so many equal batches; what does not fill a batch is left off at the beginning
 */
export function batchMeans(series: ArrayLike<number>, batches: number): number[] {
  const size = Math.floor(series.length / batches);
  assert(size >= 1, `${batches} batches need at least as many observations, found ${series.length}`);
  const first = series.length - size * batches;
  return Array.from({ length: batches }, (_, batch) => {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += series[first + batch * size + i]!;
    return sum / size;
  });
}

/**
 * The mean of one long run with its interval.
 *
 * The interval holds as far as batches are independent: they have to be many times longer than the time in which the system
 * forgets where it was.
 *
 * @param series      observations in the order of time, the warm-up removed; at least 30
 * @param confidence  0..1, 0.95 unless told
 * @source Schmeiser, Batch size effects in the analysis of simulation output, Operations Research 1982 (10 to 30 batches)
 */
export function batchMeansEstimate(series: ArrayLike<number>, confidence = CONFIDENCE): Estimate {
  return estimate(batchMeans(series, BATCHES), confidence);
}
