/** @module Station rates: what went through a station per second, from its statistics. */
import type { NetworkStationStats, NetworkTenantStats } from '../network/network-spec.ts';

/** Seconds that the statistics cover: the integral of the number present over its time average. */
function spanSec(station: NetworkStationStats): number {
  return station.presentAreaUs / station.presentMean / 1e6;
}

/** @returns services per second */
export function throughputPerSec(station: NetworkStationStats): number {
  return station.served / spanSec(station);
}

/** @returns a tenant's completions per second; a pool whose connections are held serves nothing itself */
export function completedPerSec(tenant: NetworkTenantStats, station: NetworkStationStats): number {
  return tenant.completed / spanSec(station);
}

/** @returns share of those that came and were turned away, 0..1 */
export function blockedShare(station: NetworkStationStats): number {
  return station.rejected / (station.rejected + station.served);
}
