/** @module Timeline: noise and faults as bars, actions as lines, the neighbours' p99 as an envelope, now with its handle. */
import { scaleLog } from 'd3';
import { TICK_US, type Tick } from '../../sim-engine/protocol/frame-codec.ts';
import { tenantColour } from '../marks/tenant-colours.ts';
import type { BenchData } from '../state/bench-data.ts';
import { type FaultFact, faultFacts } from '../text/fault-facts.ts';
import { formatClock, formatMs, formatRate } from '../text/format.ts';
import { floodingTenants, letterOf, moveFacts, type NoiseFact, noiseFacts } from '../text/run-facts.ts';
import { slosUs } from '../text/tenant-state.ts';
import { drawTimeAxis, plotBox, timeScale } from './axes.ts';
import { canvasChart, type Picture, type Scene } from './canvas-chart.ts';
import type { Focus } from './chart.ts';
import { drawStep, STEP_SIDE } from './draw-step.ts';
import { drawTenant } from './draw-tenant.ts';
import { leadMarks, leadPlaces, leadWords } from './lead-marks.ts';
import { type Box, crisp, drawLine, textWidth, writeText } from './pen.ts';
import { stepsPerColumn } from './series.ts';
import { drawFuture, markedTime, measured } from './time-marks.ts';
import { MARK, placeLabels, type WantedLabel } from './timeline-labels.ts';

/** The envelope is low: two decades around the usual SLO. */
const ENVELOPE_FROM_MS = 10;
const ENVELOPE_TO_MS = 2000;

/** Height of the strip in which noise and faults are bars, px. */
const STRIP = 6;

/** @returns where the time axis of a timeline of that width begins and ends, px */
export function timelineSpan(width: number): { readonly left: number; readonly right: number } {
  const plot = plotOf({ x: 0, y: 0, width, height: 84 });
  return { left: plot.x, right: plot.x + plot.width };
}

/**
 * @param track       where the timeline stands on the page
 * @param clientX     a point of the page, px
 * @param durationUs  length of the run
 * @returns the moment under the point, microseconds; null beside the time axis
 */
export function timelineMomentUs(
  track: { readonly left: number; readonly width: number },
  clientX: number,
  durationUs: number,
): number | null {
  const { left, right } = timelineSpan(track.width);
  const share = (clientX - track.left - left) / (right - left);
  return share < 0 || share > 1 ? null : share * durationUs;
}

function plotOf(box: Box): Box {
  return plotBox(box, { left: 16, right: 24, top: 30, bottom: 18 });
}

/** Smallest and largest p99 of the neighbours at the end of one tick, microseconds. */
interface Span {
  readonly endUs: number;
  readonly lowUs: number;
  readonly highUs: number;
}

interface Envelope {
  readonly leftOut: string;
  readonly spans: (Span | null)[];
}

/** The list of ticks only grows, or is another list: each tick is looked at once, unless others flood by now. */
const envelopes = new WeakMap<readonly Tick[], Envelope>();

function envelope(data: BenchData): readonly (Span | null)[] {
  const flooders = floodingTenants(data);
  const leftOut = [...flooders].join(' ');
  let kept = envelopes.get(data.ticks);
  if (kept?.leftOut !== leftOut || kept.spans.length > data.ticks.length) kept = { leftOut, spans: [] };
  envelopes.set(data.ticks, kept);
  for (let at = kept.spans.length; at < data.ticks.length; at++) {
    let lowUs = Number.POSITIVE_INFINITY;
    let highUs = 0;
    data.ticks[at]?.tenants.forEach((tenant, index) => {
      if (flooders.has(index) || tenant.p99RecentUs === 0) return;
      lowUs = Math.min(lowUs, tenant.p99RecentUs);
      highUs = Math.max(highUs, tenant.p99RecentUs);
    });
    kept.spans.push(highUs === 0 ? null : { endUs: (at + 1) * TICK_US, lowUs, highUs });
  }
  return kept.spans;
}

function noiseText(fact: NoiseFact): string {
  const what = fact.ratePerSec > 0 ? `${fact.label} ${formatRate(fact.ratePerSec)}` : fact.label;
  return plannedText(what, fact);
}

function plannedText(what: string, fact: NoiseFact | FaultFact): string {
  return fact.state === 'planned'
    ? `planned: ${what} for ${formatClock(fact.toUs - fact.fromUs).replace('.0 ', ' ')}`
    : what;
}

function drawGround({ pen, box, data: shown, theme }: Scene): void {
  const data = shown.head ?? shown;
  const plot = plotOf(box);
  const x = timeScale(plot, data.scenario.durationUs);
  const y = scaleLog()
    .domain([ENVELOPE_FROM_MS, ENVELOPE_TO_MS])
    .range([plot.y + plot.height, plot.y])
    .clamp(true);
  drawEnvelope();
  const slos = [...new Set(slosUs(data))];
  for (const slo of slos)
    drawLine(pen, theme.bad, 1, [
      [plot.x, crisp(y(slo / 1000))],
      [plot.x + plot.width, crisp(y(slo / 1000))],
    ]);
  drawTimeAxis(pen, theme, plot, data.scenario.durationUs);

  function drawEnvelope(): void {
    const each = stepsPerColumn(data.scenario.durationUs, TICK_US, plot.width);
    const spans = joined(
      envelope(data).filter((span) => span !== null),
      each,
    );
    if (spans.length === 0) return;
    pen.fillStyle = theme.other2;
    pen.beginPath();
    for (const [at, span] of spans.entries()) {
      if (at === 0) pen.moveTo(x(span.endUs), y(span.highUs / 1000));
      else pen.lineTo(x(span.endUs), y(span.highUs / 1000));
    }
    for (const span of [...spans].reverse())
      pen.lineTo(x(span.endUs), Math.max(y(span.lowUs / 1000), y(span.highUs / 1000) + 1));
    pen.closePath();
    pen.fill();
    drawLine(
      pen,
      theme.text2,
      1,
      spans.map((span) => [x(span.endUs), y(span.highUs / 1000)] as const),
    );
  }
}

/** Smallest and largest of so many ticks each. */
function joined(spans: readonly Span[], each: number): readonly Span[] {
  if (each === 1) return spans;
  const joint: Span[] = [];
  for (let from = 0; from < spans.length; from += each) {
    const part = spans.slice(from, from + each);
    joint.push({
      endUs: part.at(-1)?.endUs ?? 0,
      lowUs: Math.min(...part.map(({ lowUs }) => lowUs)),
      highUs: Math.max(...part.map(({ highUs }) => highUs)),
    });
  }
  return joint;
}

function draw({ pen, box, data: shown, focus, theme }: Scene): void {
  // What happened after a moment in the past stays in sight here: this is where one goes there and back.
  const data = shown.head ?? shown;
  const plot = plotOf(box);
  const x = timeScale(plot, data.scenario.durationUs);
  const now = x(shown.simulatedUs);
  const head = x(data.simulatedUs);
  drawFuture(pen, theme, plot, data);
  if (focus.loop) drawLoop(focus.loop);
  for (const move of moveFacts(data)) {
    const at = crisp(x(move.atUs));
    drawLine(pen, theme.text, 1, [
      [at, plot.y - 12],
      [at, plot.y + plot.height],
    ]);
  }
  const faults = faultFacts(data);
  // Where faults are, they have the lower half of the strip, so that noise at the same time stays in sight.
  const noiseHeight = faults.length > 0 ? STRIP / 2 : STRIP;
  for (const fact of [...noiseFacts(data)].reverse())
    drawBar(fact, tenantColour(fact.tenant, theme.dark).fill, 0, noiseHeight);
  for (const fact of [...faults].reverse()) drawBar(fact, theme.text2, STRIP / 2, STRIP / 2);
  const { drop } = focus;
  if (drop) drawBar({ ...drop, state: 'planned' }, tenantColour(drop.tenant, theme.dark).fill, 0, noiseHeight);
  const marks = [...leadMarks(data, focus)].sort((a, b) => a.atUs - b.atUs);
  const lefts = leadPlaces(marks.map(({ atUs }) => x(atUs)));
  // What was done stands under the words, which say what it was; what is next stands before them.
  const down = plot.y + plot.height - STEP_SIDE / 2 - 2;
  for (const [at, { step, current }] of marks.entries())
    drawStep(pen, theme, step, current, lefts[at]!, current ? plot.y - 20 : down);
  const taken = marks.flatMap(({ current }, at) => (current ? [{ left: lefts[at]!, width: STEP_SIDE }] : []));
  for (const { text, tenant, left } of placeLabels(wantedLabels(), plot, taken)) {
    if (tenant >= 0) drawTenant(pen, theme, tenant, left + 4, plot.y - 20);
    const from = left + (tenant >= 0 ? MARK : 0);
    writeText(pen, theme, text, from, plot.y - 20, { weight: 600, colour: theme.text, halo: theme.chrome });
  }
  if (focus.cursorUs !== null)
    drawLine(pen, theme.text2, 1, [
      [crisp(x(focus.cursorUs)), plot.y - 12],
      [crisp(x(focus.cursorUs)), plot.y + plot.height],
    ]);
  drawLine(pen, theme.text, 2, [
    [Math.round(now), plot.y - 12],
    [Math.round(now), plot.y + plot.height + 3],
  ]);
  if (head > now)
    drawLine(pen, theme.text, 1, [
      [crisp(head), plot.y - 12],
      [crisp(head), plot.y + plot.height],
    ]);
  for (const us of focus.bookmarksUs ?? []) drawFlag(x(us));
  drawHandle();

  function drawLoop(span: { readonly fromUs: number; readonly toUs: number }): void {
    const from = x(span.fromUs);
    const to = x(Math.min(span.toUs, data.simulatedUs));
    pen.fillStyle = theme.other2;
    pen.fillRect(from, plot.y + plot.height - 4, to - from, 4);
    for (const at of [from, to])
      drawLine(pen, theme.text, 1, [
        [crisp(at), plot.y + plot.height - 8],
        [crisp(at), plot.y + plot.height],
      ]);
  }

  function drawFlag(at: number): void {
    pen.fillStyle = theme.text;
    pen.beginPath();
    pen.moveTo(at, plot.y);
    pen.lineTo(at + 8, plot.y + 3);
    pen.lineTo(at, plot.y + 6);
    pen.closePath();
    pen.fill();
    drawLine(pen, theme.text, 1, [
      [crisp(at), plot.y],
      [crisp(at), plot.y + plot.height],
    ]);
  }

  function drawBar(
    fact: Pick<FaultFact, 'fromUs' | 'toUs' | 'state'>,
    fill: string,
    down: number,
    height: number,
  ): void {
    const from = x(fact.fromUs);
    const to = x(Math.min(fact.toUs, data.scenario.durationUs));
    const top = plot.y - 11 + down;
    drawLine(
      pen,
      theme.text,
      1,
      [
        [crisp(from), top],
        [crisp(from), plot.y + plot.height],
      ],
      [3, 2],
    );
    if (fact.state !== 'planned') {
      pen.fillStyle = fill;
      pen.fillRect(from, top, Math.max(1, Math.min(to, head) - from), height);
    }
    if (fact.state === 'planned' || (fact.state === 'running' && to > head)) {
      const start = fact.state === 'planned' ? from : head;
      pen.strokeStyle = fill;
      pen.lineWidth = 1;
      pen.strokeRect(start + 0.5, top + 0.5, Math.max(1, to - start - 1), height - 1);
    }
  }

  /** Newest first: when room is short, what just happened keeps its words. */
  function wantedLabels(): readonly WantedLabel[] {
    const noises = [...noiseFacts(data)].reverse().map((fact): WantedLabel => {
      const text = noiseText(fact);
      const width = textWidth(pen, theme, text, 11, 600) + MARK;
      const from = x(fact.fromUs);
      return { text, tenant: fact.tenant, at: from, width, places: [from, from - width - 4] };
    });
    const faults = [...faultFacts(data)].reverse().map((fact): WantedLabel => {
      const text = plannedText(fact.label, fact);
      const width = textWidth(pen, theme, text, 11, 600);
      const from = x(fact.fromUs);
      return { text, tenant: -1, at: from, width, places: [from + 4, from - width - 4] };
    });
    const moves = [...moveFacts(data)].reverse().map((move): WantedLabel => {
      const width = textWidth(pen, theme, move.label, 11, 600);
      const at = x(move.atUs);
      return { text: move.label, tenant: -1, at, width, places: [at + 4, at - 4 - width] };
    });
    return [...dropped(), ...noises, ...faults, ...moves];
  }

  /** What is held over the timeline says first when it would begin. */
  function dropped(): readonly WantedLabel[] {
    if (!focus.drop) return [];
    const { tenant, fromUs, toUs } = focus.drop;
    const text = `${letterOf(data, tenant)} from ${formatClock(fromUs)} to ${formatClock(toUs)}`;
    const width = textWidth(pen, theme, text, 11, 600) + MARK;
    const from = x(fromUs);
    return [{ text, tenant, at: from, width, places: [from, from - width - 4] }];
  }

  function drawHandle(): void {
    const bottom = plot.y + plot.height;
    pen.fillStyle = theme.text;
    pen.beginPath();
    pen.moveTo(now - 5, bottom - 5);
    pen.lineTo(now + 5, bottom - 5);
    pen.lineTo(now + 5, bottom);
    pen.lineTo(now, bottom + 5);
    pen.lineTo(now - 5, bottom);
    pen.closePath();
    pen.fill();
  }
}

const picture: Picture = {
  id: 'timeline',
  title: () => 'Timeline',
  unit: 's',
  question: 'What happened before this?',
  howToRead: 'What you do, and what happens, will be marked here.',
  truth: [
    'Grey: smallest to largest p99 of the last 5 s among the tenants that do not flood, logarithmic from 10 ms to 2 s.',
    'Filled bar: noise that ran, grey for a fault. Outline: planned. Solid line: your action, at the moment the server stamped it.',
  ],
  note: () => 'Grey: the neighbours’ p99, smallest to largest. Red: SLO.',
  ground: {
    shows: (data) => [...measured(data.head ?? data), ...floodingTenants(data.head ?? data)],
    draw: drawGround,
  },
  draw,
  shows: (data, focus, box) => {
    const marks = markedTime(data, focus, plotOf(box), true);
    return data.head ? [...marks, ...markedTime(data.head, focus, plotOf(box), false)] : marks;
  },
  timeAxis: (box) => {
    const plot = plotOf(box);
    return { left: plot.x, right: plot.x + plot.width };
  },
  table: (data, focus) => ({
    caption: 'What happened, in order',
    columns: [
      { label: 'At, s', numeric: true },
      { label: 'Until, s', numeric: true },
      { label: 'What', numeric: false },
      { label: 'State', numeric: false },
    ],
    rows: events(data, focus),
  }),
  sentence: (data, focus) => {
    const words = events(data, focus).map(
      ([at, , what, state]) => `${what} at ${formatClock(Number(at) * 1e6)} (${state})`,
    );
    const last = envelope(data).at(-1);
    const range = last ? ` The neighbours’ p99 is between ${formatMs(last.lowUs)} and ${formatMs(last.highUs)}.` : '';
    return `${formatClock(data.simulatedUs)} of ${formatClock(data.scenario.durationUs)}. ${words.length > 0 ? `${words.join('; ')}.` : 'Nothing is planned.'}${range}`;
  },
};

function events(data: BenchData, focus: Focus): readonly (readonly (string | number | null)[])[] {
  const noises = noiseFacts(data).map((fact): (string | number | null)[] => [
    fact.fromUs / 1e6,
    fact.toUs / 1e6,
    fact.ratePerSec > 0
      ? `${fact.label} ${formatRate(fact.ratePerSec)}`
      : `${fact.label} (${letterOf(data, fact.tenant)})`,
    fact.state,
  ]);
  const faults = faultFacts(data).map((fact): (string | number | null)[] => [
    fact.fromUs / 1e6,
    fact.toUs / 1e6,
    fact.label,
    fact.state,
  ]);
  const moves = moveFacts(data).map((move): (string | number | null)[] => [move.atUs / 1e6, null, move.label, 'done']);
  const steps = leadMarks(data, focus).map((mark): (string | number | null)[] => [
    mark.atUs / 1e6,
    null,
    leadWords(mark.step),
    mark.current ? 'next' : 'seen',
  ]);
  return [...noises, ...faults, ...moves, ...steps].sort((a, b) => Number(a[0]) - Number(b[0]));
}

export const timeline = canvasChart(picture);
