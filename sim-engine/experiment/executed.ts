/** @module What readings and views are given of a run that has ended. */
import type { RequestLog } from '../measure/request-log.ts';
import type { BlameCharge } from '../model/run-result.ts';
import type { Scenario } from '../model/scenario.ts';

/** A run that has ended. */
export interface Executed {
  /** The world under its setting. */
  readonly scenario: Scenario;
  /** Per tenant, in the scenario's order. */
  readonly requests: readonly RequestLog[];
  /** Value of each metric reading, by its id. */
  readonly metrics: ReadonlyMap<string, number | null>;
  /** Charges by each instant that a reading asked for, microseconds. */
  readonly blameAt: ReadonlyMap<number, readonly BlameCharge[]>;
  /** Lists of answers that were asked for already, by the tenants' ids. */
  readonly answers: Map<string, readonly Answered[]>;
}

/** An answer: when it was given and how long it had taken, microseconds. */
export interface Answered {
  readonly endUs: number;
  readonly latencyUs: number;
}

/**
 * @param executed  a run
 * @param tenants   ids
 * @returns every request of these tenants that was answered, in the order of the answers
 */
export function answersOf(executed: Executed, tenants: readonly string[]): readonly Answered[] {
  const key = tenants.join(' ');
  const known = executed.answers.get(key) ?? sortedAnswers(executed, tenants);
  executed.answers.set(key, known);
  return known;
}

function sortedAnswers({ scenario, requests }: Executed, tenants: readonly string[]): readonly Answered[] {
  const answers: Answered[] = [];
  scenario.tenants.forEach(({ id }, tenant) => {
    const log = requests[tenant];
    if (log === undefined || !tenants.includes(id)) return;
    for (let at = 0; at < log.count; at++) {
      const latencyUs = log.latencyUs[at]!;
      if (latencyUs >= 0) answers.push({ endUs: log.arrivedUs[at]! + latencyUs, latencyUs });
    }
  });
  return answers.sort((a, b) => a.endUs - b.endUs);
}

/**
 * @param latenciesUs  any order
 * @param percent      0 to 100, or null for the mean
 * @returns milliseconds; null of nothing. Percentiles are nearest-rank
 * @source Hyndman and Fan, Sample quantiles in statistical packages, 1996, definition 1
 */
export function statistic(latenciesUs: readonly number[], percent: number | null): number | null {
  if (latenciesUs.length === 0) return null;
  if (percent === null) return latenciesUs.reduce((sum, us) => sum + us, 0) / latenciesUs.length / 1000;
  return percentileOf(ascending(latenciesUs), percent);
}

/** @returns the same in ascending order */
export function ascending(latenciesUs: readonly number[]): Float64Array {
  return Float64Array.from(latenciesUs).sort();
}

/**
 * @param ordered  latencies, ascending, microseconds
 * @param percent  0 to 100
 * @returns milliseconds; null of nothing
 */
export function percentileOf(ordered: Float64Array, percent: number): number | null {
  if (ordered.length === 0) return null;
  const rank = Math.max(1, Math.ceil((percent * ordered.length) / 100));
  return ordered[rank - 1]! / 1000;
}
