/** @module p50 and p99 of every tenant over time: the tenant in focus in ink, the others thin; no smoothing. */
import { TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import { formatClock, formatCount, formatMs } from '../text/format.ts';
import { letterOf } from '../text/run-facts.ts';
import { slosUs } from '../text/tenant-state.ts';
import { drawLatencyAxis, drawSlo, drawTimeAxis, latencyScale, plotBox, timeScale } from './axes.ts';
import { canvasChart, type Picture, type Scene } from './canvas-chart.ts';
import { type Box, crisp, drawRun, writeText } from './pen.ts';
import { type LatencyPoint, latencyPoints, P99_SAMPLES_MIN, stepsPerColumn } from './series.ts';
import { drawFuture, drawTimeMarks, markedTime, measured } from './time-marks.ts';

/** A hollow point every ten: every 5 s, the length of the window that p99 looks back on, while a point is half a second. */
const POINT_EVERY = 10;
const LABEL_APART = 12;

function plotOf(box: Box): Box {
  return plotBox(box, { left: 44, right: 44, top: 18, bottom: 18 });
}

type Field = 'p50Us' | 'p99Us';

function drawGround({ pen, box, data, focus, theme }: Scene): void {
  const plot = plotOf(box);
  const x = timeScale(plot, data.scenario.durationUs);
  const y = latencyScale(plot);
  drawLatencyAxis(pen, theme, plot);
  const each = stepsPerColumn(data.scenario.durationUs, TICK_US, plot.width);
  const trace = (
    points: readonly LatencyPoint[],
    field: Field,
    colour: string,
    width: number,
    dash: readonly number[],
  ): void => {
    const run = points.map((point): readonly [number, number] | null => {
      const us = point[field];
      return us === null ? null : [x(point.endUs), y(us / 1000)];
    });
    drawRun(pen, colour, width, run, dash);
  };
  data.scenario.tenants.forEach((_, index) => {
    if (index === focus.tenant) return;
    const points = thinned(latencyPoints(data, index), each);
    trace(points, 'p50Us', theme.line, 0.75, []);
    trace(points, 'p99Us', theme.other, 0.75, []);
  });
  const own = thinned(latencyPoints(data, focus.tenant), each);
  const few = own.filter((point) => point.samples < P99_SAMPLES_MIN);
  trace(own, 'p50Us', theme.text, 1, []);
  trace(own, 'p99Us', theme.text, 2, few.length * 2 > own.length ? [2, 2] : []);
  own.forEach((point, at) => {
    if (point.p99Us === null || point.samples >= P99_SAMPLES_MIN || (at + 1) % POINT_EVERY !== 0) return;
    pen.fillStyle = theme.bg;
    pen.strokeStyle = theme.text;
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.arc(x(point.endUs), y(point.p99Us / 1000), 2.5, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
  });
  drawTimeAxis(pen, theme, plot, data.scenario.durationUs);
}

/** Of several points in one pixel the one with the longest p99 stays: a spike is never averaged away. */
function thinned(points: readonly LatencyPoint[], each: number): readonly LatencyPoint[] {
  if (each === 1) return points;
  const kept: LatencyPoint[] = [];
  for (let from = 0; from < points.length; from += each) {
    kept.push(points.slice(from, from + each).reduce((a, b) => ((b.p99Us ?? 0) >= (a.p99Us ?? 0) ? b : a)));
  }
  return kept;
}

function draw(scene: Scene): void {
  const { pen, box, data, focus, theme } = scene;
  const plot = plotOf(box);
  drawFuture(pen, theme, plot, data);
  drawTimeMarks(pen, theme, plot, data, { cursorUs: focus.cursorUs, labels: 16 });
  const slo = slosUs(data)[focus.tenant] ?? 0;
  drawSlo(pen, theme, plot, latencyScale(plot)(slo / 1000), `SLO ${formatMs(slo)}`);
  drawEndLabels(scene, plot);
}

function drawEndLabels({ pen, data, focus, theme }: Scene, plot: Box): void {
  const last = latencyPoints(data, focus.tenant).at(-1);
  if (!last) return;
  const y = latencyScale(plot);
  const letter = letterOf(data, focus.tenant);
  const right = Math.min(timeScale(plot, data.scenario.durationUs)(last.endUs) + 5, plot.x + plot.width + 4);
  const p99At = last.p99Us === null ? null : crisp(y(last.p99Us / 1000));
  const p50At = last.p50Us === null ? null : crisp(y(last.p50Us / 1000));
  if (p99At !== null)
    writeText(pen, theme, `${letter} p99`, right, p99At, { weight: 600, colour: theme.text, halo: theme.bg });
  if (p50At !== null) {
    const clear = p99At === null ? p50At : Math.max(p50At, p99At + LABEL_APART);
    writeText(pen, theme, `${letter} p50`, right, clear, { colour: theme.text2, halo: theme.bg });
  }
}

const picture: Picture = {
  id: 'latency-lines',
  title: () => 'p50 and p99',
  unit: 'ms, log',
  question: 'How far the tail is from the middle',
  howToRead: 'Two lines per tenant, the one in focus in ink. Dotted while p99 has fewer than 1,000 samples.',
  truth: [
    'p99 is the nearest-rank 99th percentile over the last 5 s; p50 is that of each half second. Neither is smoothed.',
    'A p99 from fewer than 1,000 answers is dotted, with hollow points: it may move by chance.',
    'p99 looks back 5 s, so it falls up to 5 s later than the requests do.',
    'Not modelled: the network between browser and edge.',
    'In a run with more half seconds than the picture has pixels the slowest of each pixel is drawn.',
    'Latencies beyond 1 ms and 10 s stand at the ends of the axis; the table has the values.',
  ],
  note: (data, focus) => `${letterOf(data, focus.tenant)} in ink, others thin. Dotted: fewer than 1,000 samples.`,
  ground: { shows: (data, focus) => [...measured(data), focus.tenant], draw: drawGround },
  draw,
  shows: (data, focus, box) => markedTime(data, focus, plotOf(box), true),
  timeAxis: (box) => {
    const plot = plotOf(box);
    return { left: plot.x, right: plot.x + plot.width };
  },
  tip: (data, focus, us) => {
    const points = latencyPoints(data, focus.tenant);
    const point = points[Math.min(points.length - 1, Math.max(0, Math.ceil(us / 500_000) - 1))];
    if (!point) return null;
    return {
      title: data.scenario.tenants[focus.tenant]?.name ?? '',
      at: formatClock(us),
      lines: [
        ['p99, last 5 s', point.p99Us === null ? '–' : formatMs(point.p99Us)],
        ['p50, half a second', point.p50Us === null ? '–' : formatMs(point.p50Us)],
        ['requests', `${formatCount(point.samples)}${point.samples < P99_SAMPLES_MIN ? ', few' : ''}`],
      ],
    };
  },
  table: (data) => ({
    caption: 'p50 and p99 of every tenant, milliseconds',
    columns: [
      { label: 'Until, s', numeric: true },
      { label: 'Tenant', numeric: false },
      { label: 'p50, ms', numeric: true },
      { label: 'p99, ms', numeric: true },
      { label: 'n of p99', numeric: true },
    ],
    rows: data.scenario.tenants.flatMap((tenant, index) =>
      latencyPoints(data, index).map((point) => [
        point.endUs / 1e6,
        tenant.id,
        point.p50Us === null ? null : point.p50Us / 1000,
        point.p99Us === null ? null : point.p99Us / 1000,
        point.samples,
      ]),
    ),
  }),
  sentence: (data, focus) => {
    const last = latencyPoints(data, focus.tenant).at(-1);
    const name = data.scenario.tenants[focus.tenant]?.name ?? '';
    if (!last || last.p99Us === null) return `${name} has no answers yet.`;
    const few = last.samples < P99_SAMPLES_MIN ? `, from ${formatCount(last.samples)} requests only` : '';
    return `${name}: p99 ${formatMs(last.p99Us)} over the last 5 s${few}; p50 ${last.p50Us === null ? '–' : formatMs(last.p50Us)}; SLO ${formatMs(slosUs(data)[focus.tenant] ?? 0)}.`;
  },
};

export const latencyLines = canvasChart(picture);
