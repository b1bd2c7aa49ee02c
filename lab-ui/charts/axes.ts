/** @module Axes: 1 px lines, 4 px ticks, few numbers, the unit on the last one; gridlines only horizontal. */
import { type ScaleContinuousNumeric, type ScaleLinear, scaleLinear, scaleLog } from 'd3';
import type { ChartTheme } from '../marks/theme.ts';
import { formatNumber } from '../text/format.ts';
import { type Box, crisp, drawLine, type Pen, textWidth, writeText } from './pen.ts';

/** Latency axes run over four decades, in milliseconds. */
export const LATENCY_FROM_MS = 1;
export const LATENCY_TO_MS = 10_000;
const DECADES = [1, 10, 100, 1000, 10_000];

/** Margins of a plot in its host, px. */
export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** @returns what is left of the host for data; never negative */
export function plotBox(box: Box, margins: Margins): Box {
  return {
    x: box.x + margins.left,
    y: box.y + margins.top,
    width: Math.max(0, box.width - margins.left - margins.right),
    height: Math.max(0, box.height - margins.top - margins.bottom),
  };
}

/** @returns microseconds to px */
export function timeScale(plot: Box, durationUs: number): ScaleLinear<number, number> {
  return scaleLinear()
    .domain([0, durationUs])
    .range([plot.x, plot.x + plot.width]);
}

/** @returns milliseconds to px, logarithmic; values beyond the ends stand at the ends */
export function latencyScale(plot: Box): ScaleContinuousNumeric<number, number> {
  return scaleLog()
    .domain([LATENCY_FROM_MS, LATENCY_TO_MS])
    .range([plot.y + plot.height, plot.y])
    .clamp(true);
}

/** Step of a time axis, seconds: 4 to 6 numbers. */
export function timeTicks(durationUs: number, width: number): readonly number[] {
  const most = Math.max(2, Math.min(6, Math.floor(width / 34)));
  const seconds = durationUs / 1e6;
  const step = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1200, 3600].find((s) => seconds / s <= most) ?? 7200;
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, at) => at * step);
}

/** Draws the time axis under a plot. */
export function drawTimeAxis(pen: Pen, theme: ChartTheme, plot: Box, durationUs: number): void {
  const x = timeScale(plot, durationUs);
  const y = crisp(plot.y + plot.height);
  drawLine(pen, theme.edge, 1, [
    [plot.x, y],
    [plot.x + plot.width, y],
  ]);
  const ticks = timeTicks(durationUs, plot.width);
  ticks.forEach((seconds, at) => {
    const px = crisp(x(seconds * 1e6));
    drawLine(pen, theme.edge, 1, [
      [px, y],
      [px, y + 4],
    ]);
    const number = formatNumber(seconds);
    if (at < ticks.length - 1) writeText(pen, theme, number, px, y + 11, { align: 'center' });
    else writeText(pen, theme, `${number} s`, px - textWidth(pen, theme, number) / 2, y + 11);
  });
}

/** Draws a value axis at the left of a plot: numbers and gridlines, no box. */
export function drawValueAxis(
  pen: Pen,
  theme: ChartTheme,
  plot: Box,
  scale: (value: number) => number,
  ticks: readonly number[],
): void {
  for (const value of ticks) {
    const y = crisp(scale(value));
    drawLine(pen, theme.grid, 1, [
      [plot.x, y],
      [plot.x + plot.width, y],
    ]);
    writeText(pen, theme, formatNumber(value), plot.x - 6, y, { align: 'right' });
  }
}

/** Draws the latency axis: 1, 10, 100, 1,000, 10,000 ms. */
export function drawLatencyAxis(pen: Pen, theme: ChartTheme, plot: Box): void {
  drawValueAxis(pen, theme, plot, latencyScale(plot), DECADES);
}

/** Draws the SLO line with its label at the left, above the line; after the marks of time, which would run through the words. */
export function drawSlo(pen: Pen, theme: ChartTheme, plot: Box, y: number, label: string): void {
  const line = Math.round(y);
  drawLine(pen, theme.bad, 1.5, [
    [plot.x, line],
    [plot.x + plot.width, line],
  ]);
  if (label) writeText(pen, theme, label, plot.x + 6, line - 9, { colour: theme.text, weight: 500, halo: theme.bg });
}

/** @returns a linear axis from 0 to a round number over `most`, with about `count` ticks */
export function linearAxis(
  plot: Box,
  most: number,
  count = 4,
): { readonly scale: ScaleLinear<number, number>; readonly ticks: readonly number[] } {
  const scale = scaleLinear()
    .domain([0, Math.max(1, most)])
    .range([plot.y + plot.height, plot.y])
    .nice(count);
  return { scale, ticks: scale.ticks(count) };
}
