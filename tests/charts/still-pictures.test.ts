/** @module A picture that says that nothing it shows has changed is not drawn again: so whatever changes its words must be named. */
import { describe, expect, test } from 'vitest';
import type { DrawnChart } from '../../lab-ui/charts/canvas-chart.ts';
import type { Focus } from '../../lab-ui/charts/chart.ts';
import { goodput } from '../../lab-ui/charts/goodput.ts';
import { latencyHeatmap } from '../../lab-ui/charts/latency-heatmap.ts';
import { latencyLines } from '../../lab-ui/charts/latency-lines.ts';
import { p99Grid } from '../../lab-ui/charts/p99-grid.ts';
import { sameParts } from '../../lab-ui/charts/still-layer.ts';
import { timeline } from '../../lab-ui/charts/timeline.ts';
import { LIGHT_THEME } from '../../lab-ui/marks/theme.ts';
import { topology } from '../../lab-ui/scene/topology.ts';
import type { BenchData } from '../../lab-ui/state/bench-data.ts';
import { benchFixture, switchTo } from './bench-fixture.ts';
import { RecordingPen } from './recording-pen.ts';

const BOX = { x: 0, y: 0, width: 358, height: 188 };
const FOCUS: Focus = { tenant: 2, cursorUs: null };
const run = benchFixture({ untilSec: 45 });
const switched = benchFixture({ untilSec: 45, actions: [switchTo('cells', 40)] });

/** Instants that differ from the first in one thing each. */
const OTHERS: readonly (readonly [string, BenchData, Focus])[] = [
  ['a tenth of a second later', { ...run, simulatedUs: run.simulatedUs + 100_000 }, FOCUS],
  ['much later', benchFixture({ untilSec: 60 }), FOCUS],
  ['one tick less', { ...run, ticks: run.ticks.slice(0, -1) }, FOCUS],
  ['switched', switched, FOCUS],
  ['without its log', { ...run, log: [] }, FOCUS],
  ['gone back to', { ...run, ticks: run.ticks.slice(0, 40), simulatedUs: 20e6, head: run }, FOCUS],
  ['another tenant in focus', run, { ...FOCUS, tenant: 5 }],
  ['a cursor', run, { ...FOCUS, cursorUs: 12e6 }],
  ['a bookmark', run, { ...FOCUS, bookmarksUs: [9e6] }],
];

function drawn(chart: DrawnChart, data: BenchData, focus: Focus): string {
  const pen = new RecordingPen();
  chart.draw({ pen, box: BOX, data, focus, theme: LIGHT_THEME });
  return JSON.stringify([pen.calls, pen.texts]);
}

function parts({ ground, shows }: DrawnChart, data: BenchData, focus: Focus): readonly unknown[] {
  return [...(ground?.shows(data, focus, BOX) ?? []), ...(shows?.(data, focus, BOX) ?? [])];
}

const CHARTS = [p99Grid, latencyLines, latencyHeatmap, goodput, timeline];

describe.each(CHARTS.map((chart) => [chart.id, chart] as const))('%s', (_id, chart) => {
  const before = drawn(chart, run, FOCUS);

  test.each(OTHERS)('is drawn again when it is %s, if that looks different', (_name, data, focus) => {
    const isSame = sameParts(parts(chart, run, FOCUS), parts(chart, data, focus));
    // The line of now moves by less than half a pixel in between: that alone is not drawn.
    const now = { ...data, simulatedUs: run.simulatedUs };
    if (isSame) expect(drawn(chart, now, focus)).toBe(before);
  });

  test('is not drawn again for the same instant, and not for one that nobody could tell from it', () => {
    const soon = { ...run, simulatedUs: run.simulatedUs + 1_000, events: run.events + 9, state: null };
    expect(sameParts(parts(chart, run, FOCUS), parts(chart, soon, FOCUS))).toBe(true);
  });

  test('has a ground that does not move with time', () => {
    const later = { ...run, simulatedUs: run.simulatedUs + 200_000 };
    const { ground } = chart;
    const grounds = [run, later].map((data) => {
      const pen = new RecordingPen();
      ground?.draw({ pen, box: BOX, data, focus: FOCUS, theme: LIGHT_THEME });
      return JSON.stringify([pen.calls, pen.texts]);
    });
    expect(grounds[1]).toBe(grounds[0]);
  });
});

test('the scene is drawn ten times a second of a run that goes on, and for every instant of one that stands or is gone back to', () => {
  const same = (a: BenchData, b: BenchData) => sameParts(parts(topology, a, FOCUS), parts(topology, b, FOCUS));
  const later = (data: BenchData, byUs: number): BenchData => ({ ...data, simulatedUs: data.simulatedUs + byUs });
  expect([same(run, later(run, 99_999)), same(run, later(run, 100_000))]).toEqual([true, false]);
  expect(same(run, { ...run, topology: switched.topology })).toBe(false);
  for (const still of [
    { ...run, status: 'paused' as const },
    { ...run, head: run },
  ])
    expect([same(still, still), same(still, later(still, 1))]).toEqual([true, false]);
});
