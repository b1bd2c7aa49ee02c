/** @module Warm-up plot: the mean wait of the k-th request; what the rule leaves out is hatched, the closed form a grey line. */
import { scaleLinear } from 'd3';
import { drawValueAxis, linearAxis, plotBox } from '../charts/axes.ts';
import { type Box, crisp, drawHatch, drawLine, drawRun, type Pen, textWidth, writeText } from '../charts/pen.ts';
import type { ChartTheme } from '../marks/theme.ts';
import { formatCount } from '../text/format.ts';
import type { WarmUpCurve } from './oracle-messages.ts';

/** Requests that the axis has room for before anything has been measured. */
const EMPTY_REQUESTS = 600;
/** Closed form that the axis has room for before anything has been measured, ms. */
const EMPTY_MS = 40;

/** @param curve  null before the first run: axes only */
export function drawWarmUp(pen: Pen, box: Box, theme: ChartTheme, curve: WarmUpCurve | null): void {
  const plot = plotBox(box, { left: 30, right: 26, top: 18, bottom: 20 });
  const means = (curve?.meanWaitSec ?? []).map((seconds) => 1000 * seconds);
  const formMs = curve === null ? EMPTY_MS : 1000 * curve.closedFormSec;
  const count = means.length === 0 ? EMPTY_REQUESTS : means.length;
  const axis = linearAxis(plot, Math.max(1.25 * formMs, ...means), 3);
  const x = scaleLinear()
    .domain([1, count])
    .range([plot.x, plot.x + plot.width]);
  drawValueAxis(pen, theme, plot, axis.scale, axis.ticks);
  const base = crisp(plot.y + plot.height);
  const leftOut = curve?.leftOut ?? null;
  if (leftOut !== null) drawHatch(pen, theme, { ...plot, width: x(Math.max(1, leftOut)) - plot.x });
  if (curve !== null) {
    drawLine(pen, theme.other, 2.5, [
      [plot.x, axis.scale(formMs)],
      [plot.x + plot.width, axis.scale(formMs)],
    ]);
    drawRun(
      pen,
      theme.text,
      2,
      means.map((ms, at) => [x(at + 1), axis.scale(ms)]),
    );
  }
  drawLine(pen, theme.edge, 1, [
    [plot.x, base],
    [plot.x + plot.width, base],
  ]);
  for (const tick of [1, count / 3, (2 * count) / 3, count]) {
    const at = crisp(x(tick));
    drawLine(pen, theme.edge, 1, [
      [at, base],
      [at, base + 4],
    ]);
    const last = tick === count;
    const text = formatCount(tick);
    if (last) writeText(pen, theme, `${text}th`, at - textWidth(pen, theme, text) / 2, base + 12);
    else writeText(pen, theme, text, at, base + 12, { align: 'center' });
  }
  if (curve === null) return;
  const formText = `closed form ${formMs.toFixed(1)} ms`;
  writeText(pen, theme, formText, plot.x + plot.width, plot.y - 8, { align: 'right', colour: theme.text2 });
  if (leftOut === null) return;
  const cut = crisp(x(Math.max(1, leftOut)));
  drawLine(pen, theme.text, 1, [
    [cut, plot.y],
    [cut, base],
  ]);
  const counted = `counted from request ${formatCount(leftOut + 1)}`;
  const at = Math.min(cut + 6, plot.x + plot.width - textWidth(pen, theme, counted, 11, 600));
  const y = plot.y + 0.62 * plot.height;
  writeText(pen, theme, counted, at, y, { weight: 600, colour: theme.text, halo: theme.bg });
}
