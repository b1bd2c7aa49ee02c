/** @module Who makes noise, who is hurt by it, and how many were hurt under each isolation model that was tried. */
import { noiseItems } from '../../sim-engine/model/timeline.ts';
import { tenantStateHistory } from '../text/tenant-state.ts';
import type { BenchData } from './bench-data.ts';

/** Noise that is going on now. */
export interface ActiveNoise {
  /** Number of the injection in the run, as `stop-noise` wants it. */
  readonly noise: number;
  readonly tenant: string;
  readonly text: string;
  readonly fromUs: number;
  readonly untilUs: number;
}

/** @returns noise that has begun and not ended, oldest first */
export function activeNoise(data: BenchData): readonly ActiveNoise[] {
  const active = new Map<number, ActiveNoise>();
  for (const entry of data.log) {
    if (entry.kind === 'noise-end') active.delete(entry.noise);
    if (entry.kind !== 'noise-start') continue;
    active.set(entry.noise, {
      noise: entry.noise,
      tenant: entry.tenant,
      text: entry.text,
      fromUs: entry.atUs,
      untilUs: entry.untilUs,
    });
  }
  return [...active.values()];
}

/** @returns ids of every tenant that made noise so far or is planned to by the scenario */
export function noisyTenants(data: BenchData): ReadonlySet<string> {
  const noisy = new Set(noiseItems(data.scenario).map((item) => item.tenant));
  for (const entry of data.log) if (entry.kind === 'noise-start') noisy.add(entry.tenant);
  return noisy;
}

/**
 * Neighbours that are hurt, by the same smoothed states as the tenant list shows.
 *
 * @param data       the run
 * @param tickIndex  at which tick; -1 is the newest
 * @param noisy      from {@link noisyTenants}
 * @returns indices of the tenants that never made noise and are over their SLO
 */
export function hurtNeighbours(data: BenchData, tickIndex: number, noisy: ReadonlySet<string>): readonly number[] {
  const states = tenantStateHistory(data).at(tickIndex) ?? [];
  const hurt: number[] = [];
  data.scenario.tenants.forEach((tenant, index) => {
    if (!noisy.has(tenant.id) && states[index] === 'over') hurt.push(index);
  });
  return hurt;
}

/** @returns the isolation model that held from each moment on, in order, beginning at 0 */
export function isolationSpans(data: BenchData): readonly { readonly fromUs: number; readonly isolation: string }[] {
  const spans = [{ fromUs: 0, isolation: data.scenario.isolation.id }];
  for (const { atUs, action } of data.actions) {
    if (action.type === 'switch-isolation') spans.push({ fromUs: atUs, isolation: action.model.id });
  }
  return spans;
}
