/** @module Compares two runs over many seeds: both designs under each seed, and the differences as estimates. */
import type { RunResult } from '../../sim-engine/model/run-result.ts';
import { independentDifference, pairedDifference } from '../../sim-engine/statistics/difference.ts';
import type { Estimate } from '../../sim-engine/statistics/estimate.ts';
import { execute } from './execute.ts';
import type { RunRecord } from './run-record.ts';

/** Differences B - A of one tenant, each a mean over seeds with its 95 % interval. */
export interface ReplicatedDifferences {
  readonly goodputPerSec: Estimate;
  readonly costUsd: Estimate;
  readonly latencyMs: Readonly<Record<'mean' | 'p50' | 'p90' | 'p95' | 'p99' | 'p999', Estimate>>;
}

/** Two designs under several seeds. */
export interface ReplicatedComparison {
  readonly count: number;
  readonly firstSeed: { readonly a: number; readonly b: number };
  /** True when both had the same requests under each seed: then differences are paired. */
  readonly paired: boolean;
  readonly tenants: Readonly<Record<string, ReplicatedDifferences>>;
  readonly totals: { readonly goodputPerSec: Estimate; readonly costUsd: Estimate; readonly jain: Estimate };
}

/**
 * @param a      its seed is the first of A's
 * @param b      its seed is the first of B's
 * @param count  number of seeds, >= 2
 */
export function compareReplicated(a: RunRecord, b: RunRecord, count: number): ReplicatedComparison {
  const [resultsA, resultsB] = [resultsOf(a, count), resultsOf(b, count)];
  const ids = Object.keys(resultsA[0]!.tenants).filter((id) => id in resultsB[0]!.tenants);
  // Seeds in step are enough: what differs in demand is then part of the difference, and the rest still cancels out.
  const paired = a.seed === b.seed;
  const between = paired ? pairedDifference : independentDifference;
  const over = (value: (result: RunResult) => number): Estimate => between(resultsA.map(value), resultsB.map(value));
  return {
    count,
    firstSeed: { a: a.seed, b: b.seed },
    paired,
    tenants: Object.fromEntries(ids.map((id) => [id, tenantDifferences(id, over)])),
    totals: {
      goodputPerSec: over(({ totals }) => totals.goodputPerSec),
      costUsd: over(({ totals }) => totals.costUsd),
      jain: over(({ totals }) => totals.jain),
    },
  };
}

function tenantDifferences(
  id: string,
  over: (value: (result: RunResult) => number) => Estimate,
): ReplicatedDifferences {
  const latency = (figure: keyof ReplicatedDifferences['latencyMs']): Estimate =>
    over(({ tenants }) => tenants[id]!.latencyMs[figure]);
  return {
    goodputPerSec: over(({ tenants }) => tenants[id]!.goodputPerSec),
    costUsd: over(({ tenants }) => tenants[id]!.costUsd),
    latencyMs: {
      mean: latency('mean'),
      p50: latency('p50'),
      p90: latency('p90'),
      p95: latency('p95'),
      p99: latency('p99'),
      p999: latency('p999'),
    },
  };
}

function resultsOf(
  { scenario, scenarioSha256, seed, isolation, actions, untilUs }: RunRecord,
  count: number,
): RunResult[] {
  return Array.from({ length: count }, (_, index) =>
    execute({ scenario, sha256: scenarioSha256, seed: seed + index, isolation, actions, untilUs }).result(),
  );
}
