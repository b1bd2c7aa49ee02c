/** @module Compares two runs over many seeds: both designs under each seed, and the differences as estimates. */
import type { RunResult } from '../model/run-result.ts';
import { independentDifference, pairedDifference } from '../statistics/difference.ts';
import type { Estimate } from '../statistics/estimate.ts';

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

/** One design under several seeds, each one more than the one before. */
export interface Replicated {
  readonly firstSeed: number;
  /** At least two. */
  readonly results: readonly RunResult[];
}

/**
 * @param a  one design
 * @param b  the other, under as many seeds
 */
export function compareReplicated(a: Replicated, b: Replicated): ReplicatedComparison {
  const [resultsA, resultsB] = [a.results, b.results];
  const ids = Object.keys(resultsA[0]!.tenants).filter((id) => id in resultsB[0]!.tenants);
  // Seeds in step are enough: what differs in demand is then part of the difference, and the rest still cancels out.
  const paired = a.firstSeed === b.firstSeed;
  const between = paired ? pairedDifference : independentDifference;
  const over = (value: (result: RunResult) => number): Estimate => between(resultsA.map(value), resultsB.map(value));
  return {
    count: resultsA.length,
    firstSeed: { a: a.firstSeed, b: b.firstSeed },
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
