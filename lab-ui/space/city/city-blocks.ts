/** @module Blocks of the city: plates on the ground, and on each plot one storey per tier. */
import { emberShare, rampColour } from '../../marks/ramps.ts';
import { tenantColour } from '../../marks/tenant-colours.ts';
import type { ChartTheme } from '../../marks/theme.ts';
import type { Block } from '../blocks.ts';
import { mixed } from '../colours.ts';
import type { CityLayout, Ground, Plot } from './city-layout.ts';
import type { Tower } from './city-waits.ts';

/** Height of the whole axis, units. */
export const AXIS_HEIGHT = 3.6;
/** Every storey stands on a floor of this thickness, units; what is above it is wait. */
export const FLOOR = 0.24;
/** Thickness of a plate, units: towers stand on it. */
export const PLATE = 0.06;
/** A struck part is this much nearer to black. */
const STRUCK_SHARE = 0.55;

/** @returns height of a wait, units */
export function heightOf(waitUs: number, endUs: number): number {
  return (waitUs / endUs) * AXIS_HEIGHT;
}

/** Everything that the blocks show. */
export interface CityFacts {
  readonly layout: CityLayout;
  readonly towers: readonly Tower[];
  readonly endUs: number;
  /** SLO of each tenant, microseconds. */
  readonly slosUs: readonly number[];
  /** Tenant in focus. */
  readonly focus: number;
}

/** @returns blocks from the ground up; every storey carries its tenant and, as `item`, its number from the ground */
export function cityBlocks(facts: CityFacts, theme: ChartTheme): readonly Block[] {
  const { layout, towers } = facts;
  const blocks: Block[] = [];
  const home = layout.plots.find((plot) => plot.tenant === facts.focus)?.row;
  for (const plate of layout.plates) {
    const isStruck = layout.plots.some(
      (plot) => plot.row === plate.row && towers[plot.tenant]?.storeys.some(({ struck }) => struck !== ''),
    );
    const colour = isStruck ? mixed(theme.sunken, '#000000', 0.25) : theme.sunken;
    if (plate.row === home) blocks.push(slab(grown(plate, 0.07), 0, PLATE - 0.015, theme.text, theme.text));
    blocks.push(slab(plate, 0, PLATE, colour, colour));
  }
  for (const plot of layout.plots) {
    const tower = towers[plot.tenant];
    if (tower) blocks.push(...storeys(plot, tower, facts, theme));
  }
  return blocks;
}

function storeys(plot: Plot, tower: Tower, facts: CityFacts, theme: ChartTheme): readonly Block[] {
  let foot = PLATE;
  const isStruck = tower.storeys.some(({ struck }) => struck !== '');
  const roof = tenantColour(plot.tenant, theme.dark).fill;
  return tower.storeys.map((storey, at): Block => {
    const height = FLOOR + heightOf(storey.waitUs, facts.endUs);
    const ember = rampColour('ember', emberShare(storey.waitUs), theme.dark);
    const wall = storey.struck === '' ? ember : mixed(ember, '#000000', STRUCK_SHARE);
    const isRoof = at === tower.storeys.length - 1;
    const top = !isRoof ? wall : isStruck ? mixed(roof, '#000000', STRUCK_SHARE) : roof;
    const line = FLOOR + heightOf(facts.slosUs[plot.tenant] ?? 0, facts.endUs);
    const block = {
      ...slab(plot, foot, height, top, wall),
      tenant: plot.tenant,
      item: at,
      // Only where the wait at this tier alone is longer than the whole promise.
      ...(line < height ? { line } : {}),
    };
    foot += height;
    return block;
  });
}

function slab(ground: Ground, foot: number, height: number, top: string, wall: string): Block {
  return { at: [ground.x, foot, ground.z], size: [ground.width, height, ground.depth], top, wall };
}

function grown(ground: Ground, by: number): Ground {
  return { x: ground.x - by, z: ground.z - by, width: ground.width + 2 * by, depth: ground.depth + 2 * by };
}
