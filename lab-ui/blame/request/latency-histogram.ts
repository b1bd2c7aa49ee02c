/** @module All latencies of one tenant in a window, by logarithmic class; and the picture with this request in it. */
import { scaleLog } from 'd3';
import { type Box, crisp, drawLine, textWidth, writeText } from '../../charts/pen.ts';
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
  const labels = placedLabels(
    [
      { text: `SLO ${formatMs(sloUs)}`, px: slo, width: textWidth(pen, theme, `SLO ${formatMs(sloUs)}`, 11, 500) },
      { text: 'this one', px: own, width: textWidth(pen, theme, 'this one', 11, 600) },
    ],
    box,
  );
  labels.forEach(({ text, from, row }, at) => {
    writeText(pen, theme, text, from, plot.top - 9 + row * 14, {
      colour: theme.text,
      weight: at === 0 ? 500 : 600,
      halo: theme.bg,
    });
  });
}

interface Label {
  readonly text: string;
  /** Where its line stands, px. */
  readonly px: number;
  readonly width: number;
}

const BESIDE = 5;

/** Each beside its line, right of it before left of it, both in one row where they do not meet. */
function placedLabels(
  [a, b]: readonly [Label, Label],
  box: Box,
): readonly { readonly text: string; readonly from: number; readonly row: number }[] {
  const sides = ({ px, width }: Label): readonly number[] =>
    [px + BESIDE, px - BESIDE - width].filter((from) => from >= box.x && from + width <= box.x + box.width);
  for (const first of sides(a)) {
    for (const second of sides(b)) {
      const isApart = first + a.width + BESIDE < second || second + b.width + BESIDE < first;
      if (isApart) {
        return [
          { text: a.text, from: first, row: 0 },
          { text: b.text, from: second, row: 0 },
        ];
      }
    }
  }
  return [
    { text: a.text, from: sides(a)[0] ?? box.x, row: 0 },
    { text: b.text, from: sides(b)[0] ?? box.x, row: 1 },
  ];
}
