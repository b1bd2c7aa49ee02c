/** @module Warm-up of replicated runs: where the steady state begins, and the latencies after it. */
import type { Run } from '../../sim-engine/index.ts';
import { fail, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';
import { mser5 } from '../../sim-engine/statistics/warm-up.ts';

/** Replications whose average shows the warm-up. */
export const PILOTS = 10;
/** Points of the averaged series; a batch of MSER-5 is a hundredth of the run. */
const CELLS = 500;

/** Latencies of one tenant in one replication, milliseconds; exact, nearest-rank. */
export type Latency = Readonly<Record<'mean' | 'p50' | 'p95' | 'p99', number>>;

/**
 * Finds the warm-up by MSER-5 on the mean latency over time, averaged over replications and tenants: one run alone is too
 * noisy to show it.
 *
 * @param pilots      runs with kept latencies, of different seeds
 * @param durationUs  their length, microseconds
 * @returns where the steady state begins, microseconds, or an issue `not-steady`
 */
export function findWarmUp(pilots: readonly Run[], durationUs: number): Result<number> {
  const sums = new Float64Array(CELLS);
  const counts = new Float64Array(CELLS);
  for (const { count, arrivedUs, latencyUs } of pilots.flatMap((run) => run.requests())) {
    for (let i = 0; i < count; i++) {
      if (latencyUs[i]! < 0) continue;
      const cell = Math.floor((arrivedUs[i]! / durationUs) * CELLS);
      sums[cell]! += latencyUs[i]!;
      counts[cell]!++;
    }
  }
  // A cell in which nothing was answered has no mean; it is left out rather than made up.
  const cells = [...counts.keys()].filter((cell) => counts[cell]! > 0);
  const warmUp = mser5(cells.map((cell) => sums[cell]! / counts[cell]!));
  if (warmUp.kind === 'found') return ok(Math.ceil(((cells[warmUp.truncate] ?? 0) * durationUs) / CELLS));
  const message =
    'the latency does not settle in the first half of the run (MSER-5), so it has no steady state to estimate: let it run longer, end it before the load changes (--until), or give the warm-up as a time';
  return fail(issue('not-steady', '', message));
}

/**
 * @param run     with kept latencies
 * @param ids     its tenants, in the scenario's order
 * @param fromUs  requests that arrived earlier are left out, microseconds
 * @returns per tenant; zeros where nothing was answered
 */
export function latenciesAfter(run: Run, ids: readonly string[], fromUs: number): Record<string, Latency> {
  const logs = run.requests();
  return Object.fromEntries(
    ids.map((id, index) => {
      const { count, arrivedUs, latencyUs } = logs[index]!;
      const kept = latencyUs.subarray(0, count).filter((latency, i) => latency >= 0 && arrivedUs[i]! >= fromUs);
      kept.sort();
      const quantile = (share: number): number =>
        (kept[Math.max(1, Math.ceil(share * kept.length - 1e-9)) - 1] ?? 0) / 1000;
      const mean = kept.reduce((sum, latency) => sum + latency, 0) / Math.max(1, kept.length) / 1000;
      return [id, { mean, p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) }];
    }),
  );
}
