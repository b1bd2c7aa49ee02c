/** @module Replications: the same run under several seeds, with means and 95 % intervals. */
import { assert } from '../../sim-engine/kernel/assert.ts';
import type { RunResult } from '../../sim-engine/model/run-result.ts';
import { type Estimate, estimate } from '../../sim-engine/statistics/estimate.ts';
import { isPreciseEnough } from '../../sim-engine/statistics/precision.ts';
import { sha256Hex } from '../content/canonical-json.ts';
import { type Execution, execute } from './execute.ts';

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

/**
 * @param execution  the run; its seed is the first
 * @param countMax   number of seeds, >= 1; the most of them when a precision is wanted
 * @param share      stop once the half-width of every tenant's p99 is within this share of it, 0..1, neither included;
 *   absent: run every seed
 */
export function replicate(execution: Execution, countMax: number, share?: number): ReplicatedResult {
  const results: RunResult[] = [];
  do {
    results.push(execute({ ...execution, seed: execution.seed + results.length }).result());
  } while (results.length < countMax && !(share !== undefined && isEnough(results, share)));
  const count = results.length;
  const first = results[0]!;
  const digests = results.map((each) => each.digest);
  return {
    ...first,
    events: results.reduce((sum, each) => sum + each.events, 0),
    digest: count === 1 ? first.digest : sha256Hex(digests.join('\n')),
    replications: {
      count,
      firstSeed: execution.seed,
      level: 0.95,
      digests,
      ...(share !== undefined && { precision: reachedPrecision(results, share) }),
      tenants: mapValues(first.tenants, (id) => tenantEstimates(results, id)),
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
  };
}

function p99s(results: readonly RunResult[], id: string): number[] {
  return results.map((each) => each.tenants[id]!.latencyMs.p99);
}

/** The interval of each tenant has the stated confidence by itself; that all hold at once is less certain. */
function isEnough(results: readonly RunResult[], share: number): boolean {
  return Object.keys(results[0]!.tenants).every((id) =>
    isPreciseEnough(p99s(results, id), { kind: 'relative', share }),
  );
}

function reachedPrecision(results: readonly RunResult[], share: number): ReachedPrecision {
  let widest: ReachedPrecision['widest'] | undefined;
  for (const id of Object.keys(results[0]!.tenants)) {
    const { mean, halfWidth } = over(results, (each) => each.tenants[id]!.latencyMs.p99);
    const own = halfWidth === null ? null : mean === 0 ? 0 : halfWidth / mean;
    if (widest === undefined || (own ?? 0) > (widest.share ?? 0)) widest = { tenant: id, share: own };
  }
  assert(widest !== undefined, 'a scenario has at least one tenant');
  return { share, reached: isEnough(results, share), widest };
}

function over(results: readonly RunResult[], value: (result: RunResult) => number): Estimate {
  return estimate(results.map(value));
}

type Latency = Readonly<Record<'mean' | 'p50' | 'p95' | 'p99', number>>;

function latencies(results: readonly RunResult[], of: (result: RunResult) => Latency): TenantEstimates['latencyMs'] {
  return {
    mean: over(results, (each) => of(each).mean),
    p50: over(results, (each) => of(each).p50),
    p95: over(results, (each) => of(each).p95),
    p99: over(results, (each) => of(each).p99),
  };
}

function tenantEstimates(results: readonly RunResult[], id: string): TenantEstimates {
  return {
    goodputPerSec: over(results, (each) => each.tenants[id]!.goodputPerSec),
    costUsd: over(results, (each) => each.tenants[id]!.costUsd),
    latencyMs: latencies(results, (each) => each.tenants[id]!.latencyMs),
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
