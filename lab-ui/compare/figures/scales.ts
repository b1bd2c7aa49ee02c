/** @module Scales of the comparison: nines for shares, signed square root for differences, log milliseconds. */
import type { Box } from '../../charts/pen.ts';

/** Shares are drawn up to here: 99.9 %. */
export const NINES_MAX = 3;

/** @returns how many nines a share has, 0..3: 0 for none, 1 for 90 %, 2 for 99 % */
export function nines(share: number): number {
  if (share >= 1) return NINES_MAX;
  return Math.min(NINES_MAX, Math.max(0, -Math.log10(1 - share)));
}

/** @returns the root of the size, with the sign of the value */
export function signedRoot(value: number): number {
  return Math.sign(value) * Math.sqrt(Math.abs(value));
}

/** Sizes that a difference axis may name, milliseconds. */
const SIZES = [0.1, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 400, 900, 2000, 5000, 10_000, 20_000, 50_000];
/** Numbers of an axis stand at least so far apart, px. */
const APART = 26;

/** A difference axis: from the fastest to the slowest, 0 included. */
export interface DifferenceScale {
  /** @returns px from the top */
  (ms: number): number;
  readonly ticks: readonly number[];
  readonly zero: number;
}

/**
 * @param plot    area of the data
 * @param values  differences to hold, milliseconds
 */
export function differenceScale(plot: Box, values: readonly number[]): DifferenceScale {
  const roots = values.map(signedRoot);
  const low = Math.min(0, ...roots);
  const high = Math.max(0, ...roots);
  const room = Math.max(high - low, signedRoot(0.1));
  // A little air, so that a band that ends at the edge is seen to end.
  const [from, to] = [low - room * (low < 0 ? 0.04 : 0.1), high + room * (high > 0 ? 0.06 : 0.1)];
  const y = (ms: number): number => plot.y + (plot.height * (to - signedRoot(ms))) / (to - from);
  const ticks = [0];
  const fits = (ms: number): boolean =>
    y(ms) >= plot.y && y(ms) <= plot.y + plot.height && ticks.every((other) => Math.abs(y(other) - y(ms)) >= APART);
  for (const size of [...SIZES].reverse()) for (const ms of [-size, size]) if (fits(ms)) ticks.push(ms);
  return Object.assign(y, { ticks: ticks.sort((a, b) => a - b), zero: y(0) });
}

/** @returns milliseconds to px, logarithmic from 1 ms to a power of ten */
export function logScale(plot: Box, toMs: number): (ms: number) => number {
  const decades = Math.log10(toMs);
  return (ms) => plot.x + (plot.width * Math.log10(Math.min(toMs, Math.max(1, ms)))) / decades;
}
