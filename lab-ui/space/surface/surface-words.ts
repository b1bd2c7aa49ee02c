/** @module The surface in words: its shape, its sentence, its table, and what stands behind something else. */
import { p99Grid } from '../../charts/p99-grid.ts';
import type { BenchData } from '../../state/bench-data.ts';
import { capitalised, countWord, listWords } from '../../text/format.ts';
import { letterOf } from '../../text/run-facts.ts';
import { slosUs } from '../../text/tenant-state.ts';
import type { Camera } from '../camera.ts';
import { hiddenSteps } from './surface-blocks.ts';
import { hurtIn, longestOf, type Stretch, type SurfaceSteps, stretchesOf, surfaceSteps } from './surface-model.ts';

/** Fewer hidden steps of a tenant are not worth a word. */
const HIDDEN_MIN = 5;

/** @returns "64 to 84 s" */
export function spanWords(data: BenchData, { from, to }: Pick<Stretch, 'from' | 'to'>): string {
  const { stepSec } = surfaceSteps(data);
  return `${from * stepSec} to ${to * stepSec} s`;
}

/** @returns "A to F" where letters follow each other, else a list */
export function lettersOf(data: BenchData, tenants: readonly number[]): string {
  const isRun = tenants.length > 2 && tenants.every((tenant, at) => tenant === (tenants[0] ?? 0) + at);
  if (isRun) return `${letterOf(data, tenants[0] ?? 0)} to ${letterOf(data, tenants.at(-1) ?? 0)}`;
  return tenants.length > 8
    ? `${countWord(tenants.length)} tenants`
    : listWords(tenants.map((tenant) => letterOf(data, tenant)));
}

/** @returns what the shapes say, in the order of time */
export function surfaceSentence(data: BenchData): string {
  if (data.ticks.length === 0) return 'Nothing has run yet.';
  const stretches = stretchesOf(data);
  const count = data.scenario.tenants.length;
  const parts: string[] = [];
  const plateau = longestOf(stretches, 'plateau');
  const ridge = longestOf(stretches, 'ridge');
  const said = [plateau, ridge].filter((stretch) => stretch !== null).sort((a, b) => a.from - b.from);
  for (const stretch of said) {
    const hurt = hurtIn(data, stretch);
    parts.push(
      stretch.shape === 'plateau'
        ? `a plateau from ${spanWords(data, stretch)}: ${countWord(hurt.length)} of ${countWord(count)} over their SLO at once`
        : `a ridge from ${spanWords(data, stretch)}: ${hurt.length > 0 ? `only ${lettersOf(data, hurt)}` : 'now one tenant, now another'}`,
    );
  }
  if (parts.length === 0) return 'Flat so far: nobody was over its SLO for three steps on end.';
  return `${capitalised(parts.join(', then '))}. ${p99Grid.sentence(data, { tenant: 0, cursorUs: null })}`;
}

const kept = new WeakMap<SurfaceSteps, { readonly camera: Camera; readonly words: string }>();

/** @returns "Hidden behind it: parts of A to F, 64 to 84 s", or nothing */
export function hiddenWords(data: BenchData, camera: Camera): string {
  const steps = surfaceSteps(data);
  const before = kept.get(steps);
  const isSame = before?.camera.azimuth === camera.azimuth && before.camera.elevation === camera.elevation;
  const words = before && isSame ? before.words : hiddenNow(data, steps, camera);
  kept.set(steps, { camera, words });
  return words;
}

function hiddenNow(data: BenchData, steps: SurfaceSteps, camera: Camera): string {
  const byTenant = new Map<number, number[]>();
  for (const { tenant, step } of hiddenSteps(steps, slosUs(data), camera)) {
    byTenant.set(tenant, [...(byTenant.get(tenant) ?? []), step]);
  }
  const many = [...byTenant].filter(([, at]) => at.length >= HIDDEN_MIN).sort(([a], [b]) => a - b);
  if (many.length === 0) return '';
  const all = many.flatMap(([, at]) => at);
  return `Hidden behind it: parts of ${lettersOf(
    data,
    many.map(([tenant]) => tenant),
  )}, ${spanWords(data, { from: Math.min(...all), to: Math.max(...all) + 1 })}`;
}
