/** @module Latency of the tenant in focus: time by log latency, colour says how many requests. */
import { HEAT_BINS, TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import { rampColour, slateShare } from '../marks/ramps.ts';
import type { BenchData } from '../state/bench-data.ts';
import { formatClock, formatCount, formatMs } from '../text/format.ts';
import { floodingTenants, letterOf } from '../text/run-facts.ts';
import { slosUs } from '../text/tenant-state.ts';
import { drawLatencyAxis, drawSlo, drawTimeAxis, latencyScale, plotBox, timeScale } from './axes.ts';
import { canvasChart, type Picture, type Scene } from './canvas-chart.ts';
import type { Box } from './pen.ts';
import { drawRamp } from './ramp-legend.ts';
import { heatEdgeUs, heatMax, stepsPerColumn, tickAt } from './series.ts';
import { drawFuture, drawTimeMarks, markedTime, measured } from './time-marks.ts';

function plotOf(box: Box): Box {
  return plotBox(box, { left: 44, right: 24, top: 20, bottom: 18 });
}

function drawGround({ pen, box, data, focus, theme }: Scene): void {
  const plot = plotOf(box);
  const x = timeScale(plot, data.scenario.durationUs);
  const y = latencyScale(plot);
  drawLatencyAxis(pen, theme, plot);
  const each = stepsPerColumn(data.scenario.durationUs, TICK_US, plot.width);
  const columns = each === 1 ? null : summed(data, focus.tenant, each);
  const most = columns ? Math.max(1, ...columns.map((column) => Math.max(...column))) : heatMax(data, focus.tenant);
  const edges = Array.from({ length: HEAT_BINS + 1 }, (_, bin) => y(heatEdgeUs(bin) / 1000));
  const heats = columns ?? data.ticks.map((tick) => tick.tenants[focus.tenant]?.heat ?? new Uint8Array());
  heats.forEach((heat, at) => {
    const left = x(at * each * TICK_US);
    const width = x(Math.min((at + 1) * each, data.ticks.length) * TICK_US) - left;
    heat.forEach((count, bin) => {
      if (count === 0) return;
      const top = edges[bin + 1] ?? plot.y;
      pen.fillStyle = rampColour('slate', slateShare(count, most), theme.dark);
      pen.fillRect(left, top, width + 0.2, (edges[bin] ?? plot.y) - top);
    });
  });
  drawTimeAxis(pen, theme, plot, data.scenario.durationUs);
  if (data.ticks.length === 0) return;
  const legend = { name: 'slate', from: '1', to: `${formatCount(most)} req`, floor: 0.16 } as const;
  drawRamp(pen, theme, legend, box.x + box.width - 14, box.y + 6);
}

/** Counts of several half seconds together: a run may have more of them than the picture has pixels. */
function summed(data: BenchData, tenant: number, each: number): readonly Uint32Array[] {
  const columns: Uint32Array[] = [];
  data.ticks.forEach((tick, at) => {
    const column = columns[Math.floor(at / each)] ?? new Uint32Array(HEAT_BINS);
    columns[Math.floor(at / each)] = column;
    tick.tenants[tenant]?.heat.forEach((count, bin) => {
      column[bin] = (column[bin] ?? 0) + count;
    });
  });
  return columns;
}

function draw({ pen, box, data, focus, theme }: Scene): void {
  const plot = plotOf(box);
  drawFuture(pen, theme, plot, data);
  drawTimeMarks(pen, theme, plot, data, { cursorUs: focus.cursorUs, labels: 0 });
  const slo = slosUs(data)[focus.tenant] ?? 0;
  drawSlo(pen, theme, plot, latencyScale(plot)(slo / 1000), `SLO ${formatMs(slo)}`);
}

/** Bins that hold anything; the table has no empty columns. */
function usedBins(heats: readonly Uint8Array[]): readonly number[] {
  return Array.from({ length: HEAT_BINS }, (_, bin) => bin).filter((bin) => heats.some((heat) => (heat[bin] ?? 0) > 0));
}

const picture: Picture = {
  id: 'latency-heatmap',
  ofTenant: true,
  title: (data, focus) => `Latency of ${letterOf(data, focus.tenant)}`,
  unit: 'ms, log',
  question: 'How it waits: a shift or a tail',
  howToRead: 'Each cell counts one tenant’s answers in half a second. Up is slower.',
  truth: [
    'Modelled: queueing at servers, connections, cores and IO; cache hits and misses; the data that a move copies.',
    'A cell counts answers in half a second, ten cells per factor of ten; counts from 255 up are written as 255.',
    'In a run with more half seconds than the picture has pixels a column counts several; the table has each.',
    'The first and the last cell hold everything below 1.26 ms and above 7.9 s.',
    'Colour is the logarithm of the count, up to the largest cell of this tenant so far.',
    'Nothing is left out as warm-up.',
  ],
  note: (data, focus) => {
    const letter = letterOf(data, focus.tenant);
    if (data.ticks.length > 0) return 'Dashed: noise or a fault. Solid: your action.';
    return floodingTenants(data).has(focus.tenant)
      ? `${letter} is the one that floods.`
      : `${letter} never changes what it sends. Watch it.`;
  },
  ground: { shows: (data, focus) => [...measured(data), focus.tenant], draw: drawGround },
  draw,
  shows: (data, focus, box) => markedTime(data, focus, plotOf(box), false),
  brushing: { plotOf, stepUs: TICK_US, latencies: true },
  timeAxis: (box) => {
    const plot = plotOf(box);
    return { left: plot.x, right: plot.x + plot.width };
  },
  tip: (data, focus, us) => {
    const tick = tickAt(data, us)?.tenants[focus.tenant];
    if (!tick) return null;
    return {
      title: data.scenario.tenants[focus.tenant]?.name ?? '',
      at: formatClock(us),
      lines: [
        ['p50', tick.p50Us > 0 ? formatMs(tick.p50Us) : '–'],
        ['p99', tick.p99Us > 0 ? formatMs(tick.p99Us) : '–'],
        ['requests in 0.5 s', formatCount(tick.completed)],
        ['rejected', formatCount(tick.rejected)],
      ],
    };
  },
  table: (data, focus) => {
    const heats = data.ticks.map((tick) => tick.tenants[focus.tenant]?.heat ?? new Uint8Array(HEAT_BINS));
    const bins = usedBins(heats);
    return {
      caption: `Answers of ${data.scenario.tenants[focus.tenant]?.name ?? ''} by latency, half second by half second`,
      columns: [
        { label: 'From, s', numeric: true },
        ...bins.map((bin) => ({ label: `from ${formatMs(heatEdgeUs(bin))}`, numeric: true })),
      ],
      rows: heats.map((heat, at) => [(at * TICK_US) / 1e6, ...bins.map((bin) => heat[bin] ?? 0)]),
    };
  },
  sentence: (data, focus) => {
    const name = data.scenario.tenants[focus.tenant]?.name ?? '';
    const slo = slosUs(data)[focus.tenant] ?? 0;
    const tick = data.ticks.at(-1)?.tenants[focus.tenant];
    if (!tick || tick.completed === 0) return `${name} has no answers in the last half second.`;
    const spread =
      tick.p99Us > 4 * tick.p50Us ? 'a tail: most are fast, few are slow' : 'a shift: all take about as long';
    return `${name} had ${formatCount(tick.completed)} answers in the last half second, half of them within ${formatMs(tick.p50Us)}, the slowest 1 % from ${formatMs(tick.p99Us)} (SLO ${formatMs(slo)}); ${spread}.`;
  },
};

export const latencyHeatmap = canvasChart(picture);
