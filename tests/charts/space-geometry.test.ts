/**
 * The claim: both scenes in 3D stand where their flat twins stand and are as high as the run says. Tested on the plain numbers from
 * which blocks, dots, labels and picks are made, over real runs.
 */
import { describe, expect, test } from 'vitest';
import { p99Grid } from '../../lab-ui/charts/p99-grid.ts';
import { LIGHT_THEME } from '../../lab-ui/marks/theme.ts';
import { topology } from '../../lab-ui/scene/topology.ts';
import { pick, topOf } from '../../lab-ui/space/blocks.ts';
import { clipMatrix, fitView, project, SNAPS, snapCamera, type Vec3 } from '../../lab-ui/space/camera.ts';
import { CameraStore } from '../../lab-ui/space/camera-store.ts';
import { drawsOnProcessor } from '../../lab-ui/space/capability.ts';
import { CITY_CORNER, cityView } from '../../lab-ui/space/city/city.ts';
import { type CityFacts, cityBlocks, FLOOR, heightOf } from '../../lab-ui/space/city/city-blocks.ts';
import { cityLayout, GROUND, type Ground, onTheWay } from '../../lab-ui/space/city/city-layout.ts';
import { CityMotion } from '../../lab-ui/space/city/city-motion.ts';
import { crowdOf, DOTS_MAX } from '../../lab-ui/space/city/city-requests.ts';
import { axisEndUs, towersOf } from '../../lab-ui/space/city/city-waits.ts';
import { cityTable } from '../../lab-ui/space/city/city-words.ts';
import { partsOf } from '../../lab-ui/space/colours.ts';
import { surfaceView } from '../../lab-ui/space/surface/surface.ts';
import {
  hiddenSteps,
  latencyHeight,
  SURFACE_CORNER,
  stepTop,
  surfaceBlocks,
} from '../../lab-ui/space/surface/surface-blocks.ts';
import { cutsOf, hurtIn, longestOf, stretchesOf, surfaceSteps } from '../../lab-ui/space/surface/surface-model.ts';
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

describe('the camera', () => {
  const points: readonly Vec3[] = [
    [-5, 0, -5],
    [5, 0, 5],
    [1.5, 2.25, -3],
  ];

  test.each(SNAPS)('the matrix of %s puts every point where the labels are', (snap) => {
    const view = cityView(snapCamera(snap, CITY_CORNER), BOX);
    const m = clipMatrix(view);
    for (const point of points) {
      const clip = [0, 1].map((row) =>
        [0, 1, 2].reduce((sum, at) => sum + (m[4 * row + at] ?? 0) * (point[at] ?? 0), m[4 * row + 3] ?? 0),
      );
      const spot = project(view, point);
      expect((((clip[0] ?? 0) + 1) / 2) * view.width).toBeCloseTo(spot.x, 6);
      expect(((1 - (clip[1] ?? 0)) / 2) * view.height).toBeCloseTo(spot.y, 6);
    }
  });

  test('from the front and the side heights are read, from above the ground as it lies on the plan', () => {
    for (const snap of ['front', 'side'] as const) {
      const view = cityView(snapCamera(snap, CITY_CORNER), BOX);
      const [low, high] = [project(view, [1, 0, 1]), project(view, [1, 2, 1])];
      expect(low.y - high.y).toBeCloseTo(2 * view.scale, 9);
      expect(low.x).toBeCloseTo(high.x, 9);
    }
    const top = cityView(snapCamera('top', CITY_CORNER), BOX);
    const [a, b] = [project(top, [0, 0, 0]), project(top, [1, 3, 2])];
    expect(b.x - a.x).toBeCloseTo(top.scale, 9);
    expect(b.y - a.y).toBeCloseTo(2 * top.scale, 9);
  });

  test('everything that has to be in sight is in the frame', () => {
    const bounds = { from: [-1, 0, -2] as const, to: [3, 1, 2] as const };
    const view = fitView(CITY_CORNER, bounds, { x: 10, y: 20, width: 300, height: 200 }, 400, 300);
    for (const x of [-1, 3])
      for (const y of [0, 1])
        for (const z of [-2, 2]) {
          const spot = project(view, [x, y, z]);
          expect(spot.x).toBeGreaterThanOrEqual(10 - 1e-9);
          expect(spot.x).toBeLessThanOrEqual(310 + 1e-9);
          expect(spot.y).toBeGreaterThanOrEqual(20 - 1e-9);
          expect(spot.y).toBeLessThanOrEqual(220 + 1e-9);
        }
  });

  test('it glides for 400 ms, and cuts where motion is not wanted', () => {
    let nowMs = 1000;
    const queue: (() => void)[] = [];
    const clock = { nowMs: () => nowMs, next: (run: () => void) => void queue.push(run), calm: () => false };
    const camera = new CameraStore(CITY_CORNER, clock);
    camera.choose('top');
    expect(camera.camera()).toEqual(CITY_CORNER);
    nowMs += 200;
    const half = camera.camera().elevation;
    expect(half).toBeGreaterThan(CITY_CORNER.elevation);
    expect(half).toBeLessThan(Math.PI / 2);
    nowMs += 200;
    expect(camera.camera()).toEqual(snapCamera('top', CITY_CORNER));
    queue.shift()?.();
    expect(queue).toEqual([]);
    const calm = new CameraStore(CITY_CORNER, { ...clock, calm: () => true });
    calm.choose('side');
    expect(calm.camera()).toEqual(snapCamera('side', CITY_CORNER));
    expect(queue).toEqual([]);
  });
});

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

describe('the surface', () => {
  test('has the numbers of the flat grid, and every block is as high as its number', () => {
    const table = p99Grid.table(cells, FOCUS);
    const { stepSec, values } = surfaceSteps(cells);
    expect(stepSec).toBe(1);
    expect(values.map((step, second) => [second, ...step.map((us) => (us === null ? null : us / 1000))])).toEqual(
      table.rows,
    );
    const blocks = surfaceBlocks(cells, LIGHT_THEME).filter(({ tenant }) => tenant !== undefined);
    expect(blocks).toHaveLength(values.flat().filter((us) => us !== null).length);
    for (const { size, tenant = -1, item = -1 } of blocks) {
      expect(size[1]).toBe(latencyHeight(values[item]?.[tenant] ?? -1));
    }
  });

  test('height is logarithmic between the ends of the axis', () => {
    const [a, b, c] = [latencyHeight(50_000), latencyHeight(100_000), latencyHeight(200_000)];
    expect(c - b).toBeCloseTo(b - a, 9);
    expect(latencyHeight(10_000)).toBe(latencyHeight(30_000));
    expect(latencyHeight(9e6)).toBe(latencyHeight(1_100_000));
  });

  test('strips of two tenants never touch', () => {
    const blocks = surfaceBlocks(flood, LIGHT_THEME).filter(({ item }) => item === 10);
    blocks.sort((a, b) => a.at[2] - b.at[2]);
    blocks.forEach((block, at) => {
      const next = blocks[at + 1];
      if (next) expect(next.at[2]).toBeGreaterThan(block.at[2] + block.size[2] + 0.01);
    });
  });

  test('the flood is a plateau, cells leave a ridge of who lives with G, and three cuts show it', () => {
    const stretches = stretchesOf(cells);
    const [plateau, ridge] = [longestOf(stretches, 'plateau'), longestOf(stretches, 'ridge')];
    if (!plateau || !ridge) throw new RangeError('the fixture has no plateau or no ridge');
    expect(hurtIn(cells, plateau)).toHaveLength(12);
    expect(ridge.from).toBeGreaterThanOrEqual(plateau.to);
    const home = cells.topology?.rows.find(({ tenants }) => tenants.includes(6))?.tenants ?? [];
    expect(hurtIn(cells, ridge)).toContain(6);
    for (const tenant of hurtIn(cells, ridge)) expect(home).toContain(tenant);
    expect(cutsOf(cells).map(({ shape }) => shape)).toEqual(['calm', 'plateau', 'ridge']);
  });

  test('a pick finds the step under it', () => {
    const blocks = surfaceBlocks(flood, LIGHT_THEME);
    for (const [tenant, step] of [
      [0, 3],
      [6, 20],
      [11, 44],
    ] as const) {
      const view = surfaceView(snapCamera('top', SURFACE_CORNER), BOX);
      const spot = project(view, stepTop(flood, tenant, step));
      const hit = pick(view, blocks, spot.x, spot.y);
      expect([hit?.block.tenant, hit?.block.item]).toEqual([tenant, step]);
    }
  });

  test('what is said to be hidden cannot be picked', () => {
    const steps = surfaceSteps(flood);
    const slos = slosUs(flood);
    const hidden = new Set(hiddenSteps(steps, slos, SURFACE_CORNER).map(({ tenant, step }) => `${tenant} ${step}`));
    const view = surfaceView(SURFACE_CORNER, BOX);
    const blocks = surfaceBlocks(flood, LIGHT_THEME);
    let said = 0;
    for (let tenant = 0; tenant < 12; tenant++) {
      for (let step = 0; step < steps.values.length; step++) {
        if (steps.values[step]?.[tenant] == null || !hidden.has(`${tenant} ${step}`)) continue;
        said++;
        const spot = project(view, stepTop(flood, tenant, step));
        const hit = pick(view, blocks, spot.x, spot.y);
        // The quick way looks along the middles of strips; at their edges it may be wrong by one strip.
        expect(hit?.near ?? -1, `${tenant} at ${step}`).toBeGreaterThan(spot.near - 1e-6);
      }
    }
    expect(said).toBeGreaterThan(0);
    expect(hiddenSteps(steps, slos, snapCamera('top', SURFACE_CORNER))).toEqual([]);
  });

  test('a run longer than two minutes has longer steps, each the largest of its seconds', () => {
    const long = { ...flood, scenario: { ...flood.scenario, durationUs: 300_000_000 } };
    const fresh = { ...long, ticks: [...long.ticks] };
    const steps = surfaceSteps(fresh);
    expect(steps.stepSec).toBe(3);
    expect(steps.count).toBe(100);
    const seconds = surfaceSteps(flood).values;
    steps.values.forEach((values, at) => {
      values.forEach((us, tenant) => {
        expect(us ?? 0).toBe(Math.max(...seconds.slice(3 * at, 3 * at + 3).map((second) => second[tenant] ?? 0)));
      });
    });
  });
});

describe('what draws', () => {
  test('renderers on the processor are known by name', () => {
    for (const name of [
      'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
      'llvmpipe (LLVM 15.0.6, 256 bits)',
      'Microsoft Basic Render Driver',
    ])
      expect(drawsOnProcessor(name)).toBe(true);
    for (const name of [
      'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620)',
      'Apple M2',
      'NVIDIA GeForce RTX 3060/PCIe/SSE2',
    ])
      expect(drawsOnProcessor(name)).toBe(false);
  });

  test('colours are read as style sheets are written and as they are built', () => {
    expect(partsOf('#ffffff')).toEqual([1, 1, 1]);
    expect(partsOf('#fff')).toEqual([1, 1, 1]);
    expect(partsOf('rgb(255, 0, 51)')).toEqual([1, 0, 0.2]);
  });
});
