/** @module Blocks of the surface: one step of one tenant each; x is time, z the tenant, height the logarithm of p99. */
import { emberShare, rampColour } from '../../marks/ramps.ts';
import type { ChartTheme } from '../../marks/theme.ts';
import type { BenchData } from '../../state/bench-data.ts';
import { slosUs } from '../../text/tenant-state.ts';
import type { Block } from '../blocks.ts';
import type { Bounds, Camera, Vec3 } from '../camera.ts';
import { type SurfaceSteps, surfaceSteps } from './surface-model.ts';

/** Length of the time axis, units. */
export const TIME_LENGTH = 10;
/** Depth of all tenants together, units. */
export const TENANT_DEPTH = 6;
/** Height of the latency axis, 30 ms to 1.1 s, units. */
export const LATENCY_HEIGHT = 2.6;
/** A step at or under the lower end of the axis is still there. */
const FLOOR = 0.03;
/** Part of a tenant's depth that its strip takes: nobody lives between two tenants. */
const STRIP = 0.8;

/** From the front right, so that time runs to the right and the first tenant stands at the back. */
export const SURFACE_CORNER: Camera = { azimuth: 0.42, elevation: 0.6 };

export const SURFACE_BOUNDS: Bounds = {
  from: [-TIME_LENGTH / 2, 0, -TENANT_DEPTH / 2],
  to: [TIME_LENGTH / 2, LATENCY_HEIGHT, TENANT_DEPTH / 2],
};

/** @returns height of a latency, units */
export function latencyHeight(us: number): number {
  return FLOOR + emberShare(us) * (LATENCY_HEIGHT - FLOOR);
}

/** @returns x of a moment, units */
export function timeAt(us: number, durationUs: number): number {
  return (us / durationUs - 0.5) * TIME_LENGTH;
}

/** @returns z of the middle of a tenant's strip, units */
export function tenantMiddle(tenant: number, tenants: number): number {
  return ((tenant + 0.5) / tenants - 0.5) * TENANT_DEPTH;
}

/** @returns the top of one step of one tenant, in its middle */
export function stepTop(data: BenchData, tenant: number, step: number): Vec3 {
  const steps = surfaceSteps(data);
  const us = steps.values[step]?.[tenant] ?? 0;
  return [
    timeAt((step + 0.5) * steps.stepSec * 1e6, steps.count * steps.stepSec * 1e6),
    us > 0 ? latencyHeight(us) : 0,
    tenantMiddle(tenant, data.scenario.tenants.length),
  ];
}

/** Lines of the wall at the back, drawn as blocks so that the surface covers them, units. */
const LINE = 0.014;

/** Blocks of a surface, and what they were made from: what has not changed is the same object in the next one. */
export interface SurfaceBlocks {
  readonly all: readonly Block[];
  /** By step, with the numbers that they stand for. */
  readonly steps: readonly { readonly values: readonly (number | null)[]; readonly blocks: readonly Block[] }[];
  /** Everything else that they depend on. */
  readonly frame: string;
  readonly back: readonly Block[];
}

/**
 * @param before  of the same scene a moment ago: its blocks are taken over where their numbers are the same
 * @returns blocks; those of a tenant carry as `item` their step
 */
export function surfaceBlocks(data: BenchData, theme: ChartTheme, before: SurfaceBlocks | null = null): SurfaceBlocks {
  const { values, count } = surfaceSteps(data);
  const slos = slosUs(data);
  const frame = [theme.dark, theme.line, theme.bad, theme.chrome, count, ...slos].join(' ');
  const known = before?.frame === frame ? before : null;
  const back = known?.back ?? backOf(slos, theme);
  const steps = values.map((step, at) => {
    const held = known?.steps[at];
    const isSame = held?.values.length === step.length && step.every((us, tenant) => us === held.values[tenant]);
    return held && isSame ? held : { values: step, blocks: stepBlocks(step, at, count, slos, theme) };
  });
  return { all: [...back, ...steps.flatMap(({ blocks }) => blocks)], steps, frame, back };
}

function backOf(slos: readonly number[], theme: ChartTheme): readonly Block[] {
  const lines = [100_000, 1_000_000].map((us) => backLine(us, theme.line, LINE));
  return [ground(theme), ...lines, ...[...new Set(slos)].map((us) => backLine(us, theme.bad, 2 * LINE))];
}

function stepBlocks(
  step: readonly (number | null)[],
  at: number,
  count: number,
  slos: readonly number[],
  theme: ChartTheme,
): readonly Block[] {
  const tenants = step.length;
  const width = TIME_LENGTH / count;
  const depth = (TENANT_DEPTH / tenants) * STRIP;
  return step.flatMap((us, tenant) => {
    if (us === null) return [];
    const height = latencyHeight(us);
    const colour = rampColour('ember', emberShare(us), theme.dark);
    const line = latencyHeight(slos[tenant] ?? 0);
    const block: Block = {
      at: [at * width - TIME_LENGTH / 2, 0, tenantMiddle(tenant, tenants) - depth / 2],
      size: [width, height, depth],
      top: colour,
      wall: colour,
      tenant,
      item: at,
      ...(line < height ? { line } : {}),
    };
    return [block];
  });
}

function ground(theme: ChartTheme): Block {
  const pad = 0.12;
  return {
    at: [-TIME_LENGTH / 2 - pad, -0.05, -TENANT_DEPTH / 2 - pad],
    size: [TIME_LENGTH + 2 * pad, 0.045, TENANT_DEPTH + 2 * pad],
    top: theme.chrome,
    wall: theme.chrome,
  };
}

function backLine(us: number, colour: string, thickness: number): Block {
  return {
    at: [-TIME_LENGTH / 2, latencyHeight(us) - thickness / 2, -TENANT_DEPTH / 2 - 0.1],
    size: [TIME_LENGTH, thickness, 0.01],
    top: colour,
    wall: colour,
  };
}

/** One step of one tenant that something in front of it, over its SLO, covers. */
export interface Hidden {
  readonly tenant: number;
  readonly step: number;
}

/**
 * Follows the sight of every step's top towards the reader: it meets each strip in front at one place, so that no step has to be
 * compared with all the others.
 *
 * @param slosUs  of every tenant, microseconds: what only a spike of the calm covers is not counted
 * @returns steps whose top cannot be seen from a camera
 */
export function hiddenSteps(steps: SurfaceSteps, slosUs: readonly number[], camera: Camera): readonly Hidden[] {
  const tenants = slosUs.length;
  const hidden: Hidden[] = [];
  if (Math.cos(camera.elevation) < 0.02 || Math.cos(camera.azimuth) < 0.02) return hidden;
  const pitch = TENANT_DEPTH / tenants;
  const width = TIME_LENGTH / steps.count;
  const aside = Math.tan(camera.azimuth);
  const rise = Math.tan(camera.elevation) / Math.cos(camera.azimuth);
  steps.values.forEach((values, step) => {
    values.forEach((us, tenant) => {
      if (us === null) return;
      const x = (step + 0.5) * width;
      for (let front = tenant + 1; front < tenants; front++) {
        const away = (front - tenant) * pitch;
        const met = steps.values[Math.floor((x + away * aside) / width)]?.[front];
        if (met != null && met > (slosUs[front] ?? 0) && latencyHeight(met) > latencyHeight(us) + away * rise) {
          hidden.push({ tenant, step });
          return;
        }
      }
    });
  });
  return hidden;
}
