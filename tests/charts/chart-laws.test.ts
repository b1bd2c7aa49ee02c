/** @module What holds for every chart and for the scene: drawn whole, readable, with the same numbers in table and picture. */
import { describe, expect, test } from 'vitest';
import type { Focus } from '../../lab-ui/charts/chart.ts';
import { CHARTS } from '../../lab-ui/charts/index.ts';
import { timeline } from '../../lab-ui/charts/timeline.ts';
import { LIGHT_THEME } from '../../lab-ui/marks/theme.ts';
import { topology } from '../../lab-ui/scene/topology.ts';
import type { BenchData } from '../../lab-ui/state/bench-data.ts';
import { summarySentence } from '../../lab-ui/text/summary.ts';
import type { FaultItem } from '../../sim-engine/model/scenario.ts';
import { benchFixture, switchTo } from './bench-fixture.ts';
import { clipped, overlaps, RecordingPen, verticalLines } from './recording-pen.ts';

const ALL = [...CHARTS, topology, timeline];
/** Sizes of the hosts on the two benches, px. */
const SIZES: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  'p99-grid': [
    [358, 188],
    [348, 152],
  ],
  'latency-lines': [
    [358, 188],
    [348, 152],
  ],
  'latency-heatmap': [
    [280, 188],
    [308, 152],
  ],
  goodput: [
    [188, 188],
    [296, 152],
  ],
  'cost-harm': [
    [190, 188],
    [296, 152],
  ],
  topology: [
    [856, 470],
    [856, 400],
    [792, 353],
    [560, 353],
  ],
  timeline: [
    [1004, 84],
    [596, 84],
  ],
};
const FOCUS: Focus = { tenant: 2, cursorUs: 12_000_000 };

const FAULTS: readonly FaultItem[] = [
  { id: 'zone', label: 'Zone lost', atUs: 10e6, forUs: 8e6, fault: { id: 'zone-loss', params: {} }, target: {} },
  {
    id: 'gray',
    label: 'Database slow',
    atUs: 50e6,
    forUs: 9e6,
    fault: { id: 'slow', params: {} },
    target: { tier: 'database', count: 1 },
  },
];

const CASES: readonly (readonly [string, () => BenchData])[] = [
  ['before the start', () => benchFixture()],
  ['one tick', () => benchFixture({ untilSec: 0.5 })],
  ['flood, shared', () => benchFixture({ untilSec: 45 })],
  ['while data is copied to cells', () => benchFixture({ untilSec: 51, actions: [switchTo('cells', 50)] })],
  ['cells', () => benchFixture({ untilSec: 62, actions: [switchTo('cells', 50)] })],
  ['bulkhead', () => benchFixture({ untilSec: 60, actions: [switchTo('bulkhead', 50)] })],
  ['bridge', () => benchFixture({ untilSec: 60, actions: [switchTo('bridge', 35)] })],
  ['silo', () => benchFixture({ untilSec: 60, actions: [switchTo('silo', 40)] })],
  ['50 tenants, silo', () => benchFixture({ tenants: 50, untilSec: 20, actions: [switchTo('silo', 8)] })],
  ['faults, one over and one to come', () => benchFixture({ untilSec: 24, faults: FAULTS })],
  ['a zone is lost', () => benchFixture({ untilSec: 14, faults: FAULTS })],
  ['a zone is lost in silos', () => benchFixture({ untilSec: 14, faults: FAULTS, actions: [switchTo('silo', 1)] })],
  ['the database is slow', () => benchFixture({ untilSec: 52, faults: FAULTS })],
  ['the end', () => benchFixture({ untilSec: 120 })],
];

describe.each(CASES)('%s', (_name, make) => {
  const data = make();

  test.each(ALL.map((chart) => [chart.id, chart] as const))('%s is drawn whole and can be read', (id, chart) => {
    for (const [width, height] of SIZES[id] ?? []) {
      const pen = new RecordingPen();
      const box = { x: 0, y: 0, width, height };
      chart.draw({ pen, box, data, focus: FOCUS, theme: LIGHT_THEME });
      expect(pen.calls.length, 'something is drawn').toBeGreaterThan(0);
      expect(pen.texts.filter((text) => text.sizePx < 11)).toEqual([]);
      expect(clipped(pen.texts, box), `texts inside ${width} x ${height}`).toEqual([]);
      expect(overlaps(pen.texts), `texts apart at ${width} x ${height}`).toEqual([]);
    }
  });

  test.each(ALL.map((chart) => [chart.id, chart] as const))('%s has a table and a sentence', (_id, chart) => {
    const table = chart.table(data, FOCUS);
    expect(table.caption).not.toBe('');
    for (const row of table.rows) {
      expect(row).toHaveLength(table.columns.length);
      row.forEach((value, at) => {
        if (table.columns[at]?.numeric)
          expect(value === null || (typeof value === 'number' && Number.isFinite(value))).toBe(true);
        else expect(typeof value).toBe('string');
      });
    }
    expect(chart.sentence(data, FOCUS)).toMatch(/\S.*\.$/s);
    expect(chart.sentence(data, FOCUS)).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(chart.note(data, FOCUS)).not.toMatch(/NaN|undefined/);
  });
});

test('the timeline tells faults as it tells noise', () => {
  const rows = (untilSec: number) => timeline.table(benchFixture({ untilSec, faults: FAULTS }), FOCUS).rows;
  expect(rows(24)).toEqual(
    expect.arrayContaining([
      [10, 18, 'Zone lost', 'over'],
      [50, 59, 'Database slow', 'planned'],
    ]),
  );
  expect(rows(52)).toContainEqual([50, 59, 'Database slow', 'running']);
});

test('the scene shows who is struck in picture, table and words, and nobody when all is well', () => {
  const box = { x: 0, y: 0, width: 856, height: 470 };
  const at = (untilSec: number) => {
    const data = benchFixture({ untilSec, faults: FAULTS });
    const pen = new RecordingPen();
    topology.draw({ pen, box, data, focus: FOCUS, theme: LIGHT_THEME });
    const { columns, rows } = topology.table(data, FOCUS);
    const health = columns.findIndex(({ label }) => label === 'Health');
    const struck = rows.filter((row) => row[health] !== 'well').map((row) => [row[0], row[health]]);
    return { texts: pen.texts.map(({ text }) => text), struck, sentence: topology.sentence(data, FOCUS) };
  };
  const calm = at(9);
  expect(calm.struck).toEqual([]);
  expect(calm.sentence).not.toContain('Struck');
  const lost = at(14);
  // Every third of eight app servers, of four database units with four cores, of six workers.
  expect(lost.struck).toEqual([
    ['app-1', 'down'],
    ['app-4', 'down'],
    ['app-7', 'down'],
    ['db-1-cpu', '8 of 16 down'],
    ['db-1-io', '2 of 4 down'],
    ['jobs-1', '2 of 6 down'],
  ]);
  expect(lost.texts.filter((text) => text === 'down')).toHaveLength(3);
  expect(lost.sentence).toContain('Struck by faults: app-1 down, app-4 down, app-7 down and 3 more struck.');
  const slow = at(52);
  expect(slow.struck).toContainEqual(['db-1-cpu', '4 of 16 slow ×5']);
  expect(slow.sentence).toContain('db-1-cpu 4 of 16 slow ×5');
});

test('the sentence over the scene says what is broken, for as long as it is', () => {
  const rest = (untilSec: number) => summarySentence(benchFixture({ untilSec, faults: FAULTS })).rest;
  expect(rest(14)).toContain('Zone lost since 10.0 s.');
  expect(rest(24)).not.toContain('Zone lost');
});

test('the balancer says since when its own rule holds', () => {
  const action = { type: 'set-balancing', policy: 'power-of-two' } as const;
  const pen = new RecordingPen();
  const data = benchFixture({ untilSec: 12, actions: [{ atSec: 8, action }] });
  topology.draw({ pen, box: { x: 0, y: 0, width: 856, height: 470 }, data, focus: FOCUS, theme: LIGHT_THEME });
  expect(pen.texts.map(({ text }) => text)).toEqual(expect.arrayContaining(['of two', '8.0 s']));
});

describe('words keep clear of marks', () => {
  const marked = benchFixture({ untilSec: 45, actions: [switchTo('fair', 35)] });

  test.each(['latency-heatmap', 'latency-lines'])('the SLO of %s is written over the marks of time', (id) => {
    const pen = new RecordingPen();
    const chart = CHARTS.find((candidate) => candidate.id === id);
    chart?.draw({ pen, box: { x: 0, y: 0, width: 280, height: 152 }, data: marked, focus: FOCUS, theme: LIGHT_THEME });
    const label = pen.texts.findIndex(({ text }) => text.startsWith('SLO'));
    const at = pen.calls.indexOf(pen.calls.filter((call) => call.startsWith('fillText'))[label] ?? '');
    const down = verticalLines(pen.calls).at(-1)?.at ?? Number.POSITIVE_INFINITY;
    expect(at).toBeGreaterThan(down);
  });

  test('no name of a model stands on the mark of another', () => {
    const actions = [switchTo('bridge', 35), switchTo('fair', 60)];
    for (const untilSec of [36, 37, 38, 45, 61, 62, 70]) {
      const data = benchFixture({ untilSec, actions: actions.filter(({ atSec }) => atSec < untilSec) });
      for (const [width, height] of SIZES['cost-harm'] ?? []) {
        const pen = new RecordingPen();
        const chart = CHARTS.find((candidate) => candidate.id === 'cost-harm');
        chart?.draw({ pen, box: { x: 0, y: 0, width, height }, data, focus: FOCUS, theme: LIGHT_THEME });
        const names = pen.texts.filter(({ text }) => data.ladder.some((rung) => rung.title === text));
        const rings = pen.calls.filter((call) => call.startsWith('arc')).map((call) => call.split(' ').map(Number));
        for (const { text, box } of names) {
          const covered = rings.filter(
            ([, px = 0, py = 0, radius = 0]) =>
              px + radius > box.x &&
              px - radius < box.x + box.width &&
              py + radius > box.y &&
              py - radius < box.y + box.height,
          );
          expect(covered, `${text} at ${untilSec} s`).toEqual([]);
        }
      }
    }
  });
});

describe('pictures and tables hold the same data', () => {
  const data = benchFixture({ untilSec: 45 });

  test.each(ALL.map((chart) => [chart.id, chart] as const))('%s draws the same twice', (id, chart) => {
    const [width, height] = SIZES[id]?.[0] ?? [300, 200];
    const [first, second] = [new RecordingPen(), new RecordingPen()];
    for (const pen of [first, second])
      chart.draw({ pen, box: { x: 0, y: 0, width, height }, data, focus: FOCUS, theme: LIGHT_THEME });
    expect(second.calls).toEqual(first.calls);
  });

  test('every second of the grid is the larger p99 of its two ticks', () => {
    const table = CHARTS.find((chart) => chart.id === 'p99-grid')?.table(data, FOCUS);
    table?.rows.forEach((row, second) => {
      data.scenario.tenants.forEach((_, tenant) => {
        const us = [2 * second, 2 * second + 1].map((at) => data.ticks[at]?.tenants[tenant]?.p99Us ?? 0);
        expect(row[tenant + 1]).toBe(Math.max(...us) === 0 ? null : Math.max(...us) / 1000);
      });
    });
    expect(table?.rows).toHaveLength(45);
  });

  test('the heatmap counts every answer of the tenant in focus', () => {
    const table = CHARTS.find((chart) => chart.id === 'latency-heatmap')?.table(data, FOCUS);
    const counted = (table?.rows ?? []).reduce(
      (sum, row) => sum + row.slice(1).reduce((total: number, count) => total + Number(count), 0),
      0,
    );
    expect(counted).toBe(data.ticks.reduce((sum, tick) => sum + (tick.tenants[FOCUS.tenant]?.completed ?? 0), 0));
  });

  test('the scene’s table lists every station of the topology with its exact line', () => {
    const rows = topology.table(data, FOCUS).rows;
    const waiting = rows.reduce((sum, row) => sum + Number(row[6]), 0);
    expect(rows).toHaveLength(data.state?.stations.length ?? -1);
    expect(waiting).toBe(data.state?.stations.reduce((sum, station) => sum + station.waiting, 0));
  });
});
