/** @module What changed, by quantile: the difference B minus A at every quantile, with its band. */
import { plotBox } from '../../charts/axes.ts';
import { type Box, crisp, drawLine, drawRun, textWidth, writeText } from '../../charts/pen.ts';
import type { ComparedScope, ShiftPoint } from '../../replay/questions/compare.ts';
import { formatMs, formatNumber } from '../../text/format.ts';
import { signedMs } from '../verdict-words.ts';
import type { Figure, Sheet } from './figure.ts';
import { differenceScale, NINES_MAX, nines } from './scales.ts';

/** Quantiles on the axis. */
const TICKS = [
  [0, 'p0'],
  [0.5, 'p50'],
  [0.9, 'p90'],
  [0.99, 'p99'],
  [0.999, 'p99.9'],
] as const;
/** Quantiles whose difference is written beside the line, the most important first. */
const WRITTEN = [0.99, 0.9, 0.5];

function plotOf(box: Box): Box {
  return plotBox(box, { left: 48, right: 20, top: 10, bottom: 24 });
}

function xOf(plot: Box, share: number): number {
  return plot.x + (plot.width * nines(share)) / NINES_MAX;
}

function draw({ pen, box, theme, stop }: Sheet, points: readonly ShiftPoint[]): void {
  const plot = plotOf(box);
  const held = points.flatMap(({ difference, low, high }) => [difference, low ?? difference, high ?? difference]);
  const y = differenceScale(plot, held);
  for (const ms of y.ticks) {
    const at = crisp(y(ms));
    const colour = ms === 0 ? theme.text : theme.grid;
    if (ms !== 0)
      drawLine(pen, colour, 1, [
        [plot.x, at],
        [plot.x + plot.width, at],
      ]);
    const words = ms > 0 ? `+${formatNumber(ms)}` : formatNumber(ms);
    writeText(pen, theme, words, plot.x - 6, at, {
      align: 'right',
      colour: ms === 0 ? theme.text : theme.text3,
      weight: ms === 0 ? 600 : 400,
    });
  }
  drawBand({ pen, theme }, plot, y, points);
  drawLine(pen, theme.text, 1, [
    [plot.x, crisp(y.zero)],
    [plot.x + plot.width, crisp(y.zero)],
  ]);
  if (stop !== null && points[stop]) {
    const at = crisp(xOf(plot, points[stop].share));
    drawLine(pen, theme.text2, 1, [
      [at, plot.y],
      [at, plot.y + plot.height],
    ]);
  }
  drawRun(
    pen,
    theme.text,
    2,
    points.map(({ share, difference }) => [xOf(plot, share), y(difference)] as const),
  );
  points.forEach(({ share, difference, low }, at) => {
    pen.beginPath();
    pen.arc(xOf(plot, share), y(difference), at === stop ? 4 : 2.6, 0, 2 * Math.PI);
    pen.fillStyle = low === null ? theme.bg : theme.text;
    pen.fill();
    pen.strokeStyle = theme.text;
    pen.lineWidth = 1.2;
    pen.stroke();
  });
  drawQuantiles({ pen, theme }, plot);
  writeWords({ pen, theme }, plot, y, points);
}

type Ink = Pick<Sheet, 'pen' | 'theme'>;

/** Where points have intervals side by side; a gap where they have none. */
function drawBand({ pen, theme }: Ink, plot: Box, y: (ms: number) => number, points: readonly ShiftPoint[]): void {
  let run: ShiftPoint[] = [];
  const close = (): void => {
    if (run.length > 1) {
      pen.fillStyle = theme.other2;
      pen.beginPath();
      run.forEach((point, at) => {
        const [px, py] = [xOf(plot, point.share), y(point.high ?? point.difference)];
        if (at === 0) pen.moveTo(px, py);
        else pen.lineTo(px, py);
      });
      for (const point of [...run].reverse()) pen.lineTo(xOf(plot, point.share), y(point.low ?? point.difference));
      pen.closePath();
      pen.fill();
    }
    run = [];
  };
  for (const point of points) {
    if (point.low === null) close();
    else run.push(point);
  }
  close();
}

function drawQuantiles({ pen, theme }: Ink, plot: Box): void {
  const y = crisp(plot.y + plot.height);
  drawLine(pen, theme.edge, 1, [
    [plot.x, y],
    [plot.x + plot.width, y],
  ]);
  for (const [share, words] of TICKS) {
    const x = crisp(xOf(plot, share));
    drawLine(pen, theme.edge, 1, [
      [x, y],
      [x, y + 4],
    ]);
    writeText(pen, theme, words, x, y + 13, { align: share === 0.999 ? 'center' : 'center' });
  }
}

interface Taken {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Sides of the zero line, then the quantiles that matter; what would touch another text or the line is moved or left out. */
function writeWords(
  { pen, theme }: Ink,
  plot: Box,
  y: ReturnType<typeof differenceScale>,
  points: readonly ShiftPoint[],
): void {
  const taken: Taken[] = [];
  const isFree = (x: number, at: number, width: number): boolean =>
    x >= plot.x &&
    x + width <= plot.x + plot.width + 8 &&
    at >= plot.y &&
    at <= plot.y + plot.height - 7 &&
    taken.every((other) => Math.abs(other.y - at) >= 14 || x + width + 4 <= other.x || other.x + other.width + 4 <= x);
  const write = (words: string, x: number, at: number, strong: boolean): boolean => {
    const width = textWidth(pen, theme, words, 11, strong ? 600 : 400);
    if (!isFree(x, at, width)) return false;
    taken.push({ x, y: at, width });
    writeText(pen, theme, words, x, at, {
      weight: strong ? 600 : 400,
      colour: strong ? theme.text : theme.text3,
      halo: theme.bg,
    });
    return true;
  };
  // The end of the axis is given to the side's name where the line is far from it.
  if (y.zero - plot.y >= 20) write('slower in B', plot.x + 6, plot.y + 8, false);
  if (plot.y + plot.height - y.zero >= 20) write('faster in B', plot.x + 6, plot.y + plot.height - 9, false);
  for (const share of WRITTEN) {
    const point = points.find((each) => each.share === share);
    if (!point) continue;
    const words = `p${share * 100} ${signedMs(point.difference)}`;
    const width = textWidth(pen, theme, words, 11, 600);
    const [px, py] = [xOf(plot, share), y(point.difference)];
    const left = Math.min(px - width / 2, plot.x + plot.width - width);
    const places = [py - 15, py + 15, py - 29, py + 29];
    for (const at of places) if (write(words, left, at, true)) break;
  }
}

/**
 * @param scope  the tenants taken together
 * @param whose  "neighbours of G", "A Acorn Health"
 */
export function shiftFigure(scope: ComparedScope, whose: string): Figure {
  const { shift } = scope;
  const interval = ({ low, high }: ShiftPoint): string =>
    low === null || high === null ? 'none: one burst' : `${signedMs(low)} to ${signedMs(high)}`;
  const at = (share: number) => shift.find((point) => point.share === share);
  const says = (point: ShiftPoint | undefined, word: string): string =>
    point
      ? `${word} ${signedMs(point.difference)}${point.low === null ? ' (no interval)' : ` (${interval(point)})`}`
      : '';
  return {
    id: 'compare-shift',
    title: 'What changed, by quantile',
    unit: `ms, B minus A, ${whose}`,
    truth: [
      'Each point is a quantile of B less the same quantile of A, exact and nearest-rank, over answered requests; zero means no change.',
      'The axis is a signed square root: differences of 1 and of 1,000 ms are both seen, and zero keeps its place.',
      'Band: 95 %, by a circular block bootstrap over simulated time, with t by the number of blocks that carry the quantile. Where the requests are the same in both runs, both are drawn from the same stretches of time.',
      'A hollow point has no interval: what lies beyond it came in one burst.',
      'Not in it: requests that were lost, and those still open when a run ended.',
      'Nothing is left out as warm-up unless the window leaves it out.',
    ],
    draw: (sheet) => draw(sheet, shift),
    stops: shift.map((point) => ({
      x: (box) => xOf(plotOf(box), point.share),
      tip: {
        title: `p${formatNumber(point.share * 100)}`,
        at: signedMs(point.difference),
        lines: [
          ['in A', formatMs(point.a * 1000)],
          ['in B', formatMs(point.b * 1000)],
          ['95 % interval', interval(point)],
        ],
      },
    })),
    table: {
      caption: `Latency by quantile, ${whose}, milliseconds`,
      columns: ['Quantile', 'A, ms', 'B, ms', 'B − A, ms', '95 % from, ms', 'to, ms'].map((label, column) => ({
        label,
        numeric: column > 0,
        decimals: 1,
      })),
      rows: shift.map(({ share, a, b, difference, low, high }) => [
        `p${formatNumber(share * 100)}`,
        a,
        b,
        difference,
        low,
        high,
      ]),
    },
    sentence:
      shift.length === 0
        ? `Nothing was answered for ${whose} in one of the runs.`
        : `B minus A for ${whose}: ${[says(at(0.5), 'p50'), says(at(0.9), 'p90'), says(at(0.99), 'p99')].join(', ')}.`,
  };
}
