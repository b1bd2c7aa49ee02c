/** @module Replications: the same run under several seeds, with means and 95 % intervals. */

import type { Run } from '../../sim-engine/index.ts';
import { assert } from '../../sim-engine/kernel/assert.ts';
import { ok, type Result } from '../../sim-engine/kernel/result.ts';
import type { RunResult } from '../../sim-engine/model/run-result.ts';
import { type Estimate, estimate } from '../../sim-engine/statistics/estimate.ts';
import { isPreciseEnough } from '../../sim-engine/statistics/precision.ts';
import { sha256Hex } from '../content/canonical-json.ts';
import { type Execution, execute } from './execute.ts';
import { findWarmUp, type Latency, latenciesAfter, PILOTS } from './warm-up.ts';

/** Intervals of one tenant. */
export interface TenantEstimates {
  readonly goodputPerSec: Estimate;
  readonly costUsd: Estimate;
  readonly latencyMs: {
    readonly mean: Estimate;
    readonly p50: Estimate;
    readonly p95: Estimate;
    readonly p99: Estimate;
  };
}

/** How far a wanted precision was reached. */
export interface ReachedPrecision {
  /** Wanted: half-width of the interval of every tenant's p99 latency, as a share of it. */
  readonly share: number;
  readonly reached: boolean;
  /** The tenant whose p99 is known least, and how well: half-width over mean; null with a single seed. */
  readonly widest: { readonly tenant: string; readonly share: number | null };
}

/** What several seeds say together. */
export interface Replications {
  readonly count: number;
  readonly firstSeed: number;
  readonly level: 0.95;
  readonly digests: readonly string[];
  /** Present when seeds were added until a precision was reached. */
  readonly precision?: ReachedPrecision;
  /** Present when the tenants' latencies are those of requests that arrived after a warm-up. */
  readonly warmUp?: { readonly method: 'mser5' | 'given'; readonly untilMs: number };
  readonly tenants: Readonly<Record<string, TenantEstimates>>;
  readonly windows: readonly {
    readonly label: string;
    readonly fromMs: number;
    readonly toMs: number;
    readonly tenants: Readonly<Record<string, { readonly latencyMs: TenantEstimates['latencyMs'] }>>;
  }[];
  readonly totals: { readonly costUsd: Estimate; readonly goodputPerSec: Estimate; readonly jain: Estimate };
  readonly objectives: readonly {
    readonly id: string;
    readonly passed: number;
    readonly points: Estimate;
    readonly measured: Estimate | null;
  }[];
}

/** The result of the first seed; `events` is the sum and `digest` the hash over all seeds. */
export interface ReplicatedResult extends RunResult {
  readonly replications: Replications;
}

/** How many seeds, and what they are for. */
export interface ReplicationPlan {
  /** Number of seeds, >= 1; the most of them when a precision is wanted. */
  readonly countMax: number;
  /** Stop once the half-width of every tenant's p99 is within this share of it, 0..1, neither included. */
  readonly precision?: number;
  /** Leave requests that arrived before out of the tenants' latencies: found by MSER-5, or given in microseconds. */
  readonly warmUp?: 'mser5' | number;
}

/** One seed: its result, and each tenant's latencies after the warm-up. */
interface Replication {
  readonly result: RunResult;
  readonly latencyMs: Readonly<Record<string, Latency>>;
}

/**
 * @param execution  the run; its seed is the first
 * @param plan       how many seeds
 * @returns the estimates, or an issue `not-steady` when a warm-up was to be found and there is none
 */
export function replicate(execution: Execution, plan: ReplicationPlan): Result<ReplicatedResult> {
  const { countMax, precision: share } = plan;
  const runOf = (index: number): Run =>
    execute({ ...execution, seed: execution.seed + index }, plan.warmUp !== undefined);
  const ids = execution.scenario.tenants.map(({ id }) => id);
  const pilots = plan.warmUp === 'mser5' ? Array.from({ length: Math.min(PILOTS, countMax) }, (_, i) => runOf(i)) : [];
  const found = plan.warmUp === 'mser5' ? findWarmUp(pilots, execution.untilUs) : ok(plan.warmUp ?? 0);
  if (!found.ok) return found;
  const replications: Replication[] = [];
  do {
    const run = pilots[replications.length] ?? runOf(replications.length);
    const result = run.result();
    const whole = mapValues(result.tenants, (id) => result.tenants[id]!.latencyMs);
    replications.push({
      result,
      latencyMs: plan.warmUp === undefined ? whole : latenciesAfter(run, ids, found.value),
    });
  } while (replications.length < countMax && !(share !== undefined && isEnough(replications, share)));
  const results = replications.map(({ result }) => result);
  const count = results.length;
  const first = results[0]!;
  const digests = results.map((each) => each.digest);
  return ok({
    ...first,
    events: results.reduce((sum, each) => sum + each.events, 0),
    digest: count === 1 ? first.digest : sha256Hex(digests.join('\n')),
    replications: {
      count,
      firstSeed: execution.seed,
      level: 0.95,
      digests,
      ...(share !== undefined && { precision: reachedPrecision(replications, share) }),
      ...(plan.warmUp !== undefined && {
        warmUp: {
          method: plan.warmUp === 'mser5' ? ('mser5' as const) : ('given' as const),
          untilMs: found.value / 1000,
        },
      }),
      tenants: mapValues(first.tenants, (id) => tenantEstimates(replications, id)),
      windows: first.windows.map(({ label, fromMs, toMs, tenants }, index) => ({
        label,
        fromMs,
        toMs,
        tenants: mapValues(tenants, (id) => ({
          latencyMs: latencies(results, (each) => each.windows[index]!.tenants[id]!.latencyMs),
        })),
      })),
      totals: {
        costUsd: over(results, (each) => each.totals.costUsd),
        goodputPerSec: over(results, (each) => each.totals.goodputPerSec),
        jain: over(results, (each) => each.totals.jain),
      },
      objectives: first.objectives.map(({ id }, index) => objectiveEstimates(results, id, index)),
    },
  });
}

function p99s(replications: readonly Replication[], id: string): number[] {
  return replications.map(({ latencyMs }) => latencyMs[id]!.p99);
}

/** The interval of each tenant has the stated confidence by itself; that all hold at once is less certain. */
function isEnough(replications: readonly Replication[], share: number): boolean {
  return Object.keys(replications[0]!.latencyMs).every((id) =>
    isPreciseEnough(p99s(replications, id), { kind: 'relative', share }),
  );
}

function reachedPrecision(replications: readonly Replication[], share: number): ReachedPrecision {
  let widest: ReachedPrecision['widest'] | undefined;
  for (const id of Object.keys(replications[0]!.latencyMs)) {
    const { mean, halfWidth } = estimate(p99s(replications, id));
    const own = halfWidth === null ? null : mean === 0 ? 0 : halfWidth / mean;
    if (widest === undefined || (own ?? 0) > (widest.share ?? 0)) widest = { tenant: id, share: own };
  }
  assert(widest !== undefined, 'a scenario has at least one tenant');
  return { share, reached: isEnough(replications, share), widest };
}

function over<T>(of: readonly T[], value: (each: T) => number): Estimate {
  return estimate(of.map(value));
}

function latencies<T>(results: readonly T[], of: (result: T) => Latency): TenantEstimates['latencyMs'] {
  return {
    mean: over(results, (each) => of(each).mean),
    p50: over(results, (each) => of(each).p50),
    p95: over(results, (each) => of(each).p95),
    p99: over(results, (each) => of(each).p99),
  };
}

function tenantEstimates(replications: readonly Replication[], id: string): TenantEstimates {
  return {
    goodputPerSec: over(replications, ({ result }) => result.tenants[id]!.goodputPerSec),
    costUsd: over(replications, ({ result }) => result.tenants[id]!.costUsd),
    latencyMs: latencies(replications, ({ latencyMs }) => latencyMs[id]!),
  };
}

function objectiveEstimates(
  results: readonly RunResult[],
  id: string,
  index: number,
): Replications['objectives'][number] {
  const states = results.map((each) => each.objectives[index]!);
  const measured = states.flatMap((state) => (state.measured === null ? [] : [state.measured]));
  return {
    id,
    passed: states.filter((state) => state.passed).length,
    points: estimate(states.map((state) => state.points)),
    measured: measured.length === states.length ? estimate(measured) : null,
  };
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, make: (key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.keys(record).map((key) => [key, make(key)]));
}
