/** @module Readings of the scene, smoothed where an instant cannot be read: refusals, hit ratio, arrivals, busy shares. */

import type { PoolView } from '../../sim-engine/model/topology.ts';
import { IDLE, type StationState, TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import type { BenchData } from '../state/bench-data.ts';

/** Rates are means over the last second. */
const RATE_TICKS = 2;
/** Hit ratios are means over the last 2 s. */
const HIT_TICKS = 4;
const TAU_US = 2_500_000;

/** @returns requests per second refused to some tenants in the last second */
export function rejectedPerSec(data: BenchData, tenants: readonly number[]): number {
  const ticks = data.ticks.slice(-RATE_TICKS);
  let sum = 0;
  for (const tick of ticks) for (const tenant of tenants) sum += tick.tenants[tenant]?.rejected ?? 0;
  return ticks.length === 0 ? 0 : (sum * 1e6) / (ticks.length * TICK_US);
}

/** @returns requests per second that arrive, by tenant; before the start what the scenario states */
export function arrivalsPerSec(data: BenchData): readonly number[] {
  const ticks = data.ticks.slice(-RATE_TICKS);
  return data.scenario.tenants.map((tenant, index) => {
    if (ticks.length > 0) {
      const sum = ticks.reduce((total, tick) => total + (tick.tenants[index]?.arrived ?? 0), 0);
      return (sum * 1e6) / (ticks.length * TICK_US);
    }
    const { ratePerSec, onRatePerSec = 0, offRatePerSec = 0, onMs = 1, offMs = 1 } = tenant.workload.arrivals.params;
    return ratePerSec ?? (onRatePerSec * onMs + offRatePerSec * offMs) / (onMs + offMs);
  });
}

/** @returns share of look-ups that hit for the tenants of a pool, 0..1, or null without look-ups */
export function hitShare(data: BenchData, pool: PoolView): number | null {
  let hits = 0;
  let looks = 0;
  for (const tick of data.ticks.slice(-HIT_TICKS)) {
    for (const tenant of pool.tenants) {
      const measured = tick.tenants[tenant];
      hits += measured?.hits ?? 0;
      looks += (measured?.hits ?? 0) + (measured?.misses ?? 0);
    }
  }
  return looks === 0 ? null : hits / looks;
}

/** @returns servers of a station that serve somebody at this instant */
export function busyNow(state: StationState | undefined): number {
  let busy = 0;
  for (const tenant of state?.servers ?? []) if (tenant !== IDLE) busy++;
  return busy;
}

/** @returns the state of each station of a pool, when the frame's state belongs to this topology */
export function stationsOf(data: BenchData, pool: PoolView): readonly (StationState | undefined)[] {
  const fresh = data.state && data.state.topologyVersion === data.topology?.version;
  return pool.stations.map((station) => (fresh ? data.state?.stations[station.index] : undefined));
}

/** @returns requests in service and waiting in a pool at this instant */
export function inFlight(data: BenchData, pool: PoolView): number {
  return stationsOf(data, pool).reduce((sum, state) => sum + busyNow(state) + (state?.waiting ?? 0), 0);
}

interface BusyTrack {
  atUs: number;
  readonly share: Map<string, number>;
}

const tracks = new WeakMap<object, BusyTrack>();

/**
 * Busy share per station id, an EWMA over 2.5 s of simulated time from the frames seen: an instant is a strobe.
 *
 * @param data  the newest frame
 */
export function busyShares(data: BenchData): ReadonlyMap<string, number> {
  let track = tracks.get(data.ticks);
  if (!track || track.atUs > data.simulatedUs) {
    track = { atUs: -1, share: new Map() };
    tracks.set(data.ticks, track);
  }
  if (track.atUs === data.simulatedUs) return track.share;
  const weight = track.atUs < 0 ? 1 : 1 - Math.exp(-(data.simulatedUs - track.atUs) / TAU_US);
  track.atUs = data.simulatedUs;
  for (const pool of data.topology?.pools ?? []) {
    stationsOf(data, pool).forEach((state, at) => {
      const station = pool.stations[at];
      if (!state || !station) return;
      const now = busyNow(state) / Math.max(1, station.servers);
      const before = track.share.get(station.id) ?? now;
      track.share.set(station.id, before + weight * (now - before));
    });
  }
  return track.share;
}
