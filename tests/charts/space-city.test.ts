/**
 * The claim: the city stands where its plan stands and is as high as the run says; a switch takes it apart. Tested on the plain
 * numbers from which blocks, dots, labels and picks are made, over real runs.
 */
import { describe, expect, test } from 'vitest';
import { LIGHT_THEME } from '../../lab-ui/marks/theme.ts';
import { topology } from '../../lab-ui/scene/topology.ts';
import { pick, topOf } from '../../lab-ui/space/blocks.ts';
import { project, SNAPS, snapCamera, type Vec3 } from '../../lab-ui/space/camera.ts';
import { CITY_CORNER, cityView } from '../../lab-ui/space/city/city.ts';
import { type CityFacts, cityBlocks, FLOOR, heightOf } from '../../lab-ui/space/city/city-blocks.ts';
import { cityLayout, GROUND, type Ground, onTheWay } from '../../lab-ui/space/city/city-layout.ts';
import { CityMotion } from '../../lab-ui/space/city/city-motion.ts';
import { crowdOf, DOTS_MAX } from '../../lab-ui/space/city/city-requests.ts';
import { axisEndUs, towersOf } from '../../lab-ui/space/city/city-waits.ts';
import { cityTable } from '../../lab-ui/space/city/city-words.ts';
import { partsOf } from '../../lab-ui/space/colours.ts';
import type { BenchData } from '../../lab-ui/state/bench-data.ts';
import { slosUs } from '../../lab-ui/text/tenant-state.ts';
import { benchFixture, switchTo } from './bench-fixture.ts';

const FOCUS = { tenant: 2, cursorUs: null };
const BOX = { x: 0, y: 0, width: 856, height: 472 };
const flood = benchFixture({ untilSec: 45 });
const cells = benchFixture({ untilSec: 64, actions: [switchTo('cells', 50)] });
const silos = benchFixture({ tenants: 50, untilSec: 20, actions: [switchTo('silo', 8)] });
const RUNS: readonly (readonly [string, BenchData])[] = [
  ['shared, flooded', flood],
  ['cells', cells],
  ['50 silos', silos],
  ['fair', benchFixture({ untilSec: 60, actions: [switchTo('fair', 35)] })],
];

const factsOf = (data: BenchData): CityFacts => {
  const towers = towersOf(data);
  const layout = cityLayout(data.topology?.rows ?? []);
  return { layout, towers, endUs: axisEndUs(towers), slosUs: slosUs(data), focus: 2 };
};

function apart(a: Ground, b: Ground): boolean {
  const e = 1e-9;
  return a.x + a.width <= b.x + e || b.x + b.width <= a.x + e || a.z + a.depth <= b.z + e || b.z + b.depth <= a.z + e;
}

describe.each(RUNS)('the city: %s', (_name, data) => {
  const facts = factsOf(data);
  const { layout, towers } = facts;

  test('every tenant has one plot, on the plate of its row; nothing overlaps', () => {
    expect(layout.plots.map(({ tenant }) => tenant).sort((a, b) => a - b)).toEqual(
      data.scenario.tenants.map((_, at) => at),
    );
    expect(layout.plates.map(({ title }) => title)).toEqual(data.topology?.rows.map(({ title }) => title));
    layout.plots.forEach((plot, at) => {
      expect(data.topology?.rows[plot.row]?.tenants).toContain(plot.tenant);
      for (const other of layout.plots.slice(at + 1)) expect(apart(plot, other)).toBe(true);
      const plate = layout.plates[plot.row];
      if (!plate) throw new RangeError(`no plate ${plot.row}`);
      expect(plot.x).toBeGreaterThanOrEqual(plate.x);
      expect(plot.x + plot.width).toBeLessThanOrEqual(plate.x + plate.width);
      expect(plot.z + plot.depth).toBeLessThanOrEqual(plate.yard.z + 1e-9);
      expect(plate.yard.z + plate.yard.depth).toBeLessThanOrEqual(plate.z + plate.depth + 1e-9);
    });
    layout.plates.forEach((plate, at) => {
      for (const other of layout.plates.slice(at + 1)) expect(apart(plate, other)).toBe(true);
      expect(Math.max(Math.abs(plate.x), Math.abs(plate.z))).toBeLessThanOrEqual(GROUND / 2 + 1e-9);
    });
  });

  test('storeys stand on each other, each as high as its wait over its floor', () => {
    const blocks = cityBlocks(facts, LIGHT_THEME);
    for (const { tenant, storeys } of towers) {
      const own = blocks.filter((block) => block.tenant === tenant);
      expect(own).toHaveLength(storeys.length);
      own.forEach((block, at) => {
        expect(block.size[1]).toBeCloseTo(FLOOR + heightOf(storeys[at]?.waitUs ?? -1, facts.endUs), 9);
        const below = own[at - 1];
        if (below) expect(block.at[1]).toBeCloseTo(below.at[1] + below.size[1], 9);
      });
    }
    expect(heightOf(500_000, 1e6)).toBeCloseTo(2 * heightOf(250_000, 1e6), 9);
  });

  test('one dot is one request of the topology: in service or waiting at app, database and jobs', () => {
    const crowd = crowdOf(data, layout);
    const rows = topology
      .table(data, FOCUS)
      .rows.filter(([, tier]) => ['app', 'database', 'jobs'].includes(String(tier)));
    const present = rows.reduce((sum, row) => sum + Number(row[5]) + Number(row[6]), 0);
    expect(crowd.present).toBe(present);
    expect(crowd.dots).toHaveLength(present);
    expect(crowd.each).toBe(1);
  });

  test('the table says of every pool what the topology’s table says', () => {
    const stations = topology.table(data, FOCUS).rows;
    for (const row of cityTable(data).rows) {
      const [tenant, , tier, pool, , waiting] = row;
      const same = stations.filter(([, other, title]) => other === tier && title === pool);
      const expected = same.reduce((sum, station) => sum + Number(station[6]), 0);
      expect(waiting, `${tenant} at ${tier}`).toBe(tier === 'cache' ? 0 : expected);
    }
  });

  test.each(SNAPS)('a pick on a face in sight finds its tenant, from %s', (snap) => {
    const view = cityView(snapCamera(snap, CITY_CORNER), BOX);
    const blocks = cityBlocks(facts, LIGHT_THEME);
    const roofs = blocks.filter(({ item }) => item === 3);
    const found = roofs.filter((roof) => {
      const [x, y, z] = topOf(roof);
      const half = roof.size[1] / 2;
      const front: Vec3 = [x, y - half, z + roof.size[2] / 2];
      const side: Vec3 = [x + roof.size[0] / 2, y - half, z];
      const spot = project(view, snap === 'front' ? front : snap === 'side' ? side : [x, y, z]);
      const hit = pick(view, blocks, spot.x, spot.y);
      // Something nearer may cover it; something farther may not.
      expect(hit?.near ?? -1).toBeGreaterThanOrEqual(spot.near - 1e-6);
      return hit?.block.tenant === roof.tenant;
    });
    if (snap === 'top') expect(found).toHaveLength(roofs.length);
    expect(found.length).toBeGreaterThan(0);
  });
});

describe('waits of the city', () => {
  test('in a first-come line everybody expects what the first in line has waited; in a fair one only who stands in it', () => {
    const shared = towersOf(flood).map(({ storeys }) => storeys[0]?.waitUs);
    expect(new Set(shared).size).toBe(1);
    expect(shared[0]).toBeGreaterThan(250_000);
    const fair = RUNS[3]?.[1] ?? flood;
    const station = fair.topology?.pools.find(({ tier }) => tier === 'database')?.stations[0];
    const queue = new Set(fair.state?.stations[station?.index ?? -1]?.queue);
    expect(station?.discipline).not.toBe('fifo');
    expect(queue.size).toBeGreaterThan(0);
    const towers = towersOf(fair);
    const out = towers.filter(({ tenant }) => !queue.has(tenant)).map(({ storeys }) => storeys[0]?.waitUs ?? -1);
    const inside = towers.filter(({ tenant }) => queue.has(tenant)).map(({ storeys }) => storeys[0]?.waitUs ?? -1);
    expect(Math.max(...out, 0)).toBeLessThan(Math.min(...inside));
  });

  test('a slow database darkens the plots behind it and no other', () => {
    const fault = { id: 'slow', label: 'slow', atUs: 58e6, forUs: 9e6, fault: { id: 'slow', params: {} } } as const;
    const target = { tier: 'database', count: 1 } as const;
    const data = benchFixture({ untilSec: 60, actions: [switchTo('cells', 40)], faults: [{ ...fault, target }] });
    const well = benchFixture({ untilSec: 57, actions: [switchTo('cells', 40)] });
    const struck = towersOf(data).filter(({ storeys }) => storeys.some((storey) => storey.struck !== ''));
    expect(struck.length).toBeGreaterThan(0);
    expect(struck.length).toBeLessThan(data.scenario.tenants.length);
    const roof = (run: BenchData, tenant: number) =>
      partsOf(
        cityBlocks(factsOf(run), LIGHT_THEME).find((block) => block.tenant === tenant && block.item === 3)?.top ?? '',
      ).reduce((a, b) => a + b);
    for (const { tenant } of towersOf(data)) {
      const isStruck = struck.some((tower) => tower.tenant === tenant);
      if (isStruck) expect(roof(data, tenant)).toBeLessThan(0.7 * roof(well, tenant));
      else expect(roof(data, tenant)).toBe(roof(well, tenant));
    }
  });

  test('more than 5,000 requests share dots, and the number that one stands for is the least that fits', () => {
    const pool = flood.topology?.pools.find(({ tier }) => tier === 'database');
    const at = pool?.stations[0]?.index ?? -1;
    const stations = flood.state?.stations.map((state, index) =>
      index === at ? { ...state, waiting: 12_000 } : state,
    );
    if (!flood.state || !stations) throw new RangeError('the fixture has no state');
    const crowd = crowdOf({ ...flood, state: { ...flood.state, stations } }, cityLayout(flood.topology?.rows ?? []));
    expect(crowd.each).toBe(3);
    expect(crowd.dots.length).toBeLessThanOrEqual(DOTS_MAX);
    expect(crowd.dots.length).toBe(Math.ceil(crowd.present / 3));
  });
});

describe('a switch takes the block apart', () => {
  const before = benchFixture({ untilSec: 50 });
  const during = benchFixture({ untilSec: 50.2, actions: [switchTo('cells', 50)] });

  test('every tenant goes from its old plot to its new one; the old block stays dotted until it is empty', () => {
    let nowMs = 0;
    const clock = { nowMs: () => nowMs, next: () => undefined, calm: () => false };
    const motion = new CityMotion(clock);
    const first = motion.stand(before, towersOf(before));
    expect(first.ghost).toBeNull();
    const start = motion.stand(during, towersOf(during));
    expect(start.layout.plots.map(({ tenant }) => tenant).sort()).toEqual(
      first.layout.plots.map(({ tenant }) => tenant).sort(),
    );
    for (const plot of start.layout.plots) {
      const old = first.layout.plots.find(({ tenant }) => tenant === plot.tenant);
      expect([plot.x, plot.z]).toEqual([old?.x, old?.z]);
    }
    expect(start.ghost?.blocks).toHaveLength(1);
    expect(start.ghost?.blocks[0]?.waitUs).toBe(Math.max(...towersOf(before).map(({ waitUs }) => waitUs)));
    nowMs = 400;
    const end = motion.stand(during, towersOf(during));
    expect(end.layout).toEqual(cityLayout(during.topology?.rows ?? []));
    expect(end.layout.plates).toHaveLength(4);
    expect(end.ghost).not.toBeNull();
    expect(motion.stand(cells, towersOf(cells)).ghost).toBeNull();
  });

  test('halfway every plot is halfway', () => {
    const [from, to] = [cityLayout(before.topology?.rows ?? []), cityLayout(cells.topology?.rows ?? [])];
    for (const plot of onTheWay(from, to, 0.5).plots) {
      const [a, b] = [from, to].map(({ plots }) => plots.find(({ tenant }) => tenant === plot.tenant));
      expect(plot.x).toBeCloseTo(((a?.x ?? 0) + (b?.x ?? 0)) / 2, 9);
      expect(plot.z).toBeCloseTo(((a?.z ?? 0) + (b?.z ?? 0)) / 2, 9);
    }
  });
});
