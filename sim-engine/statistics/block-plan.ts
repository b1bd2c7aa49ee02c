/**
 * @module Block plan: how a run's time is cut into blocks that a bootstrap draws again, and the draws themselves.
 *
 * Requests near each other in time met the same queue, so a single one says little that its neighbours do not say. What can
 * be drawn as if it were independent is a stretch of time that is long beside the time in which a queue forgets.
 */
import { assert } from '../kernel/assert.ts';
import type { RandomStream } from '../kernel/random-stream.ts';
import { BATCHES } from './batch-means.ts';

/** A block begins at any of so many places of its own length. */
export const CELLS_PER_BLOCK = 10;
/** Shortest stretch, in blocks. */
const STRETCH_BLOCKS_MIN = 3;

/** A run's time in cells; a block is ten cells in a row, and a stretch is drawn from its own blocks only. */
export interface BlockPlan {
  /** Where cells begin, ascending, and the end of the run; microseconds. */
  readonly edgesUs: Float64Array;
  /** Index of the first cell of each stretch, and the number of cells. */
  readonly stretches: readonly number[];
  /** Length of a block, microseconds, before it was fitted to its stretch. */
  readonly blockUs: number;
  /** Independent blocks, less one per stretch: the degrees of freedom that the spread of the draws has. */
  readonly freedom: number;
  /** By how much the spread of the draws falls short, because each stretch is centred on its own blocks. */
  readonly widening: number;
}

/**
 * Blocks of a thirtieth of the run.
 *
 * Between two cuts the load is taken to be alike; what is known to differ (before, during and after a flood) is not mixed.
 * A cut that would leave less than three blocks between itself and another is left out: what it divides is then drawn
 * together, which makes intervals wider, never narrower.
 *
 * @param durationUs  length of the run, microseconds, above 0
 * @param cutsUs      instants at which the load changes by plan, the most important first
 */
export function planBlocks(durationUs: number, cutsUs: readonly number[] = []): BlockPlan {
  assert(durationUs > 0, `a run without length has no blocks, found ${durationUs}`);
  const blockUs = durationUs / BATCHES;
  const bounds = [0, durationUs];
  for (const cut of cutsUs) {
    const isInside = cut > 0 && cut < durationUs;
    if (isInside && bounds.every((bound) => Math.abs(bound - cut) >= STRETCH_BLOCKS_MIN * blockUs)) bounds.push(cut);
  }
  bounds.sort((a, b) => a - b);
  const edges: number[] = [];
  const stretches: number[] = [];
  for (let at = 1; at < bounds.length; at++) {
    const from = bounds[at - 1]!;
    const length = bounds[at]! - from;
    const cells = Math.round((length / blockUs) * CELLS_PER_BLOCK);
    stretches.push(edges.length);
    for (let cell = 0; cell < cells; cell++) edges.push(from + (length * cell) / cells);
  }
  const cells = edges.length;
  stretches.push(cells);
  edges.push(durationUs);
  const blocks = cells / CELLS_PER_BLOCK;
  const freedom = blocks - (stretches.length - 1);
  return {
    edgesUs: Float64Array.from(edges),
    stretches,
    blockUs,
    freedom,
    widening: Math.sqrt(blocks / freedom),
  };
}

/**
 * Draws the run's time again: every stretch is filled with blocks of its own, each beginning anywhere and going round its end.
 *
 * @param plan    how time is cut
 * @param draws   number of draws
 * @param stream  random stream of this purpose alone
 * @returns how often each cell occurs, `draws` rows of as many numbers as there are cells
 * @source Politis and Romano, A circular block-resampling procedure for stationary data, 1992
 */
export function drawBlocks({ stretches, edgesUs }: BlockPlan, draws: number, stream: RandomStream): Uint16Array {
  const cells = edgesUs.length - 1;
  const times = new Uint16Array(draws * cells);
  for (let draw = 0; draw < draws; draw++) {
    for (let at = 1; at < stretches.length; at++) {
      const first = stretches[at - 1]!;
      const length = stretches[at]! - first;
      let filled = 0;
      while (filled < length) {
        const begin = stream.below(length);
        const size = Math.min(CELLS_PER_BLOCK, length - filled);
        for (let i = 0; i < size; i++) times[draw * cells + first + ((begin + i) % length)]!++;
        filled += size;
      }
    }
  }
  return times;
}
