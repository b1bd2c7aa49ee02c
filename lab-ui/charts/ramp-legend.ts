/** @module The one legend: a ramp with its two ends, at the top right of a plot. */
import { rampColour } from '../marks/ramps.ts';
import type { ChartTheme } from '../marks/theme.ts';
import { type Pen, textWidth, writeText } from './pen.ts';

const RAMP = { width: 56, height: 8, steps: 14 };

/**
 * @param right  where the legend ends, px
 * @param y      its middle, px
 * @returns where it begins, px
 */
export function drawRamp(
  pen: Pen,
  theme: ChartTheme,
  ramp: { readonly name: 'ember' | 'slate'; readonly from: string; readonly to: string; readonly floor: number },
  right: number,
  y: number,
): number {
  writeText(pen, theme, ramp.to, right, y, { align: 'right' });
  const end = right - textWidth(pen, theme, ramp.to) - 6;
  const step = RAMP.width / RAMP.steps;
  for (let at = 0; at < RAMP.steps; at++) {
    const share = ramp.floor + ((1 - ramp.floor) * at) / (RAMP.steps - 1);
    pen.fillStyle = rampColour(ramp.name, share, theme.dark);
    pen.fillRect(end - RAMP.width + at * step, y - RAMP.height / 2, step, RAMP.height);
  }
  writeText(pen, theme, ramp.from, end - RAMP.width - 6, y, { align: 'right' });
  return end - RAMP.width - 6 - textWidth(pen, theme, ramp.from);
}
