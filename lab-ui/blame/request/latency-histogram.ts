/** @module All latencies of one tenant in a window, by logarithmic class; and the picture with this request in it. */
import { scaleLog } from 'd3';
import { crisp, drawLine, textWidth, writeText } from '../../charts/pen.ts';
import { rampColour } from '../../marks/ramps.ts';
import { formatMs, formatNumber } from '../../text/format.ts';
import type { Sheet } from '../drawing.tsx';

/** Ten classes per factor of ten. */
const PER_DECADE = 10;
/** Axis at least from 1 ms to 1 s. */
const DECADES_MS = [1, 10, 100, 1000, 10_000, 100_000];

/** One class. */
export interface LatencyClass {
  readonly fromUs: number;
  readonly toUs: number;
  readonly count: number;
}

/**
 * @param latenciesUs  microseconds
 * @returns classes from 1 ms on that hold all of them; the first holds everything below
 */
export function latencyClasses(latenciesUs: readonly number[]): readonly LatencyClass[] {
  const most = latenciesUs.reduce((largest, us) => Math.max(largest, us), 0);
  const decades = Math.min(DECADES_MS.length - 1, Math.max(3, Math.ceil(Math.log10(Math.max(1000, most + 1) / 1000))));
  const counts = new Array<number>(decades * PER_DECADE).fill(0);
  for (const us of latenciesUs) {
    const at = us <= 1000 ? 0 : Math.floor(Math.log10(us / 1000) * PER_DECADE);
    const place = Math.min(counts.length - 1, at);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const edge = (at: number): number => 1000 * 10 ** (at / PER_DECADE);
  return counts.map((count, at) => ({ fromUs: edge(at), toUs: edge(at + 1), count }));
}

/** What is drawn. */
export interface HistogramData {
  readonly classes: readonly LatencyClass[];
  readonly sloUs: number;
  readonly thisUs: number;
}

/** Draws the classes. */
export function drawHistogram({ pen, box, theme }: Sheet, { classes, sloUs, thisUs }: HistogramData): void {
  const plot = { left: box.x + 4, right: box.x + box.width - 24, top: box.y + 18, bottom: box.y + box.height - 18 };
  const x = scaleLog()
    .domain([1000, classes.at(-1)?.toUs ?? 1e6])
    .range([plot.left, plot.right])
    .clamp(true);
  const most = classes.reduce((largest, { count }) => Math.max(largest, count), 1);
  pen.fillStyle = rampColour('slate', 0.5, theme.dark);
  for (const { fromUs, toUs, count } of classes) {
    const height = Math.sqrt(count / most) * (plot.bottom - plot.top);
    if (count > 0) pen.fillRect(x(fromUs), plot.bottom - height, x(toUs) - x(fromUs) - 1, height);
  }
  const base = crisp(plot.bottom);
  drawLine(pen, theme.edge, 1, [
    [plot.left, base],
    [plot.right, base],
  ]);
  const ticks = DECADES_MS.filter((ms) => ms * 1000 <= (classes.at(-1)?.toUs ?? 0) * 1.001);
  ticks.forEach((ms, at) => {
    const px = crisp(x(ms * 1000));
    drawLine(pen, theme.edge, 1, [
      [px, base],
      [px, base + 4],
    ]);
    const number = formatNumber(ms);
    const isLast = at === ticks.length - 1;
    const text = isLast ? `${number} ms` : number;
    const edge = at === 0 ? 'left' : 'center';
    const isOver = px + textWidth(pen, theme, text) / 2 > box.x + box.width;
    writeText(pen, theme, text, isOver ? box.x + box.width : px, base + 11, { align: isOver ? 'right' : edge });
  });
  const [slo, own] = [Math.round(x(sloUs)), Math.round(x(thisUs))];
  drawLine(pen, theme.bad, 1.5, [
    [slo, plot.top - 12],
    [slo, plot.bottom],
  ]);
  drawLine(pen, theme.text, 2, [
    [own, plot.top - 12],
    [own, plot.bottom],
  ]);
  // The left one is written at its left where both would meet.
  const labels = [
    { text: `SLO ${formatMs(sloUs)}`, px: slo, weight: 500 as const },
    { text: 'this one', px: own, weight: 600 as const },
  ].sort((a, b) => a.px - b.px);
  labels.forEach(({ text, px, weight }, at) => {
    const width = textWidth(pen, theme, text, 11, weight) + 10;
    const meets = (labels[1]?.px ?? 0) - (labels[0]?.px ?? 0) < width + 4;
    const toLeft = (at === 0 && meets && px - width > box.x) || px + width > box.x + box.width;
    writeText(pen, theme, text, toLeft ? px - 5 : px + 5, plot.top - 9, {
      colour: theme.text,
      weight,
      align: toLeft ? 'right' : 'left',
      halo: theme.bg,
    });
  });
}
