/** @module Words that fit their place, and the hairline between places. */
import type { Scene } from '../charts/canvas-chart.ts';
import { type Box, drawLine, textWidth, writeText } from '../charts/pen.ts';

/** Writes the first of several wordings that fits; none when even the last is too long. */
export function writeFitting(
  { pen, theme }: Scene,
  wordings: readonly string[],
  x: number,
  y: number,
  width: number,
  style: { readonly weight?: 400 | 600; readonly colour?: string } = {},
): void {
  const text = wordings.find((words) => textWidth(pen, theme, words, 11, style.weight ?? 400) <= width);
  if (text) writeText(pen, theme, text, x, y, { colour: theme.text3, ...style });
}

/** A hairline between columns of one frame. */
export function drawDivider({ pen, theme }: Scene, x: number, box: Box): void {
  drawLine(pen, theme.line, 1, [
    [Math.round(x) + 0.5, box.y + 2],
    [Math.round(x) + 0.5, box.y + box.height - 4],
  ]);
}
