/**
 * The claim: the surface has the numbers of the flat grid, and says its shape and what it hides rightly. Tested over real runs.
 */
import { describe, expect, test } from 'vitest';
import { p99Grid } from '../../lab-ui/charts/p99-grid.ts';
import { LIGHT_THEME } from '../../lab-ui/marks/theme.ts';
import { changedStretches, pick } from '../../lab-ui/space/blocks.ts';
import { project, snapCamera } from '../../lab-ui/space/camera.ts';
import { surfaceView } from '../../lab-ui/space/surface/surface.ts';
import {
  hiddenSteps,
  latencyHeight,
  SURFACE_CORNER,
  stepTop,
  surfaceBlocks,
} from '../../lab-ui/space/surface/surface-blocks.ts';
import { cutsOf, hurtIn, longestOf, stretchesOf, surfaceSteps } from '../../lab-ui/space/surface/surface-model.ts';
import { slosUs } from '../../lab-ui/text/tenant-state.ts';
import { benchFixture, switchTo } from './bench-fixture.ts';

const FOCUS = { tenant: 2, cursorUs: null };
const BOX = { x: 0, y: 0, width: 856, height: 472 };
const flood = benchFixture({ untilSec: 45 });
const cells = benchFixture({ untilSec: 64, actions: [switchTo('cells', 50)] });

describe('the surface', () => {
  test('has the numbers of the flat grid, and every block is as high as its number', () => {
    const table = p99Grid.table(cells, FOCUS);
    const { stepSec, values } = surfaceSteps(cells);
    expect(stepSec).toBe(1);
    expect(values.map((step, second) => [second, ...step.map((us) => (us === null ? null : us / 1000))])).toEqual(
      table.rows,
    );
    const blocks = surfaceBlocks(cells, LIGHT_THEME).all.filter(({ tenant }) => tenant !== undefined);
    expect(blocks).toHaveLength(values.flat().filter((us) => us !== null).length);
    for (const { size, tenant = -1, item = -1 } of blocks) {
      expect(size[1]).toBe(latencyHeight(values[item]?.[tenant] ?? -1));
    }
  });

  test('a second later only the blocks of that second are other ones, and elsewhere the same objects stand', () => {
    const at = (untilSec: number) => benchFixture({ untilSec, tenants: 50 });
    const before = surfaceBlocks(at(20), LIGHT_THEME);
    const after = surfaceBlocks(at(21), LIGHT_THEME, before);
    expect(after.all).toEqual(surfaceBlocks(at(21), LIGHT_THEME).all);
    const changed = changedStretches(before.all, after.all);
    expect(changed).toEqual([{ from: before.all.length, to: after.all.length }]);
    expect(after.all.length - before.all.length).toBeLessThanOrEqual(50);
    // Back in the run nothing is written, and in other colours everything.
    expect(changedStretches(after.all, surfaceBlocks(at(20), LIGHT_THEME, after).all)).toEqual([]);
    const dark = surfaceBlocks(at(21), { ...LIGHT_THEME, dark: true }, after);
    expect(changedStretches(after.all, dark.all)).toEqual([{ from: 0, to: after.all.length }]);
  });

  test('height is logarithmic between the ends of the axis', () => {
    const [a, b, c] = [latencyHeight(50_000), latencyHeight(100_000), latencyHeight(200_000)];
    expect(c - b).toBeCloseTo(b - a, 9);
    expect(latencyHeight(10_000)).toBe(latencyHeight(30_000));
    expect(latencyHeight(9e6)).toBe(latencyHeight(1_100_000));
  });

  test('strips of two tenants never touch', () => {
    const blocks = surfaceBlocks(flood, LIGHT_THEME).all.filter(({ item }) => item === 10);
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
    const blocks = surfaceBlocks(flood, LIGHT_THEME).all;
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
    const blocks = surfaceBlocks(flood, LIGHT_THEME).all;
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
