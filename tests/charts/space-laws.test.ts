/** @module What holds for the words over both scenes in 3D, their flat twin and their cuts: whole, readable, apart, with a table. */
import { describe, expect, test } from 'vitest';
import { canvasChart } from '../../lab-ui/charts/canvas-chart.ts';
import type { Focus } from '../../lab-ui/charts/chart.ts';
import { LIGHT_THEME } from '../../lab-ui/marks/theme.ts';
import { SNAPS } from '../../lab-ui/space/camera.ts';
import { CameraStore } from '../../lab-ui/space/camera-store.ts';
import { CITY_CORNER, cityPicture } from '../../lab-ui/space/city/city.ts';
import { planChart } from '../../lab-ui/space/city/plan.ts';
import { cutChart } from '../../lab-ui/space/surface/cuts.ts';
import { surfacePicture } from '../../lab-ui/space/surface/surface.ts';
import { SURFACE_CORNER } from '../../lab-ui/space/surface/surface-blocks.ts';
import type { BenchData } from '../../lab-ui/state/bench-data.ts';
import { benchFixture, switchTo } from './bench-fixture.ts';
import { clipped, overlaps, RecordingPen } from './recording-pen.ts';

/** A clock on which every glide is over at once. */
const clock = { nowMs: () => 0, next: () => undefined, calm: () => true };
const FOCUS: Focus = { tenant: 2, cursorUs: 12_000_000 };
const CASES: readonly (readonly [string, () => BenchData])[] = [
  ['before the start', () => benchFixture()],
  ['one tick', () => benchFixture({ untilSec: 0.5 })],
  ['flood, shared', () => benchFixture({ untilSec: 45 })],
  ['while data is copied to cells', () => benchFixture({ untilSec: 51, actions: [switchTo('cells', 50)] })],
  ['cells', () => benchFixture({ untilSec: 64, actions: [switchTo('cells', 50)] })],
  ['bulkhead', () => benchFixture({ untilSec: 60, actions: [switchTo('bulkhead', 50)] })],
  ['50 tenants, silo', () => benchFixture({ tenants: 50, untilSec: 20, actions: [switchTo('silo', 8)] })],
  [
    'the database is slow',
    () =>
      benchFixture({
        untilSec: 52,
        faults: [
          {
            id: 'gray',
            label: 'Database slow',
            atUs: 50e6,
            forUs: 9e6,
            fault: { id: 'slow', params: {} },
            target: { tier: 'database', count: 1 },
          },
        ],
      }),
  ],
  ['the end', () => benchFixture({ untilSec: 120 })],
];

const SCENE = [
  [856, 472],
  [792, 353],
] as const;
const FRAME = [
  [358, 188],
  [190, 188],
  [348, 152],
] as const;

describe.each(CASES)('%s', (_name, make) => {
  const data = make();
  const scenes = SNAPS.flatMap((snap) => {
    const [city, surface] = [new CameraStore(CITY_CORNER, clock), new CameraStore(SURFACE_CORNER, clock)];
    city.choose(snap);
    surface.choose(snap);
    return [
      [`city, ${snap}`, canvasChart(cityPicture(city)), SCENE] as const,
      [`surface, ${snap}`, canvasChart(surfacePicture(surface)), SCENE] as const,
      [`plan, ${snap}`, planChart(city), FRAME.slice(0, 1)] as const,
    ];
  });
  const cuts = [0, 1, 2].map((index) => [`cut ${index + 1}`, cutChart(index), FRAME] as const);

  test.each([...scenes, ...cuts])('%s is written whole and can be read', (_id, chart, sizes) => {
    for (const [width, height] of sizes) {
      const pen = new RecordingPen();
      const box = { x: 0, y: 0, width, height };
      chart.draw({ pen, box, data, focus: FOCUS, theme: LIGHT_THEME });
      expect(pen.texts.length).toBeGreaterThan(0);
      expect(pen.texts.filter((text) => text.sizePx < 11)).toEqual([]);
      expect(clipped(pen.texts, box), `inside ${width} x ${height}`).toEqual([]);
      expect(overlaps(pen.texts), `apart at ${width} x ${height}`).toEqual([]);
    }
  });

  test.each([...scenes, ...cuts])('%s has a table, a sentence and its limits', (_id, chart) => {
    const table = chart.table(data, FOCUS);
    expect(table.caption).not.toBe('');
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    expect(chart.sentence(data, FOCUS)).toMatch(/\.$/);
    expect(chart.sentence(data, FOCUS)).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(chart.truth.length).toBeGreaterThan(2);
  });
});
