/**
 * @module Interference: what each tenant costs each other one, by the ledger's exact blame or by leaving the tenant out.
 *
 * The two differ where queues interact: blame divides the delay that was, the counterfactual asks for the run that would have
 * been.
 */
import { type Run, SYSTEM_CULPRIT } from '../../sim-engine/index.ts';
import { assert } from '../../sim-engine/kernel/assert.ts';
import type { RunResult } from '../../sim-engine/model/run-result.ts';

/** `matrix[culprit][victim]`, milliseconds. */
export type Matrix = Readonly<Record<string, Readonly<Record<string, number>>>>;
/** The same; null where there is nothing to compare. */
export type ChangeMatrix = Readonly<Record<string, Readonly<Record<string, number | null>>>>;

/** What both methods say about the run. */
interface OfRun {
  readonly scenario: string;
  readonly seed: number;
  readonly isolation: string;
  readonly simulatedMs: number;
  /** Digest of the run with everybody, lowercase hex. */
  readonly digest: string;
  readonly unit: 'ms';
  readonly tenants: readonly string[];
}

/** Exact blame: every delay charged once. */
export interface BlameInterference extends OfRun {
  readonly method: 'blame';
  /** Rows for every tenant and the system, each with every victim; a column adds up to the victim's `delayMs`. */
  readonly matrix: Matrix;
  /** The matrix divided by resource; what is absent is 0. */
  readonly byResource: Readonly<Record<string, Matrix>>;
  /** Delay beyond their own service as the victim's requests measured it. */
  readonly delayMs: Readonly<Record<string, number>>;
}

/** Change in latency by leaving one tenant out: above 0 where the victim is better off without it. */
export interface CounterfactualInterference extends OfRun {
  readonly method: 'counterfactual';
  /** Change of the mean; a tenant has no entry in its own row, and null stands where nothing completed. */
  readonly matrix: ChangeMatrix;
  /** Change of the 99th percentile. */
  readonly matrixP99: ChangeMatrix;
  /** Latency of the run with everybody. */
  readonly latencyMs: Readonly<Record<string, { readonly mean: number; readonly p99: number }>>;
}

/** What a run without one tenant has to tell. */
export interface WithoutTenant {
  readonly without: string;
  readonly tenants: Readonly<
    Record<
      string,
      { readonly completed: number; readonly mean: number; readonly p99: number; readonly arrivalDigest: string }
    >
  >;
}

/** @param run  at its end */
export function blameInterference(run: Run): BlameInterference {
  const charges = run.blame();
  const delays = run.delays();
  const victims = Object.keys(delays);
  const us: Record<string, Record<string, number>> = {};
  for (const culprit of [...victims, SYSTEM_CULPRIT]) {
    us[culprit] = Object.fromEntries(victims.map((victim) => [victim, 0]));
  }
  const byResource: Record<string, Record<string, Record<string, number>>> = {};
  for (const charge of charges) {
    us[charge.culprit]![charge.victim]! += charge.us;
    byResource[charge.resource] ??= {};
    byResource[charge.resource]![charge.culprit] ??= {};
    byResource[charge.resource]![charge.culprit]![charge.victim] = charge.us / 1000;
  }
  return {
    method: 'blame',
    ...ofRun(run.result(), victims),
    matrix: mapValues(us, (row) => mapValues(row, (each) => each / 1000)),
    byResource,
    delayMs: mapValues(delays, (each) => each / 1000),
  };
}

/** @returns what is compared of a run without one tenant */
export function withoutTenant(without: string, result: RunResult): WithoutTenant {
  return {
    without,
    tenants: mapValues(result.tenants, ({ completed, latencyMs, arrivalDigest }) => ({
      completed,
      mean: latencyMs.mean,
      p99: latencyMs.p99,
      arrivalDigest,
    })),
  };
}

/**
 * @param result  of the run with everybody
 * @param others  the same run without each tenant
 */
export function counterfactualInterference(
  result: RunResult,
  others: readonly WithoutTenant[],
): CounterfactualInterference {
  const matrix: Record<string, Record<string, number | null>> = {};
  const matrixP99: Record<string, Record<string, number | null>> = {};
  for (const { without, tenants } of others) {
    const means: Record<string, number | null> = {};
    const p99s: Record<string, number | null> = {};
    for (const [id, then] of Object.entries(tenants)) {
      if (id === without) continue;
      const now = result.tenants[id]!;
      assert(then.arrivalDigest === now.arrivalDigest, `without ${without}, other requests of ${id} arrive`);
      const comparable = now.completed > 0 && then.completed > 0;
      means[id] = comparable ? now.latencyMs.mean - then.mean : null;
      p99s[id] = comparable ? now.latencyMs.p99 - then.p99 : null;
    }
    matrix[without] = means;
    matrixP99[without] = p99s;
  }
  return {
    method: 'counterfactual',
    ...ofRun(result, Object.keys(result.tenants)),
    matrix,
    matrixP99,
    latencyMs: mapValues(result.tenants, ({ latencyMs: { mean, p99 } }) => ({ mean, p99 })),
  };
}

function ofRun(result: RunResult, tenants: readonly string[]): OfRun {
  const { scenario, seed, isolation, simulatedMs, digest } = result;
  return { scenario: scenario.id, seed, isolation, simulatedMs, digest, unit: 'ms', tenants };
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, make: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, make(value)]));
}
