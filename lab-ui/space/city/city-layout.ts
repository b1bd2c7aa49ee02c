/** @module Ground of the city: one plate per row of the topology, one plot per tenant, and a yard for those who wait. */
import type { TopologyView } from '../../../sim-engine/model/topology.ts';

/** A rectangle on the ground, units; x to the right, z towards the reader. */
export interface Ground {
  readonly x: number;
  readonly z: number;
  readonly width: number;
  readonly depth: number;
}

/** Ground of one tenant. */
export interface Plot extends Ground {
  readonly tenant: number;
  /** Row of the topology. */
  readonly row: number;
}

/** Ground of one row: its plots, and before them the yard. */
export interface Plate extends Ground {
  readonly row: number;
  readonly title: string;
  readonly yard: Ground;
}

/** Where everybody lives. */
export interface CityLayout {
  readonly plots: readonly Plot[];
  readonly plates: readonly Plate[];
  /** Before everything: what is still in the pools of the model before. */
  readonly leftovers: Ground;
  /** Changes exactly when somebody lives elsewhere. */
  readonly key: string;
}

/** The longer side of the ground, units; everything else is a share of it. */
export const GROUND = 10;
/** A plot is this much deeper than wide, before everything is scaled to the ground. */
const PLOT_DEPTH = 3;
const PAD = 0.4;
const STREET = 0.9;
/** Air between two plots, as a share of a plot's width. */
const GAP = 0.06;

/** Plots beside each other in a block that is about square. */
function abreast(tenants: number): number {
  return Math.max(1, Math.min(tenants, Math.round(Math.sqrt(PLOT_DEPTH * tenants))));
}

/** Plates beside each other, so that the ground is about square. */
function platesAbreast(rows: number, width: number, depth: number): number {
  let best = 1;
  const longer = (columns: number) => Math.max(columns * width, Math.ceil(rows / columns) * depth);
  for (let columns = 2; columns <= rows; columns++) if (longer(columns) < longer(best)) best = columns;
  return best;
}

/**
 * @param rows  rows of the topology: who shares an app pool
 * @returns plates in the order of the rows, from the back left to the front right, around the origin
 */
export function cityLayout(rows: TopologyView['rows']): CityLayout {
  const blocks = rows.map(({ tenants }) => {
    const columns = abreast(tenants.length);
    return { columns, lines: Math.max(1, Math.ceil(tenants.length / columns)) };
  });
  const blockWidth = Math.max(1, ...blocks.map(({ columns }) => columns));
  const blockDepth = Math.max(1, ...blocks.map(({ lines }) => lines)) * PLOT_DEPTH;
  const yardDepth = 0.9 + 0.3 * blockDepth;
  const plateWidth = blockWidth + 2 * PAD;
  const plateDepth = blockDepth + yardDepth + 2 * PAD;
  const columns = platesAbreast(rows.length, plateWidth + STREET, plateDepth + STREET);
  const width = columns * (plateWidth + STREET) - STREET;
  const depth = Math.ceil(rows.length / columns) * (plateDepth + STREET) - STREET;
  const scale = GROUND / Math.max(width, depth);
  const placed = (x: number, z: number, wide: number, deep: number): Ground => ({
    x: (x - width / 2) * scale,
    z: (z - depth / 2) * scale,
    width: wide * scale,
    depth: deep * scale,
  });
  const plots: Plot[] = [];
  const plates = rows.map(({ title, tenants }, row): Plate => {
    const left = (row % columns) * (plateWidth + STREET);
    const back = Math.floor(row / columns) * (plateDepth + STREET);
    const block = blocks[row] ?? { columns: 1, lines: 1 };
    tenants.forEach((tenant, at) => {
      const x = left + PAD + (at % block.columns);
      const z = back + PAD + Math.floor(at / block.columns) * PLOT_DEPTH;
      plots.push({ tenant, row, ...placed(x + GAP / 2, z + GAP / 2, 1 - GAP, PLOT_DEPTH - GAP) });
    });
    const yardZ = back + PAD + block.lines * PLOT_DEPTH + 0.15;
    return {
      row,
      title,
      ...placed(left, back, plateWidth, plateDepth),
      yard: placed(left + PAD, yardZ, blockWidth, back + plateDepth - PAD / 2 - yardZ),
    };
  });
  return {
    plots,
    plates,
    leftovers: { x: -GROUND / 2, z: (depth * scale) / 2 + 0.2, width: 0.65 * GROUND, depth: 0.75 },
    key: rows.map(({ title, tenants }) => `${title}:${tenants.join(' ')}`).join(';'),
  };
}

/**
 * @param share  0 = still at the old places, 1 = at the new ones; whoever is new stands there at once
 * @returns the new layout with its plots on the way
 */
export function onTheWay(from: CityLayout, to: CityLayout, share: number): CityLayout {
  if (share >= 1) return to;
  const before = new Map(from.plots.map((plot) => [plot.tenant, plot]));
  const part = (a: number, b: number) => a + (b - a) * share;
  return {
    ...to,
    plots: to.plots.map((plot) => {
      const old = before.get(plot.tenant);
      if (!old) return plot;
      return {
        ...plot,
        x: part(old.x, plot.x),
        z: part(old.z, plot.z),
        width: part(old.width, plot.width),
        depth: part(old.depth, plot.depth),
      };
    }),
  };
}

/** @returns the smallest rectangle round the plots of a row, or null where nobody lives */
export function blockOf(layout: CityLayout, row: number): Ground | null {
  const own = layout.plots.filter((plot) => plot.row === row);
  if (own.length === 0) return null;
  const x = Math.min(...own.map((plot) => plot.x));
  const z = Math.min(...own.map((plot) => plot.z));
  return {
    x,
    z,
    width: Math.max(...own.map((plot) => plot.x + plot.width)) - x,
    depth: Math.max(...own.map((plot) => plot.z + plot.depth)) - z,
  };
}
