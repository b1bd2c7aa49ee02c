/** @module Builds the result of a run, and checks that no request was lost or counted twice. */
import { jainIndex } from '../fairness/jain-index.ts';
import { assert } from '../kernel/assert.ts';
import { poolCostMicroUsd } from '../measure/cost-meter.ts';
import { FINE_BITS, Histogram } from '../measure/histogram.ts';
import type { MemberAccounts } from '../measure/member-accounts.ts';
import type {
  LatencySummary,
  MembersResult,
  RunResult,
  TenantResult,
  TierInstances,
  TierResult,
  WindowResult,
} from '../model/run-result.ts';
import type { Scenario } from '../model/scenario.ts';
import { timelineWindows, type Window } from '../model/windows.ts';
import { membersInFlight } from '../system/members-in-flight.ts';
import { PLACED, type Pool } from '../system/pool.ts';
import type { PoolScale } from '../system/pool-scale.ts';
import { PURPOSE } from '../system/program.ts';
import { CLIENT } from '../system/request-table.ts';
import type { SaasSystem } from '../system/saas-system.ts';
import type { World } from '../system/world.ts';
import { ENGINE_VERSION } from '../version.ts';
import { blameCharges } from './blame-charges.ts';
import type { Graded } from './objectives.ts';
import type { Segments } from './segments.ts';
import { tierReadings } from './tier-readings.ts';

/** Members of a group that are named, those that were hurt most. */
const WORST_MEMBERS = 10;

/** Tiers whose number of instances may change, by their names in results. */
const SCALED_TIERS: Readonly<Record<string, number>> = { app: PLACED.app, jobs: PLACED.jobs };

/** What identifies a run. */
export interface RunIdentity {
  readonly scenarioSha256: string;
  readonly seed: number;
}

/** @returns everything measured up to now */
export function runResult(system: SaasSystem, segments: Segments, identity: RunIdentity, graded: Graded): RunResult {
  const { scenario, world } = system;
  const now = world.nowUs;
  const seconds = now / 1e6;
  const costs = tenantCosts(system);
  const inFlight = inFlightByTenant(system, PURPOSE.request);
  const jobsInFlight = inFlightByTenant(system, PURPOSE.job);
  const tenants: Record<string, TenantResult> = {};
  const shares: number[] = [];
  let goodTotal = 0;
  scenario.tenants.forEach((tenant, index) => {
    const account = world.accounts[index]!;
    const latency = new Histogram(FINE_BITS);
    let good = 0;
    for (const segment of account.segments) {
      latency.merge(segment.latency);
      good += segment.good;
    }
    assert(
      account.outstanding === inFlight[index],
      `conservation: ${tenant.id} arrived ${account.arrived}, of which ${account.outstanding} have not ended, but ${inFlight[index]} are in flight`,
    );
    const jobsEnded = account.jobsDone + account.jobsRejected + account.jobsDeadLettered;
    assert(
      account.jobsEnqueued - jobsEnded === jobsInFlight[index],
      `conservation: ${tenant.id} enqueued ${account.jobsEnqueued} jobs, ${jobsEnded} have ended, but ${jobsInFlight[index]} are left`,
    );
    assert(latency.count === account.completed, `conservation: ${tenant.id} has ${latency.count} latencies`);
    goodTotal += good;
    if (account.arrived > 0) shares.push(good / account.arrived);
    tenants[tenant.id] = {
      arrived: account.arrived,
      completed: account.completed,
      rejected: account.rejected,
      timedOut: account.timedOut,
      failed: account.failed,
      inFlight: inFlight[index]!,
      goodputPerSec: seconds === 0 ? 0 : good / seconds,
      attempts: account.arrived + account.extraAttempts,
      latencyMs: summary(latency),
      waitMs: { mean: account.completed === 0 ? 0 : account.waitedUs / account.completed / 1000 },
      costUsd: costs[index]! / 1e6,
      jobs: {
        enqueued: account.jobsEnqueued,
        done: account.jobsDone,
        rejected: account.jobsRejected,
        deadLettered: account.jobsDeadLettered,
        redelivered: account.jobsRedelivered,
        ...(world.faults.messages.heartbeat ? {} : { duplicated: account.jobsDuplicated }),
        waiting: jobsInFlight[index]!,
      },
      cache: {
        hits: account.hits,
        misses: account.misses,
        ...(scenario.system.cache.singleFlight === true ? { followed: world.flights.followedBy(index) } : {}),
      },
      ...(scenario.system.database.buffer === undefined ? {} : { buffer: bufferResult(system, index) }),
      ...(scenario.system.database.partitions === undefined ? {} : { throttled: throttledOf(system, index) }),
      ...(account.members === null ? {} : { members: membersResult(world, index, account.members) }),
      latencyDigest: account.latencyDigest.hex(),
      arrivalDigest: account.arrivalDigest.hex(),
    };
  });
  return {
    scenario: { id: scenario.id, sha256: identity.scenarioSha256 },
    engineVersion: ENGINE_VERSION,
    seed: identity.seed,
    simulatedMs: now / 1000,
    events: world.modelEvents,
    digest: world.digest.hex(),
    isolation: system.isolation.id,
    tenants,
    tiers: tierResults(system),
    windows: windowResults(system, segments),
    totals: {
      costUsd: costs.reduce((sum, cost) => sum + cost, 0) / 1e6,
      goodputPerSec: seconds === 0 ? 0 : goodTotal / seconds,
      jain: jainIndex(shares),
    },
    objectives: graded.objectives,
    ...(scenario.guards === undefined ? {} : { guards: graded.guards }),
    blameMs: blameMs(system),
    log: [...system.log],
  };
}

function membersResult(world: World, tenant: number, members: MemberAccounts): MembersResult {
  const { worst, ...counts } = members.summary(membersInFlight(world, tenant), WORST_MEMBERS);
  return {
    ...counts,
    worst: worst.map(({ latencyMeanUs, ...figures }) => ({ ...figures, latencyMs: { mean: latencyMeanUs / 1000 } })),
  };
}

function summary(latency: Histogram): LatencySummary {
  const at = (share: number): number => latency.percentile(share) / 1000;
  return {
    mean: latency.mean() / 1000,
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    p999: at(0.999),
    max: latency.max / 1000,
  };
}

/** Requests of clients, or jobs, that have not ended. */
function inFlightByTenant(system: SaasSystem, purpose: number): number[] {
  const { requests, classes } = system.world;
  const counts = system.scenario.tenants.map(() => 0);
  requests.forEachLive((row) => {
    const ofClient = classes[requests.program[row]!]!.purpose === purpose && requests.parent[row] === CLIENT;
    if (ofClient) counts[requests.tenant[row]!]!++;
  });
  return counts;
}

/** Charges over all resources, culprit by victim, milliseconds; the ledger is checked on the way. Empty rows are left out. */
function blameMs(system: SaasSystem): Record<string, Record<string, number>> {
  const matrix: Record<string, Record<string, number>> = {};
  for (const { culprit, victim, us } of blameCharges(system)) {
    matrix[culprit] ??= {};
    matrix[culprit][victim] = Math.round((matrix[culprit][victim] ?? 0) * 1000 + us) / 1000;
  }
  return matrix;
}

/** Whole micro-dollars per tenant: each pool's bill is divided by the work done on it; remainders go in tenant order. */
function tenantCosts(system: SaasSystem): number[] {
  const { world, scenario } = system;
  const exact = scenario.tenants.map(() => 0);
  for (const pool of world.pools) {
    const until = pool.retired ? pool.retiredUs : world.nowUs;
    const cost = pool.scale?.costMicroUsd(until) ?? poolCostMicroUsd(pool.priceMicroUsdPerHour, until - pool.createdUs);
    const used = pool.usage.reduce((sum, usage) => sum + usage, 0);
    for (let tenant = 0; tenant < exact.length; tenant++) {
      const share = used > 0 ? pool.usage[tenant]! / used : pool.group.includes(tenant) ? 1 / pool.group.length : 0;
      exact[tenant]! += cost * share;
    }
  }
  const whole = exact.map((cost) => Math.floor(cost));
  let remainder = Math.round(system.cost.totalMicroUsd(world.nowUs)) - whole.reduce((sum, cost) => sum + cost, 0);
  for (let tenant = 0; remainder > 0; tenant = (tenant + 1) % whole.length, remainder--) whole[tenant]!++;
  return whole;
}

/** Over all databases that the tenant was on. */
function bufferResult({ world }: SaasSystem, tenant: number): { hits: number; misses: number } {
  const buffers = world.pools.flatMap(({ buffer }) => (buffer === null ? [] : [buffer]));
  return {
    hits: buffers.reduce((sum, { hits }) => sum + hits[tenant]!, 0),
    misses: buffers.reduce((sum, { misses }) => sum + misses[tenant]!, 0),
  };
}

function throttledOf({ world }: SaasSystem, tenant: number): number {
  return world.pools.reduce((sum, { partitions }) => sum + (partitions?.throttled[tenant] ?? 0), 0);
}

/** @returns instances of a tier over all its pools, or undefined where their number does not change */
function tierInstances({ world }: SaasSystem, tier: number): TierInstances | undefined {
  const pools = world.pools.filter((pool) => pool.tier === tier && pool.scale !== null);
  if (pools.length === 0) return undefined;
  const sum = (of: (pool: Pool) => number): number => pools.reduce((total, pool) => total + of(pool), 0);
  const now = (of: (scale: PoolScale) => number) => sum((pool) => (pool.retired ? 0 : of(pool.scale!)));
  const paidUs = sum((pool) => pool.scale!.paidUs(pool.retired ? pool.retiredUs : world.nowUs));
  return {
    ready: now((scale) => scale.ready),
    booting: now((scale) => scale.booting),
    draining: now((scale) => scale.draining),
    mean: world.nowUs === 0 ? 0 : paidUs / world.nowUs,
    added: sum((pool) => pool.scale!.added),
    removed: sum((pool) => pool.scale!.removed),
  };
}

function tierResults(system: SaasSystem): Record<string, TierResult> {
  const { nowUs } = system.world;
  const tiers: Record<string, TierResult> = {};
  for (const [id, { busyUs, presentUs, availableUs, waitingMax }] of Object.entries(tierReadings(system))) {
    const tier = SCALED_TIERS[id];
    const instances = tier === undefined ? undefined : tierInstances(system, tier);
    tiers[id] = {
      utilisation: availableUs === 0 ? 0 : busyUs / availableUs,
      queueLengthMean: nowUs === 0 ? 0 : (presentUs - busyUs) / nowUs,
      queueLengthMax: waitingMax,
      ...(instances === undefined ? {} : { instances }),
    };
  }
  return tiers;
}

/** Windows before, during and after each item of the timeline, then those that objectives name. */
function windowResults(system: SaasSystem, segments: Segments): WindowResult[] {
  const { scenario, world } = system;
  const all = scenario.tenants.map((_, index) => index);
  return windowsOf(scenario).map(({ label, fromUs, toUs }) => {
    const span = segments.tenants({ fromUs, toUs }, all, world.accounts);
    const tenants: Record<string, WindowResult['tenants'][string]> = {};
    for (const { index, latency } of span) {
      const { mean, p50, p95, p99 } = summary(latency);
      tenants[scenario.tenants[index]!.id] = { completed: latency.count, latencyMs: { mean, p50, p95, p99 } };
    }
    return { label, fromMs: fromUs / 1000, toMs: toUs / 1000, tenants };
  });
}

/** Windows of the timeline, then those that objectives name. */
function windowsOf(scenario: Scenario): Window[] {
  const windows = timelineWindows(scenario.timeline, scenario.durationUs);
  for (const { id, fromUs, toUs } of scenario.objectives) {
    if (!windows.some((window) => window.fromUs === fromUs && window.toUs === toUs)) {
      windows.push({ label: `objective ${id}`, fromUs, toUs });
    }
  }
  return windows;
}
