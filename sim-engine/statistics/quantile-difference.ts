/** @module Difference of two runs, quantile by quantile, with intervals that know that requests depend on each other. */
import { carryingBlocks, type DrawnFigure, intervalOfDraws } from './interval-of-draws.ts';
import type { Resampling } from './resampling.ts';
import { type TimedSample, type TimedValues, timedSample, weighedQuantiles } from './timed-sample.ts';

/** One run's values, with the draws of its time. */
export interface RunSample {
  readonly resampling: Resampling;
  readonly parts: readonly TimedValues[];
}

/** How two runs differ at one quantile. */
export interface QuantileDifference {
  /** 0..1. */
  readonly share: number;
  readonly a: number;
  readonly b: number;
  /** b - a; without an interval when the values beyond the quantile came in one burst, in either run. */
  readonly difference: DrawnFigure;
}

/**
 * Compares two runs at several quantiles.
 *
 * Give both the same resampling when their requests met the same arrivals: both are then drawn from the same stretches of time,
 * and what they have in common cancels out. Otherwise give each its own, from different streams.
 *
 * @param a       first run
 * @param b       second run
 * @param shares  0..1, ascending
 * @returns one difference per share; nothing when a run has no value
 * @source Politis and Romano 1992 (blocks), Efron and Tibshirani 1993 (standard error of a difference)
 */
export function quantileDifferences(a: RunSample, b: RunSample, shares: readonly number[]): QuantileDifference[] {
  const ofA = timedSample(a.resampling.plan, a.parts);
  const ofB = timedSample(b.resampling.plan, b.parts);
  if (ofA.values.length === 0 || ofB.values.length === 0) return [];
  const descending = [...shares].reverse();
  const width = shares.length;
  const quantilesA = inEveryRow(ofA, a.resampling, descending);
  const quantilesB = inEveryRow(ofB, b.resampling, descending);
  const plans = [a.resampling.plan, b.resampling.plan];
  return descending
    .map((share, at): QuantileDifference => {
      const rows = Float64Array.from(
        a.resampling.rows,
        (_, row) => quantilesB[row * width + at]! - quantilesA[row * width + at]!,
      );
      const [figureA, figureB] = [quantilesA[at]!, quantilesB[at]!];
      const carried = Math.min(beyond(ofA, figureA), beyond(ofB, figureB));
      return { share, a: figureA, b: figureB, difference: intervalOfDraws(rows, plans, carried) };
    })
    .reverse();
}

function inEveryRow(sample: TimedSample, { rows }: Resampling, shares: readonly number[]): Float64Array {
  const all = new Float64Array(rows.length * shares.length);
  rows.forEach((times, row) => {
    weighedQuantiles(sample, times, shares, all.subarray(row * shares.length, (row + 1) * shares.length));
  });
  return all;
}

/** Effective number of blocks in which there are values at or beyond the quantile. */
function beyond({ values, cells, counts }: TimedSample, quantile: number): number {
  const perCell = new Float64Array(counts.length);
  for (let i = values.length - 1; i >= 0 && values[i]! >= quantile; i--) perCell[cells[i]!]!++;
  return carryingBlocks(perCell);
}
