/** @module Sums over the requests of some stretches: how many, how long, and which parts, tenant by tenant. */
import type { LatencyParts } from '../measure/latency-parts.ts';
import type { TimeSpan } from './explanation.ts';

/** Latencies that count. */
export interface LatencyRange {
  readonly low: number;
  readonly high: number;
}

/** Answered. */
const COMPLETED = 0;

/** One tenant's answered requests. */
export class TenantSums {
  completed = 0;
  latencyUs = 0;
  /** By kind of part, microseconds. */
  readonly partUs: Float64Array;

  constructor(kinds: number) {
    this.partUs = new Float64Array(kinds);
  }
}

/** Goes through every request that ended in some stretches, whatever became of it. */
export function eachEnded(parts: LatencyParts, spans: readonly TimeSpan[], visit: (request: number) => void): void {
  for (const { fromUs, toUs } of spans) {
    const end = parts.firstFrom(toUs);
    for (let request = parts.firstFrom(fromUs); request < end; request++) visit(request);
  }
}

/** @returns sums by tenant over the answered requests in a range of latencies */
export function sumsOf(
  parts: LatencyParts,
  tenants: number,
  spans: readonly TimeSpan[],
  range: LatencyRange | undefined,
): TenantSums[] {
  const sums = Array.from({ length: tenants }, () => new TenantSums(parts.kinds.length));
  eachEnded(parts, spans, (request) => {
    const latencyUs = parts.latencyUs[request]!;
    if (parts.ending[request] !== COMPLETED || !isIn(range, latencyUs)) return;
    const of = sums[parts.tenant[request]!]!;
    of.completed++;
    of.latencyUs += latencyUs;
    for (let at = parts.partsFrom(request); at < parts.partsEnd[request]!; at++)
      of.partUs[parts.partKind[at]!]! += parts.partUs[at]!;
  });
  return sums;
}

/** @returns whether a latency counts */
export function isIn(range: LatencyRange | undefined, latencyUs: number): boolean {
  return range === undefined || (latencyUs >= range.low && latencyUs < range.high);
}

/** @returns length of all stretches together, microseconds */
export function lengthUs(spans: readonly TimeSpan[]): number {
  return spans.reduce((sum, { fromUs, toUs }) => sum + (toUs - fromUs), 0);
}
