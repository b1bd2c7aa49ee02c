/** @module Timed sample: values of requests in the cells of a block plan, ready for being weighed draw by draw. */
import { assert } from '../kernel/assert.ts';
import type { BlockPlan } from './block-plan.ts';

/** Room for a cell's number beside a value in one double: values stay below 2^43. */
const CELL_ROOM = 1024;

/** Values in the order of time. */
export interface TimedValues {
  /** When each happened, microseconds, ascending. */
  readonly timesUs: ArrayLike<number>;
  /** Whole numbers, 0 to 2^43; below 0: no value, left out. */
  readonly values: ArrayLike<number>;
}

/** Values sorted, each with its cell. */
export interface TimedSample {
  /** Ascending. */
  readonly values: Float64Array;
  /** Cell of each value. */
  readonly cells: Uint16Array;
  /** Values per cell. */
  readonly counts: Float64Array;
}

/**
 * @param plan   of the run that the values come from
 * @param parts  one series per tenant, or a single one
 */
export function timedSample(plan: BlockPlan, parts: readonly TimedValues[]): TimedSample {
  const cellCount = plan.edgesUs.length - 1;
  assert(cellCount <= CELL_ROOM, `${cellCount} cells are more than a sample holds`);
  const counts = new Float64Array(cellCount);
  const packed = new Float64Array(parts.reduce((sum, { values }) => sum + values.length, 0));
  let used = 0;
  for (const { timesUs, values } of parts) {
    eachInItsCell(plan, timesUs, (i, cell) => {
      const value = values[i]!;
      if (value < 0) return;
      counts[cell]!++;
      packed[used++] = value * CELL_ROOM + cell;
    });
  }
  // One sort of plain numbers is several times faster than one of an index by comparison.
  const sorted = packed.subarray(0, used).sort();
  const cells = new Uint16Array(used);
  sorted.forEach((each, i) => {
    const value = Math.floor(each / CELL_ROOM);
    cells[i] = each - value * CELL_ROOM;
    sorted[i] = value;
  });
  return { values: sorted, cells, counts };
}

/**
 * Goes through instants and says in which cell of the plan each lies.
 *
 * @param timesUs  ascending, microseconds
 */
export function eachInItsCell(
  { edgesUs }: BlockPlan,
  timesUs: ArrayLike<number>,
  visit: (index: number, cell: number) => void,
): void {
  const last = edgesUs.length - 2;
  let cell = 0;
  for (let i = 0; i < timesUs.length; i++) {
    while (cell < last && timesUs[i]! >= edgesUs[cell + 1]!) cell++;
    visit(i, cell);
  }
}

/**
 * Nearest-rank quantiles of the sample in which every value counts as often as its cell was drawn.
 *
 * @param sample  the values
 * @param times   how often each cell counts
 * @param shares  0..1, descending
 * @param into    receives one quantile per share; 0 where nothing was drawn
 */
export function weighedQuantiles(
  { values, cells, counts }: TimedSample,
  times: ArrayLike<number>,
  shares: readonly number[],
  into: Float64Array,
): void {
  let total = 0;
  for (let cell = 0; cell < counts.length; cell++) total += times[cell]! * counts[cell]!;
  into.fill(0);
  if (total === 0) return;
  let above = 0;
  let at = values.length;
  for (let index = 0; index < shares.length; index++) {
    const rank = Math.max(1, Math.ceil(shares[index]! * total - 1e-9));
    // The value of this rank is the first from above with so many drawn values at or above it.
    const wanted = total - rank + 1;
    while (above < wanted) above += times[cells[--at]!]!;
    into[index] = values[at]!;
  }
}
