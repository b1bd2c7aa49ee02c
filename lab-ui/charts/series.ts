/**
 * @module What charts draw, taken from the ticks once: the same numbers go to the picture, the table and the sentence.
 *
 * The list of ticks only grows, or is another list; so what was made of its ticks is kept, and each new tick is looked at once.
 */
import { HEAT_BINS_PER_DECADE, HEAT_MIN_US, TICK_US, type Tick } from '../../sim-engine/protocol/frame-codec.ts';
import type { BenchData } from '../state/bench-data.ts';

/** A p99 from fewer samples is drawn hollow. */
export const P99_SAMPLES_MIN = 1000;
/** Ticks in one second. */
export const TICKS_PER_SECOND = 1_000_000 / TICK_US;

/** One second of one tenant: the larger p99 of its two half seconds, microseconds; null when nothing completed. */
export type SecondP99 = number | null;

/** What has been made of the first `ticks` ticks of a list. */
interface Grown<T> {
  ticks: number;
  readonly made: T;
}

/**
 * @param empty  what is made of no ticks
 * @param add    takes in the ticks from one on; changes what is made
 * @returns what is made of all ticks of a list; only the new ones are looked at
 */
function growing<T>(empty: () => T, add: (made: T, ticks: readonly Tick[], from: number) => void) {
  const kept = new WeakMap<readonly Tick[], Grown<T>>();
  return (ticks: readonly Tick[]): T => {
    let grown = kept.get(ticks);
    if (!grown || grown.ticks > ticks.length) {
      grown = { ticks: 0, made: empty() };
      kept.set(ticks, grown);
    }
    if (grown.ticks < ticks.length) add(grown.made, ticks, grown.ticks);
    grown.ticks = ticks.length;
    return grown.made;
  };
}

const secondsOfP99 = growing<(readonly SecondP99[])[]>(
  () => [],
  (seconds, ticks, from) => {
    // The last second may have been half a one.
    for (let second = Math.floor(from / TICKS_PER_SECOND); second * TICKS_PER_SECOND < ticks.length; second++) {
      const parts = ticks.slice(second * TICKS_PER_SECOND, (second + 1) * TICKS_PER_SECOND);
      const worst = (parts[0]?.tenants ?? []).map((_, tenant): SecondP99 => {
        let us = 0;
        for (const part of parts) us = Math.max(us, part.tenants[tenant]?.p99Us ?? 0);
        return us > 0 ? us : null;
      });
      seconds[second] = worst;
    }
  },
);

/** @returns seconds that have begun, each with one value per tenant */
export function p99BySecond(data: BenchData): readonly (readonly SecondP99[])[] {
  return secondsOfP99(data.ticks);
}

/** Requests per second of all tenants in one second of the run. */
export interface GoodputSecond {
  readonly fromUs: number;
  readonly offeredPerSec: number;
  readonly goodPerSec: number;
}

const secondsOfGoodput = growing<GoodputSecond[]>(
  () => [],
  (seconds, ticks) => {
    for (let at = seconds.length * TICKS_PER_SECOND; at + TICKS_PER_SECOND <= ticks.length; at += TICKS_PER_SECOND) {
      const parts = ticks.slice(at, at + TICKS_PER_SECOND);
      seconds.push({ fromUs: at * TICK_US, offeredPerSec: total(parts, 'arrived'), goodPerSec: total(parts, 'good') });
    }
  },
);

/** @returns whole seconds only: half a second is no rate per second yet */
export function goodputBySecond(data: BenchData): readonly GoodputSecond[] {
  return secondsOfGoodput(data.ticks);
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

const heatMaxima = growing<number[]>(
  () => [],
  (most, ticks, from) => {
    for (let at = from; at < ticks.length; at++) {
      ticks[at]?.tenants.forEach(({ heat }, tenant) => {
        let highest = most[tenant] ?? 1;
        for (const count of heat) if (count > highest) highest = count;
        most[tenant] = highest;
      });
    }
  },
);

/** @returns the largest count of one bin of one tick so far, at least 1 */
export function heatMax(data: BenchData, tenant: number): number {
  return heatMaxima(data.ticks)[tenant] ?? 1;
}

/** @returns the tick that covers a moment, or the last one */
export function tickAt(data: BenchData, us: number): Tick | null {
  return data.ticks[Math.min(data.ticks.length - 1, Math.max(0, Math.ceil(us / TICK_US) - 1))] ?? null;
}

/**
 * A run may be longer than its plot is wide: then one column of the picture stands for several steps of time.
 *
 * @param stepUs  one step, microseconds
 * @param plotPx  width of the whole run in the picture, px
 * @returns steps in a column, >= 1: as few as make it at least a pixel wide
 */
export function stepsPerColumn(durationUs: number, stepUs: number, plotPx: number): number {
  return Math.max(1, Math.ceil(durationUs / stepUs / Math.max(1, plotPx)));
}
