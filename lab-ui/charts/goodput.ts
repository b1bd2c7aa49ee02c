/** @module Goodput: what came in against what was answered in time; the hatched gap is waste. */
import type { BenchData } from '../state/bench-data.ts';
import { formatClock, formatCount, formatMs, formatShare } from '../text/format.ts';
import { slosUs } from '../text/tenant-state.ts';
import { drawTimeAxis, drawValueAxis, linearAxis, plotBox, timeScale } from './axes.ts';
import { canvasChart, type Picture, type Scene } from './canvas-chart.ts';
import { type Box, drawHatch, drawRun, writeText } from './pen.ts';
import { type GoodputSecond, goodputBySecond, stepsPerColumn } from './series.ts';
import { drawFuture, drawTimeMarks, markedTime, measured } from './time-marks.ts';

/** Before anything ran the axis has room for this many requests per second. */
const EMPTY_MAX = 900;

function plotOf(box: Box): Box {
  return plotBox(box, { left: 38, right: 24, top: 14, bottom: 18 });
}

/** Columns of the picture and its scales. */
function measuresOf(data: BenchData, plot: Box) {
  const each = stepsPerColumn(data.scenario.durationUs, 1e6, plot.width);
  const seconds = meanOf(goodputBySecond(data), each);
  const most = seconds.reduce(
    (sum, second) => Math.max(sum, second.offeredPerSec),
    seconds.length === 0 ? EMPTY_MAX : 1,
  );
  const axis = linearAxis(plot, most, 3);
  const x = timeScale(plot, data.scenario.durationUs);
  const middle = (second: GoodputSecond): number => x(second.fromUs + each * 500_000);
  return { each, seconds, axis, x, middle };
}

function drawGround({ pen, box, data, theme }: Scene): void {
  const plot = plotOf(box);
  const { each, seconds, axis, x, middle } = measuresOf(data, plot);
  drawValueAxis(pen, theme, plot, axis.scale, axis.ticks);
  for (const second of seconds) {
    const top = axis.scale(second.offeredPerSec);
    const bottom = axis.scale(second.goodPerSec);
    const left = x(second.fromUs);
    if (bottom - top >= 3)
      drawHatch(pen, theme, { x: left, y: top, width: x(second.fromUs + each * 1e6) - left, height: bottom - top });
  }
  const trace = (value: (second: GoodputSecond) => number, colour: string, width: number): void => {
    drawRun(
      pen,
      colour,
      width,
      seconds.map((second) => [middle(second), axis.scale(value(second))]),
    );
  };
  trace((second) => second.offeredPerSec, theme.other, 1.5);
  trace((second) => second.goodPerSec, theme.text, 2);
  drawTimeAxis(pen, theme, plot, data.scenario.durationUs);
}

/** Means of so many seconds each; the last of them may be of fewer. */
function meanOf(seconds: readonly GoodputSecond[], each: number): readonly GoodputSecond[] {
  if (each === 1) return seconds;
  const means: GoodputSecond[] = [];
  for (let from = 0; from < seconds.length; from += each) {
    const part = seconds.slice(from, from + each);
    const mean = (field: 'offeredPerSec' | 'goodPerSec') =>
      part.reduce((sum, second) => sum + second[field], 0) / part.length;
    means.push({ fromUs: from * 1e6, offeredPerSec: mean('offeredPerSec'), goodPerSec: mean('goodPerSec') });
  }
  return means;
}

function draw({ pen, box, data, focus, theme }: Scene): void {
  const plot = plotOf(box);
  drawFuture(pen, theme, plot, data);
  drawTimeMarks(pen, theme, plot, data, { cursorUs: focus.cursorUs, labels: 0 });
  const { seconds, axis, middle } = measuresOf(data, plot);
  // Labels stand where the lines are farthest apart, beyond reach of each other.
  const widest = seconds.reduce<GoodputSecond | null>(
    (best, second) => (!best || gap(second) >= gap(best) ? second : best),
    null,
  );
  if (!widest) return;
  const at = Math.min(Math.max(middle(widest), plot.x + 26), plot.x + plot.width - 26);
  const offeredY = Math.max(axis.scale(widest.offeredPerSec) - 9, plot.y + 5);
  const goodY = Math.min(Math.max(axis.scale(widest.goodPerSec) + 10, offeredY + 14), plot.y + plot.height - 7);
  writeText(pen, theme, 'offered', at, offeredY, { align: 'center', colour: theme.text2, halo: theme.bg });
  writeText(pen, theme, 'good', at, goodY, { align: 'center', weight: 600, colour: theme.text, halo: theme.bg });
}

function gap(second: GoodputSecond): number {
  return second.offeredPerSec - second.goodPerSec;
}

const picture: Picture = {
  id: 'goodput',
  title: () => 'Goodput',
  unit: 'req/s',
  question: 'Answered in time',
  howToRead: 'against what came in',
  truth: [
    'Offered: requests that arrived at the edge in one second, of all tenants, rejected ones included.',
    'Good: answers in that second that took no longer than the SLO of their tenant’s plan.',
    'A request counts when it arrives and its answer when it leaves, so right after a change the two seconds differ.',
    'Only whole seconds are drawn; in a run with more of them than the picture has pixels, the mean of several.',
  ],
  note: (data) => {
    const slos = [...new Set(slosUs(data))];
    if (data.ticks.length > 0) return 'Hatched: late, refused or failed.';
    return slos.length === 1 ? `In time: within ${formatMs(slos[0] ?? 0)}.` : 'In time: within the tenant’s SLO.';
  },
  ground: { shows: measured, draw: drawGround },
  draw,
  shows: (data, focus, box) => markedTime(data, focus, plotOf(box), false),
  timeAxis: (box) => {
    const plot = plotOf(box);
    return { left: plot.x, right: plot.x + plot.width };
  },
  tip: (data, _focus, us) => {
    const seconds = goodputBySecond(data);
    const second = seconds[Math.min(seconds.length - 1, Math.floor(us / 1e6))];
    if (!second) return null;
    return {
      title: 'All tenants',
      at: formatClock(us),
      lines: [
        ['offered', `${formatCount(second.offeredPerSec)} req/s`],
        ['good', `${formatCount(second.goodPerSec)} req/s`],
      ],
    };
  },
  table: (data) => ({
    caption: 'Requests offered and answered in time, per second',
    columns: [
      { label: 'From, s', numeric: true },
      { label: 'Offered, req/s', numeric: true },
      { label: 'Good, req/s', numeric: true },
    ],
    rows: goodputBySecond(data).map((second) => [second.fromUs / 1e6, second.offeredPerSec, second.goodPerSec]),
  }),
  sentence: (data) => {
    const last = goodputBySecond(data).at(-1);
    if (!last) return 'Nothing has been answered yet.';
    const share = last.offeredPerSec > 0 ? ` (${formatShare(Math.min(1, last.goodPerSec / last.offeredPerSec))})` : '';
    return `In the last whole second ${formatCount(last.offeredPerSec)} requests came in and ${formatCount(last.goodPerSec)} were answered in time${share}.`;
  },
};

export const goodput = canvasChart(picture);
