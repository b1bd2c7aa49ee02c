/** @module Side: what a comparison reads of one run, over the whole of it or over a window of its time. */
import { jainIndex } from '../fairness/jain-index.ts';
import { assert } from '../kernel/assert.ts';
import type { RequestLog } from '../measure/request-log.ts';
import type { StampedAction } from '../model/action-log.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Run } from '../run/run.ts';

/** What a compared run was made of, and where it ended. */
export interface ComparedInputs {
  readonly scenario: Scenario;
  /** sha256 (hex) of the scenario's canonical JSON. */
  readonly scenarioSha256: string;
  readonly seed: number;
  readonly actions: readonly StampedAction[];
  /** Microseconds. */
  readonly untilUs: number;
}

/** A run that was executed with `keepLatencies` to its end. */
export interface ComparedRun {
  /** Where it came from: a file, or the id of a run. */
  readonly file: string;
  readonly record: ComparedInputs;
  readonly run: Run;
}

/** A part of simulated time, [fromUs, toUs), microseconds. */
export interface Window {
  readonly fromUs: number;
  readonly toUs: number;
}

/** What had been spent, and who had sent what, by an instant. */
export interface Reading {
  readonly atUs: number;
  readonly costUsd: number;
  /** By tenant id; equal hashes mean that the same requests had arrived. */
  readonly arrivalDigests: Readonly<Record<string, string>>;
}

/** Arrivals and outcomes of one tenant's requests, in the order of arrival. */
export type Requests = Pick<RequestLog, 'count' | 'arrivedUs' | 'latencyUs'>;

/** One tenant of one side. */
export interface SideTenant {
  readonly log: Requests;
  /** Response time promised, microseconds. */
  readonly sloUs: number;
  readonly arrivalDigest: string;
  /** Equal ones mean the same latencies; null in a window, where the requests themselves tell. */
  readonly latencyDigest: string | null;
  readonly goodputPerSec: number;
  /** Null in a window: a bill is divided by the work of the whole run. */
  readonly costUsd: number | null;
}

/** One run, or a window of it, ready to be compared; times count from where it begins. */
export interface Side {
  readonly of: ComparedRun;
  /** Length, microseconds. */
  readonly lengthUs: number;
  /** Planned changes of the load, then actions; microseconds from the beginning. */
  readonly plannedUs: readonly number[];
  readonly actedUs: readonly number[];
  readonly tenants: Readonly<Record<string, SideTenant>>;
  readonly costUsd: number;
  readonly jain: number;
}

/** @returns the run from its beginning to its end, with the figures of its own result */
export function wholeSide(of: ComparedRun): Side {
  const { record, run } = of;
  const result = run.result();
  const logs = run.requests();
  return {
    of,
    lengthUs: record.untilUs,
    ...changes(record, 0),
    tenants: Object.fromEntries(
      record.scenario.tenants.map((tenant, index) => {
        const { arrivalDigest, latencyDigest, goodputPerSec, costUsd } = result.tenants[tenant.id]!;
        const sloUs = sloOf(record.scenario, index);
        return [tenant.id, { log: logs[index]!, sloUs, arrivalDigest, latencyDigest, goodputPerSec, costUsd }];
      }),
    ),
    costUsd: result.totals.costUsd,
    jain: result.totals.jain,
  };
}

/**
 * The requests that arrived in a window, whenever they ended.
 *
 * @param readings  taken where the window begins and ends, among others; see {@link advanceReading}
 */
export function windowSide(of: ComparedRun, window: Window, readings: readonly Reading[]): Side {
  const { record, run } = of;
  const { fromUs, toUs } = window;
  const [begin, end] = [fromUs, toUs].map((us) => {
    const found = readings.find(({ atUs }) => atUs === us);
    assert(found !== undefined, `nothing was read at ${us} us`);
    return found;
  });
  const seconds = (toUs - fromUs) / 1e6;
  const shares: number[] = [];
  const tenants = record.scenario.tenants.map((tenant, index): [string, SideTenant] => {
    const log = windowOf(run.requests()[index]!, window);
    const sloUs = sloOf(record.scenario, index);
    const good = log.latencyUs.reduce((sum, latency) => sum + (latency >= 0 && latency <= sloUs ? 1 : 0), 0);
    if (log.count > 0) shares.push(good / log.count);
    const arrivalDigest = end!.arrivalDigests[tenant.id]!;
    return [
      tenant.id,
      { log, sloUs, arrivalDigest, latencyDigest: null, goodputPerSec: good / seconds, costUsd: null },
    ];
  });
  return {
    of,
    lengthUs: toUs - fromUs,
    ...changes(record, fromUs),
    tenants: Object.fromEntries(tenants),
    costUsd: end!.costUsd - begin!.costUsd,
    jain: jainIndex(shares),
  };
}

/**
 * Lets a run go on to its end, and reads it on the way.
 *
 * @param instantsUs  where it is read, ascending, microseconds; the last is the end
 */
export function advanceReading(run: Run, instantsUs: readonly number[]): Reading[] {
  return instantsUs.map((atUs) => {
    run.advanceTo(atUs);
    const { tenants, totals } = run.result();
    const digests = Object.entries(tenants).map(([id, { arrivalDigest }]) => [id, arrivalDigest] as const);
    return { atUs, costUsd: totals.costUsd, arrivalDigests: Object.fromEntries(digests) };
  });
}

function changes({ scenario, actions }: ComparedInputs, fromUs: number): Pick<Side, 'plannedUs' | 'actedUs'> {
  return {
    plannedUs: scenario.timeline.flatMap(({ atUs, forUs }) => [atUs - fromUs, atUs + forUs - fromUs]),
    actedUs: actions.map(({ atUs }) => atUs - fromUs),
  };
}

function sloOf({ tenants, plans }: Scenario, index: number): number {
  return plans.find(({ id }) => id === tenants[index]!.plan)!.sloLatencyUs;
}

function windowOf({ arrivedUs, latencyUs, count }: Requests, { fromUs, toUs }: Window): Requests {
  const all = arrivedUs.subarray(0, count);
  const [first, end] = [firstAt(all, fromUs), firstAt(all, toUs)];
  return {
    count: end - first,
    arrivedUs: all.subarray(first, end).map((us) => us - fromUs),
    latencyUs: latencyUs.subarray(first, end),
  };
}

/** @returns index of the first instant that is not before another */
function firstAt(ascending: Float64Array, us: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < us) low = middle + 1;
    else high = middle;
  }
  return low;
}
