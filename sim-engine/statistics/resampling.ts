/** @module Resampling: a plan of blocks with its draws, and what a figure made of sums over cells becomes in each of them. */
import type { RandomStream } from '../kernel/random-stream.ts';
import { type BlockPlan, drawBlocks } from './block-plan.ts';

/** A run's time, drawn again many times. */
export interface Resampling {
  readonly plan: BlockPlan;
  /** One row per draw: how often each cell of the plan occurs. The row before the draws stands for the run itself. */
  readonly rows: readonly Uint16Array[];
}

/**
 * @param plan    how time is cut
 * @param draws   number of draws
 * @param stream  random stream of this purpose alone
 * @returns the run as it was (every cell once), then the draws
 */
export function resample(plan: BlockPlan, draws: number, stream: RandomStream): Resampling {
  const cells = plan.edgesUs.length - 1;
  const times = drawBlocks(plan, draws, stream);
  const rows: Uint16Array[] = [new Uint16Array(cells).fill(1)];
  for (let draw = 0; draw < draws; draw++) rows.push(times.subarray(draw * cells, (draw + 1) * cells));
  return { plan, rows };
}

/** @returns the sum over cells in each row */
export function weighedSums({ rows }: Resampling, perCell: ArrayLike<number>): Float64Array {
  return Float64Array.from(rows, (times) => {
    let sum = 0;
    for (let cell = 0; cell < times.length; cell++) sum += times[cell]! * perCell[cell]!;
    return sum;
  });
}

/** @returns in each row, sum over sum; 0 where there is nothing to divide by */
export function weighedRatios(
  resampling: Resampling,
  sums: ArrayLike<number>,
  counts: ArrayLike<number>,
): Float64Array {
  const above = weighedSums(resampling, sums);
  const below = weighedSums(resampling, counts);
  return above.map((sum, row) => (below[row]! === 0 ? 0 : sum / below[row]!));
}
