/** @module Replications: the same run under several seeds, with means and 95 % intervals. */
import type { RunResult } from '../../sim-engine/model/run-result.ts';
import { sha256Hex } from '../content/canonical-json.ts';
import { type Execution, execute } from './execute.ts';
import { type Estimate, estimate } from './student-t.ts';

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

/** What several seeds say together. */
export interface Replications {
  readonly count: number;
  readonly firstSeed: number;
  readonly level: 0.95;
  readonly digests: readonly string[];
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
 * @param count      number of seeds, >= 1
 */
export function replicate(execution: Execution, count: number): ReplicatedResult {
  const results = Array.from({ length: count }, (_, index) =>
    execute({ ...execution, seed: execution.seed + index }).result(),
  );
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
