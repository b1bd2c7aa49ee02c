/** @module Marks on time, the same on every axis: noise and faults dashed, the learner's action solid, now 2 px with a head. */
import type { ChartTheme } from '../marks/theme.ts';
import type { BenchData } from '../state/bench-data.ts';
import { faultFacts } from '../text/fault-facts.ts';
import { formatClock } from '../text/format.ts';
import { moveFacts, noiseFacts } from '../text/run-facts.ts';
import { timeScale } from './axes.ts';
import type { Focus } from './chart.ts';
import { type Box, crisp, drawHatch, drawLine, type Pen, textWidth, writeText } from './pen.ts';

/** What a plot shows of the marks. */
export interface MarkOptions {
  readonly cursorUs: number | null;
  /** Height of the band for labels over the plot, px; 0 writes none. */
  readonly labels: number;
  /** Part of the label band that is taken, px. */
  readonly taken?: readonly Span[];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

interface Label {
  readonly text: string;
  readonly x: number;
  readonly align: 'left' | 'right' | 'center';
  readonly strong: boolean;
}

/** @returns what a picture depends on that only looks at ticks, so that it is drawn again when there are more of them */
export function measured(data: BenchData): readonly unknown[] {
  return [data.ticks, data.ticks.length];
}

/**
 * @param focus  the cursor and what else is marked
 * @param clock  true where the time is written over the plot
 * @returns what the marks of time depend on: their moments, and now to half a pixel
 */
export function markedTime(data: BenchData, focus: Focus, plot: Box, clock: boolean): readonly unknown[] {
  const now = Math.round(2 * timeScale(plot, data.scenario.durationUs)(data.simulatedUs));
  const time = clock ? formatClock(data.simulatedUs) : '';
  return [now, time, data.log, data.actions, data.status, data.topology?.version, focus];
}

/** Hatches what has not happened yet. */
export function drawFuture(pen: Pen, theme: ChartTheme, plot: Box, data: BenchData): void {
  const now = timeScale(plot, data.scenario.durationUs)(data.simulatedUs);
  drawHatch(pen, theme, { x: now, y: plot.y, width: plot.x + plot.width - now, height: plot.height });
}

/** Draws events, the shared cursor and now over a plot. */
export function drawTimeMarks(pen: Pen, theme: ChartTheme, plot: Box, data: BenchData, options: MarkOptions): void {
  const x = timeScale(plot, data.scenario.durationUs);
  const down = (us: number, colour: string, width: number, dash: readonly number[] = []): number => {
    const at = width === 2 ? Math.round(x(us)) : crisp(x(us));
    drawLine(
      pen,
      colour,
      width,
      [
        [at, plot.y],
        [at, plot.y + plot.height],
      ],
      dash,
    );
    return at;
  };
  const now = x(data.simulatedUs);
  const labels: Label[] = [];
  if (options.labels > 0) labels.push(nowLabel(pen, theme, data, now, plot));
  for (const noise of [...noiseFacts(data), ...faultFacts(data)]) {
    if (noise.state === 'planned') continue;
    const at = down(noise.fromUs, theme.text, 1, [3, 2]);
    labels.push({ text: noise.label, x: at, align: 'center', strong: false });
    if (noise.state === 'over') down(noise.toUs, theme.text2, 1, [3, 2]);
  }
  for (const move of moveFacts(data)) {
    labels.push({ text: move.label.toLowerCase(), x: down(move.atUs, theme.text, 1), align: 'center', strong: false });
  }
  if (options.cursorUs !== null) down(options.cursorUs, theme.text2, 1);
  down(data.simulatedUs, theme.text, 2);
  drawHead(pen, theme, now, plot.y);
  if (options.labels > 0) placeLabels(pen, theme, labels, plot, options);
}

function drawHead(pen: Pen, theme: ChartTheme, x: number, y: number): void {
  pen.fillStyle = theme.text;
  pen.beginPath();
  pen.moveTo(x - 4, y - 4);
  pen.lineTo(x + 4, y - 4);
  pen.lineTo(x, y + 1);
  pen.closePath();
  pen.fill();
}

function nowLabel(pen: Pen, theme: ChartTheme, data: BenchData, x: number, plot: Box): Label {
  const text = formatClock(data.simulatedUs);
  const half = textWidth(pen, theme, text, 11, 600) / 2;
  const at = Math.min(Math.max(x, plot.x + half), plot.x + plot.width - half);
  return { text, x: at, align: 'center', strong: true };
}

/** Writes labels in order of importance; one that would touch another is left out here, and stands on the timeline. */
function placeLabels(pen: Pen, theme: ChartTheme, labels: readonly Label[], plot: Box, options: MarkOptions): void {
  const taken: Span[] = [...(options.taken ?? [])];
  const y = plot.y - options.labels + 6;
  for (const label of labels) {
    const width = textWidth(pen, theme, label.text, 11, label.strong ? 600 : 400);
    let middle = Math.min(Math.max(label.x, plot.x + width / 2), plot.x + plot.width - width / 2);
    // The clock is never left out: it stands beside what is in its place.
    const inPlace = label.strong
      ? taken.find((other) => middle - width / 2 < other.to && middle + width / 2 > other.from)
      : undefined;
    if (inPlace) middle = inPlace.from - width / 2 - 6;
    const span = { from: middle - width / 2 - 4, to: middle + width / 2 + 4 };
    if (!label.strong && taken.some((other) => span.from < other.to && span.to > other.from)) continue;
    taken.push(span);
    writeText(pen, theme, label.text, middle, y, {
      align: 'center',
      weight: label.strong ? 600 : 400,
      colour: label.strong ? theme.text : theme.text2,
    });
  }
}
