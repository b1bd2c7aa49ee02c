/** @module The one legend: a ramp with its two ends, at the top right of a plot. */
import { rampColour } from '../marks/ramps.ts';
import type { ChartTheme } from '../marks/theme.ts';
import { type Pen, textWidth, writeText } from './pen.ts';

const RAMP = { width: 56, height: 8, steps: 14 };

/** What a legend says. */
export interface RampWords {
  readonly name: 'ember' | 'slate';
  readonly from: string;
  readonly to: string;
  /** Share of the ramp at its left end. */
  readonly floor: number;
}

/** @returns where a legend that ends at `right` begins, px */
export function rampLeft(pen: Pen, theme: ChartTheme, { from, to }: RampWords, right: number): number {
  return right - textWidth(pen, theme, to) - 12 - RAMP.width - textWidth(pen, theme, from);
}

/**
 * @param right  where the legend ends, px
 * @param y      its middle, px
 */
export function drawRamp(pen: Pen, theme: ChartTheme, ramp: RampWords, right: number, y: number): void {
  writeText(pen, theme, ramp.to, right, y, { align: 'right' });
  const end = right - textWidth(pen, theme, ramp.to) - 6;
  const step = RAMP.width / RAMP.steps;
  for (let at = 0; at < RAMP.steps; at++) {
    const share = ramp.floor + ((1 - ramp.floor) * at) / (RAMP.steps - 1);
    pen.fillStyle = rampColour(ramp.name, share, theme.dark);
    pen.fillRect(end - RAMP.width + at * step, y - RAMP.height / 2, step, RAMP.height);
  }
  writeText(pen, theme, ramp.from, end - RAMP.width - 6, y, { align: 'right' });
}
