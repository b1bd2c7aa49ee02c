/** @module Statistics of a network's stations and tenants, as a program reads them. */
import type { MemberAccounts } from '../measure/member-accounts.ts';
import { membersInFlight } from '../system/members-in-flight.ts';
import { CLIENT } from '../system/request-table.ts';
import type { Station } from '../system/station.ts';
import type { World } from '../system/world.ts';
import type { NetworkMembers, NetworkStationStats, NetworkTenantStats } from './network-spec.ts';

/**
 * @param tenantIds  by place
 * @param sinceUs    when measuring began
 * @returns statistics of one station up to now
 */
export function stationStats(
  world: World,
  station: Station,
  tenantIds: readonly string[],
  sinceUs: number,
): NetworkStationStats {
  const { measure } = station;
  measure.elapse(world.nowUs, station.outstanding, station.busy);
  const span = Math.max(1, world.nowUs - sinceUs);
  const meter = world.meter;
  const tenants: Record<string, { presentAreaUs: number; sojournSumUs: number }> = {};
  if (meter !== null) {
    tenantIds.forEach((tenant, index) => {
      tenants[tenant] = meter.read(station.index + 1, index, world.nowUs);
    });
  }
  return {
    served: measure.served,
    rejected: measure.rejected,
    utilisation: measure.busyUs / (span * station.servers),
    presentMean: measure.presentUs / span,
    waitingMean: (measure.presentUs - measure.busyUs) / span,
    waitingMax: measure.waitingMax,
    delayedShare: measure.started === 0 ? 0 : measure.delayed / measure.started,
    waitMeanUs: measure.started === 0 ? 0 : measure.waitedUs / measure.started,
    presentAreaUs: measure.presentUs,
    sojournSumUs: measure.sojournUs,
    distribution: measure.distributionUs().map((us) => us / span),
    tenants,
  };
}

/**
 * @param index  place of the tenant
 * @returns statistics of one tenant up to now
 */
export function tenantStats(world: World, index: number): NetworkTenantStats {
  const account = world.accounts[index]!;
  const latency = account.current.latency;
  const { kept } = account;
  // Sorted when first asked: whoever only counts must not pay for it.
  let sorted: Float64Array | null = null;
  const meter = world.meter?.read(0, index, world.nowUs);
  return {
    arrived: account.arrived,
    completed: account.completed,
    rejected: account.rejected,
    timedOut: account.timedOut,
    failed: account.failed,
    inFlight: inFlight(world, index),
    attempts: account.arrived + account.extraAttempts,
    latencyMeanUs: latency.mean(),
    waitMeanUs: account.completed === 0 ? 0 : account.waitedUs / account.completed,
    latencyUs: (share) => {
      if (kept === null) return latency.percentile(share);
      sorted ??= Float64Array.from(kept.latencies).sort();
      return sorted[Math.max(1, Math.ceil(share * sorted.length - 1e-9)) - 1] ?? 0;
    },
    waitExceedsShare: (us) => {
      const waits = kept?.waits ?? [];
      return waits.length === 0 ? Number.NaN : waits.filter((wait) => wait > us).length / waits.length;
    },
    presentAreaUs: meter?.presentAreaUs ?? 0,
    sojournSumUs: meter?.sojournSumUs ?? 0,
    latencyDigest: account.latencyDigest.hex(),
    arrivalDigest: account.arrivalDigest.hex(),
    latencies: kept?.latencies ?? [],
    numbers: kept?.numbers ?? [],
    waits: kept?.waits ?? [],
    unanswered: kept?.unanswered ?? [],
    members: account.members === null ? null : membersOf(world, index, account.members),
  };
}

function inFlight(world: World, tenant: number): number {
  let count = 0;
  world.requests.forEachLive((row) => {
    if (world.requests.tenant[row] === tenant && world.requests.parent[row] === CLIENT) count++;
  });
  return count;
}

function membersOf(world: World, index: number, members: MemberAccounts): NetworkMembers {
  const inFlight = membersInFlight(world, index);
  return {
    figures: (member) => members.figures(member, inFlight),
    summary: (worstMax) => members.summary(inFlight, worstMax),
  };
}
