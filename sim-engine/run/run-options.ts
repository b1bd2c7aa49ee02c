/** @module What a run starts from, and what follows from it. */
import { assert } from '../kernel/assert.ts';
import type { Tracer } from '../measure/trace/tracer.ts';
import type { Choice } from '../model/registry.ts';
import type { Scenario } from '../model/scenario.ts';
import { listeningTracer, type RunTraces, tracerOf } from './run-traces.ts';

/** What a run starts from. */
export interface RunOptions {
  readonly scenario: Scenario;
  /** sha256 (hex) of the scenario's canonical JSON. */
  readonly scenarioSha256: string;
  /** Whole number, 0 to 2^53 - 1. */
  readonly seed: number;
  /** Holds from time 0 in place of the scenario's own model. */
  readonly isolation?: Choice;
  /** Keep ticks for the bench (default false). Never changes the digest. */
  readonly ticks?: boolean;
  /**
   * Id of a tenant that keeps its place, its data and its streams but sends nothing, its noise included: what would have been
   * without it, for everybody else on the same random numbers.
   */
  readonly without?: string;
  /** Keep what became of every request (default false). Never changes the digest. */
  readonly keepLatencies?: boolean;
  /** Keep the paths of some requests (default none). Never changes the digest. */
  readonly traces?: RunTraces;
  /** Further instants at which measures are taken apart, microseconds, each within the run. Never changes the digest. */
  readonly cutsUs?: readonly number[];
  /** Keep of every request what its time was made of (default false). Never changes the digest. */
  readonly keepParts?: boolean;
}

/** What stands in a snapshot for what its run traces, and for further cuts. */
export function tracesKept({ traces, keepParts, cutsUs }: RunOptions): string {
  const kept = traces ?? null;
  if (cutsUs !== undefined) return JSON.stringify({ traces: kept, parts: keepParts === true, cutsUs });
  return JSON.stringify(keepParts === true ? { traces: kept, parts: true } : kept);
}

/** @returns what listens to the run's requests, or null where nobody asked */
export function tracerFor({ scenario, traces, seed, keepParts }: RunOptions): Tracer | null {
  if (traces !== undefined) return tracerOf(scenario, traces, seed);
  return keepParts === true ? listeningTracer(scenario, seed) : null;
}

/** @returns index of the tenant that sends nothing, or -1 */
export function silentTenant({ scenario, without }: RunOptions): number {
  if (without === undefined) return -1;
  const index = scenario.tenants.findIndex((tenant) => tenant.id === without);
  assert(index >= 0, `there is no tenant ${without} to leave out`);
  return index;
}
