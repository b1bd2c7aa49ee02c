/** @module Blocks: upright boxes, of which both scenes are built, and what a ray from the screen meets first. */
import type { Spot, Vec3, View } from './camera.ts';
import { project } from './camera.ts';

/** One box; its sides run along the axes. */
export interface Block {
  /** Lower left back corner. */
  readonly at: Vec3;
  readonly size: Vec3;
  /** Colour of the top, `#rrggbb` or `rgb(...)`. */
  readonly top: string;
  /** Colour of the walls before they are shaded. */
  readonly wall: string;
  /** Height over the foot at which a line runs round the walls, units; absent without one. */
  readonly line?: number;
  /** Index of the tenant whose block it is; absent on plates. */
  readonly tenant?: number;
  /** What else the block stands for, as its scene counts it. */
  readonly item?: number;
}

/** How much darker than a top the two visible walls are. */
export const SHADE = { front: 0.86, right: 0.72 } as const;

/** @returns the place in the middle of a block's top */
export function topOf({ at, size }: Block): Vec3 {
  return [at[0] + size[0] / 2, at[1] + size[1], at[2] + size[2] / 2];
}

/** Places [from, to) of a list. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Changed places that lie nearer than this are one stretch: a copy costs less than a call. */
const APART = 32;

/** @returns where a list of blocks differs from the one before it, by identity; nothing where it only became shorter */
export function changedStretches(before: readonly Block[], now: readonly Block[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  now.forEach((block, at) => {
    if (block === before[at]) return;
    const last = stretches.at(-1);
    if (last && at - last.to < APART) stretches[stretches.length - 1] = { from: last.from, to: at + 1 };
    else stretches.push({ from: at, to: at + 1 });
  });
  return stretches;
}

/** A block that a ray meets, and where. */
export interface Hit {
  readonly block: Block;
  readonly near: number;
}

/**
 * @param x  px from the left
 * @param y  px from the top
 * @returns the nearest block under a place of the screen, or null
 */
export function pick(view: View, blocks: readonly Block[], x: number, y: number): Hit | null {
  let best: Hit | null = null;
  const u = (x - view.centreX) / view.scale;
  const v = (view.centreY - y) / view.scale;
  const origin = view.right.map((part, at) => part * u + (view.up[at] ?? 0) * v);
  for (const block of blocks) {
    const near = enter(block, origin, view.toward);
    if (near !== null && (best === null || near > best.near)) best = { block, near };
  }
  return best;
}

/** @returns how near the ray's last point inside the block is, or null when it passes by */
function enter({ at, size }: Block, origin: readonly number[], toward: Vec3): number | null {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (let axis = 0; axis < 3; axis++) {
    const from = at[axis] ?? 0;
    const to = from + (size[axis] ?? 0);
    const start = origin[axis] ?? 0;
    const step = toward[axis] ?? 0;
    if (Math.abs(step) < 1e-9) {
      if (start < from || start > to) return null;
      continue;
    }
    const [a, b] = [(from - start) / step, (to - start) / step];
    low = Math.max(low, Math.min(a, b));
    high = Math.min(high, Math.max(a, b));
  }
  return low <= high ? high : null;
}

/** Nearer by less than this is the same surface. */
const SAME = 1e-4;

/** @returns true when nothing stands between the reader and a point on a block's surface */
export function inSight(view: View, blocks: readonly Block[], point: Vec3): boolean {
  const spot: Spot = project(view, point);
  const hit = pick(view, blocks, spot.x, spot.y);
  return hit === null || hit.near <= spot.near + SAME;
}
