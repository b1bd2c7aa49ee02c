/** @module Windows: a run's time in equal pieces, with the victims' mean latency or the share of some latencies in each. */
import type { LatencyParts } from '../measure/latency-parts.ts';
import type { TimeSpan } from './explanation.ts';
import { isIn, type LatencyRange, sumsOf } from './sums.ts';

/** Whose requests are looked at, and how much each tenant's count. */
export interface Victims {
  /** Weight per tenant, 0 for those who are not asked about. */
  readonly weights: readonly number[];
}

/** @returns mean latency of the victims, microseconds, each tenant with its weight; null when nobody was answered */
export function meanLatencyUs(
  parts: LatencyParts,
  { weights }: Victims,
  spans: readonly TimeSpan[],
  range?: LatencyRange,
): number | null {
  let sum = 0;
  let weight = 0;
  sumsOf(parts, weights.length, spans, range).forEach(({ completed, latencyUs }, tenant) => {
    if (weights[tenant] === 0 || completed === 0) return;
    sum += (weights[tenant]! * latencyUs) / completed;
    weight += weights[tenant]!;
  });
  return weight === 0 ? null : sum / weight;
}

/** @returns how many of the victims' answered requests have these latencies, and how many there are */
export function countIn(
  parts: LatencyParts,
  { weights }: Victims,
  spans: readonly TimeSpan[],
  range: LatencyRange,
): { readonly inside: number; readonly all: number } {
  let inside = 0;
  let all = 0;
  for (const { fromUs, toUs } of spans) {
    const end = parts.firstFrom(toUs);
    for (let request = parts.firstFrom(fromUs); request < end; request++) {
      if (parts.ending[request] !== 0 || weights[parts.tenant[request]!] === 0) continue;
      all++;
      if (isIn(range, parts.latencyUs[request]!)) inside++;
    }
  }
  return { inside, all };
}

/** @returns each stretch cut into pieces of a length; what is left over is left off at its beginning */
export function cut(spans: readonly TimeSpan[], windowUs: number): TimeSpan[] {
  return spans.flatMap(({ fromUs, toUs }) => {
    const count = Math.floor((toUs - fromUs) / windowUs + 1e-9);
    const first = toUs - count * windowUs;
    return Array.from({ length: count }, (_, at) => ({
      fromUs: first + at * windowUs,
      toUs: first + (at + 1) * windowUs,
    }));
  });
}
