/** @module The number of a step of the guide on a canvas: square, so that nobody takes it for a state; filled while it is the next. */
import type { ChartTheme } from '../marks/theme.ts';
import { type Pen, writeText } from './pen.ts';

/** Side of the square, px. */
export const STEP_SIDE = 14;

/**
 * @param step     1 to 4
 * @param current  true while it is the next to be done
 * @param x        left edge of the square
 * @param y        its middle
 */
export function drawStep(pen: Pen, theme: ChartTheme, step: number, current: boolean, x: number, y: number): void {
  const left = Math.round(x) + 0.5;
  const top = Math.round(y - STEP_SIDE / 2) + 0.5;
  pen.fillStyle = current ? theme.text : theme.bg;
  pen.fillRect(left - 0.5, top - 0.5, STEP_SIDE, STEP_SIDE);
  pen.strokeStyle = current ? theme.text : theme.edge;
  pen.lineWidth = 1;
  pen.strokeRect(left, top, STEP_SIDE - 1, STEP_SIDE - 1);
  const colour = current ? theme.bg : theme.text;
  writeText(pen, theme, `${step}`, left + (STEP_SIDE - 1) / 2, y, { align: 'center', weight: 600, colour });
}
