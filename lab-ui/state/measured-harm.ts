/** @module How many neighbours were hurt under each isolation model that was tried while noise was on. */
import { TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import type { BenchData } from './bench-data.ts';
import { hurtNeighbours, isolationSpans, noisyTenants } from './harm.ts';

/** p99 in a tick is over this long, microseconds. */
const P99_WINDOW_US = 5_000_000;

/**
 * Share of neighbours over their SLO at the last half second with noise under each model: what the model settled to.
 *
 * @param data  the run
 * @returns isolation id to 0..1; a model that met no noise is absent
 */
export function measuredHarm(data: BenchData): ReadonlyMap<string, number> {
  const harm = new Map<string, number>();
  const noisy = noisyTenants(data);
  const neighbours = data.scenario.tenants.length - noisy.size;
  if (neighbours === 0) return harm;
  const noises = noiseSpans(data);
  const spans = isolationSpans(data);
  spans.forEach((span, at) => {
    const endUs = spans[at + 1]?.fromUs ?? data.simulatedUs;
    const last = lastNoisyTick(data, noises, span.fromUs, endUs);
    const isPast = at < spans.length - 1;
    // What was left again within the window over which p99 is taken shows the model before it, not itself.
    if (isPast && endUs - span.fromUs < P99_WINDOW_US) return;
    if (last >= 0) harm.set(span.isolation, hurtNeighbours(data, last, noisy).length / neighbours);
  });
  return harm;
}

interface Span {
  readonly fromUs: number;
  readonly toUs: number;
}

function noiseSpans(data: BenchData): readonly Span[] {
  const begun = new Map<number, number>();
  const spans: Span[] = [];
  for (const entry of data.log) {
    if (entry.kind === 'noise-start') begun.set(entry.noise, entry.atUs);
    if (entry.kind !== 'noise-end') continue;
    spans.push({ fromUs: begun.get(entry.noise) ?? 0, toUs: entry.atUs });
    begun.delete(entry.noise);
  }
  for (const fromUs of begun.values()) spans.push({ fromUs, toUs: data.simulatedUs });
  return spans;
}

/** Index of the last tick that ends within both the span and some noise, or -1. */
function lastNoisyTick(data: BenchData, noises: readonly Span[], fromUs: number, endUs: number): number {
  let last = -1;
  for (const noise of noises) {
    const begins = Math.max(fromUs, noise.fromUs);
    const ends = Math.min(endUs, noise.toUs);
    const index = Math.floor(ends / TICK_US) - 1;
    if ((index + 1) * TICK_US > begins) last = Math.max(last, index);
  }
  return Math.min(last, data.ticks.length - 1);
}
