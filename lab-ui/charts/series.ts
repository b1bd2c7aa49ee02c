/** @module What charts draw, taken from the ticks once: the same numbers go to the picture, the table and the sentence. */
import { HEAT_BINS_PER_DECADE, HEAT_MIN_US, TICK_US, type Tick } from '../../sim-engine/protocol/frame-codec.ts';
import type { BenchData } from '../state/bench-data.ts';

/** A p99 from fewer samples is drawn hollow. */
export const P99_SAMPLES_MIN = 1000;
/** Ticks in one second. */
export const TICKS_PER_SECOND = 1_000_000 / TICK_US;

/** One second of one tenant: the larger p99 of its two half seconds, microseconds; null when nothing completed. */
export type SecondP99 = number | null;

/** @returns seconds that have begun, each with one value per tenant */
export function p99BySecond(data: BenchData): readonly (readonly SecondP99[])[] {
  const seconds: (readonly SecondP99[])[] = [];
  for (let at = 0; at < data.ticks.length; at += TICKS_PER_SECOND) {
    const ticks = data.ticks.slice(at, at + TICKS_PER_SECOND);
    seconds.push(
      data.scenario.tenants.map((_, tenant) => {
        const worst = Math.max(0, ...ticks.map((tick) => tick.tenants[tenant]?.p99Us ?? 0));
        return worst > 0 ? worst : null;
      }),
    );
  }
  return seconds;
}

/** Requests per second of all tenants in one second of the run. */
export interface GoodputSecond {
  readonly fromUs: number;
  readonly offeredPerSec: number;
  readonly goodPerSec: number;
}

/** @returns whole seconds only: half a second is no rate per second yet */
export function goodputBySecond(data: BenchData): readonly GoodputSecond[] {
  const seconds: GoodputSecond[] = [];
  for (let at = 0; at + TICKS_PER_SECOND <= data.ticks.length; at += TICKS_PER_SECOND) {
    const ticks = data.ticks.slice(at, at + TICKS_PER_SECOND);
    seconds.push({ fromUs: at * TICK_US, offeredPerSec: total(ticks, 'arrived'), goodPerSec: total(ticks, 'good') });
  }
  return seconds;
}

function total(ticks: readonly Tick[], field: 'arrived' | 'good'): number {
  let sum = 0;
  for (const tick of ticks) for (const tenant of tick.tenants) sum += tenant[field];
  return sum;
}

/** One tenant's percentiles at the end of a tick. */
export interface LatencyPoint {
  readonly endUs: number;
  /** Of that tick, microseconds; null when nothing completed. */
  readonly p50Us: number | null;
  /** Over the last 5 s, microseconds; null when nothing completed. */
  readonly p99Us: number | null;
  /** Completions in those 5 s. */
  readonly samples: number;
}

/** @param tenant  index of the tenant */
export function latencyPoints(data: BenchData, tenant: number): readonly LatencyPoint[] {
  return data.ticks.map((tick, at) => {
    const measured = tick.tenants[tenant];
    return {
      endUs: (at + 1) * TICK_US,
      p50Us: measured && measured.p50Us > 0 ? measured.p50Us : null,
      p99Us: measured && measured.p99RecentUs > 0 ? measured.p99RecentUs : null,
      samples: measured?.recentCount ?? 0,
    };
  });
}

/** @returns lower edge of a bin of the heat histogram, microseconds */
export function heatEdgeUs(bin: number): number {
  return HEAT_MIN_US * 10 ** (bin / HEAT_BINS_PER_DECADE);
}

/** @returns the largest count of one bin of one tick so far, at least 1 */
export function heatMax(data: BenchData, tenant: number): number {
  let most = 1;
  for (const tick of data.ticks) for (const count of tick.tenants[tenant]?.heat ?? []) if (count > most) most = count;
  return most;
}

/** @returns the tick that covers a moment, or the last one */
export function tickAt(data: BenchData, us: number): Tick | null {
  return data.ticks[Math.min(data.ticks.length - 1, Math.max(0, Math.ceil(us / TICK_US) - 1))] ?? null;
}
