/** @module Surface in numbers: p99 of every tenant in steps of time, what shape they have, and which moments are worth a cut. */
import { p99BySecond, type SecondP99 } from '../../charts/series.ts';
import type { BenchData } from '../../state/bench-data.ts';
import { slosUs } from '../../text/tenant-state.ts';

/** Most steps that are drawn over the whole run: a processor has to draw them too. */
export const STEPS_MAX = 120;

/** The surface: one value per step and tenant, nothing between them. */
export interface SurfaceSteps {
  /** Length of a step, whole seconds. */
  readonly stepSec: number;
  /** Steps of the whole run. */
  readonly count: number;
  /** By step, then by tenant, microseconds: the largest p99 of its seconds. */
  readonly values: readonly (readonly SecondP99[])[];
}

const kept = new WeakMap<object, { readonly ticks: number; readonly steps: SurfaceSteps }>();

/** @returns the same numbers as the flat grid's, put together where a run is longer than {@link STEPS_MAX} seconds */
export function surfaceSteps(data: BenchData): SurfaceSteps {
  const before = kept.get(data.ticks);
  if (before && before.ticks === data.ticks.length) return before.steps;
  const seconds = p99BySecond(data);
  const durationSec = Math.max(1, Math.ceil(data.scenario.durationUs / 1e6));
  const stepSec = Math.ceil(durationSec / STEPS_MAX);
  const values: (readonly SecondP99[])[] = [];
  for (let from = 0; from < seconds.length; from += stepSec) {
    const part = seconds.slice(from, from + stepSec);
    values.push(
      data.scenario.tenants.map((_, tenant) => {
        const worst = Math.max(0, ...part.map((second) => second[tenant] ?? 0));
        return worst > 0 ? worst : null;
      }),
    );
  }
  const steps = { stepSec, count: Math.ceil(durationSec / stepSec), values };
  kept.set(data.ticks, { ticks: data.ticks.length, steps });
  return steps;
}

/** What a stretch of time looks like. */
export type ShapeName = 'calm' | 'ridge' | 'plateau';

/** A stretch of steps of one shape. */
export interface Stretch {
  readonly shape: ShapeName;
  /** First step. */
  readonly from: number;
  /** Step after the last. */
  readonly to: number;
}

/** From this share of tenants over their SLO on it is everybody's trouble. */
const PLATEAU_SHARE = 0.75;
/** Shorter stretches are noise, steps. */
const STRETCH_MIN = 3;

/** @returns tenants over their SLO in a step */
export function overAt(data: BenchData, step: readonly SecondP99[]): readonly number[] {
  const slos = slosUs(data);
  return step.flatMap((us, tenant) => ((us ?? 0) > (slos[tenant] ?? Number.POSITIVE_INFINITY) ? [tenant] : []));
}

const stretched = new WeakMap<SurfaceSteps, readonly Stretch[]>();

/** @returns stretches of at least three steps, in the order of time */
export function stretchesOf(data: BenchData): readonly Stretch[] {
  const steps = surfaceSteps(data);
  const known = stretched.get(steps) ?? stretchesNow(data, steps);
  stretched.set(steps, known);
  return known;
}

function stretchesNow(data: BenchData, { values }: SurfaceSteps): readonly Stretch[] {
  const shapes = values.map((step): ShapeName => {
    const over = overAt(data, step).length;
    return over === 0 ? 'calm' : over >= PLATEAU_SHARE * step.length ? 'plateau' : 'ridge';
  });
  const stretches: Stretch[] = [];
  shapes.forEach((shape, at) => {
    const last = stretches.at(-1);
    if (last?.shape === shape) stretches[stretches.length - 1] = { ...last, to: at + 1 };
    else stretches.push({ shape, from: at, to: at + 1 });
  });
  return stretches.filter(({ from, to }) => to - from >= STRETCH_MIN);
}

/** @returns the longest stretch of a shape, the later of two alike; null when there is none */
export function longestOf(stretches: readonly Stretch[], shape: ShapeName): Stretch | null {
  let best: Stretch | null = null;
  for (const stretch of stretches) {
    if (stretch.shape === shape && stretch.to - stretch.from >= (best ? best.to - best.from : 0)) best = stretch;
  }
  return best;
}

/** @returns tenants over their SLO in at least half of a stretch */
export function hurtIn(data: BenchData, { from, to }: Stretch): readonly number[] {
  const counts = new Map<number, number>();
  const steps = surfaceSteps(data).values.slice(from, to);
  for (const step of steps) for (const tenant of overAt(data, step)) counts.set(tenant, (counts.get(tenant) ?? 0) + 1);
  return [...counts].flatMap(([tenant, count]) => (2 * count >= steps.length ? [tenant] : [])).sort((a, b) => a - b);
}

/** One cut through the surface. */
export interface Cut {
  readonly step: number;
  readonly shape: ShapeName | 'now';
}

/** @returns up to three moments in the order of time: the middle of the longest calm, plateau and ridge; else the newest step */
export function cutsOf(data: BenchData): readonly Cut[] {
  const stretches = stretchesOf(data);
  const cuts: Cut[] = (['calm', 'plateau', 'ridge'] as const).flatMap((shape) => {
    const stretch = longestOf(stretches, shape);
    return stretch ? [{ shape, step: Math.floor((stretch.from + stretch.to) / 2) }] : [];
  });
  const newest = surfaceSteps(data).values.length - 1;
  if (cuts.length < 3 && newest >= 0 && cuts.every(({ step }) => step !== newest))
    cuts.push({ step: newest, shape: 'now' });
  return cuts.sort((a, b) => a.step - b.step);
}
