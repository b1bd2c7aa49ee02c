/** @module Executes one headless run from beginning to end. */
import { Run, type RunTraces } from '../../sim-engine/index.ts';
import type { StampedAction } from '../../sim-engine/model/action-log.ts';
import type { Choice } from '../../sim-engine/model/registry.ts';
import type { Scenario, TimedAction } from '../../sim-engine/model/scenario.ts';

/** What one run is made from. */
export interface Execution {
  readonly scenario: Scenario;
  readonly sha256: string;
  readonly seed: number;
  readonly isolation: Choice | null;
  readonly actions: readonly TimedAction[];
  /** Where to stop, microseconds. */
  readonly untilUs: number;
  /** Tenant that is left out, arrivals and noise. */
  readonly without?: string;
  /** Which traces are kept; absent: none. */
  readonly traces?: RunTraces;
}

/** @param actions  in the order of their times */
export function stamp(actions: readonly TimedAction[]): StampedAction[] {
  return actions.map(({ atUs, action }, sequence) => ({ sequence, atUs, action }));
}

/**
 * @param execution      what to run; its actions were checked
 * @param keepLatencies  keep what became of every request
 */
export function execute(execution: Execution, keepLatencies = false): Run {
  const { scenario, sha256, seed, isolation, actions, untilUs, without, traces } = execution;
  const chosen = isolation === null ? {} : { isolation };
  const left = without === undefined ? {} : { without };
  const traced = traces === undefined ? {} : { traces };
  const run = Run.create({ scenario, scenarioSha256: sha256, seed, keepLatencies, ...chosen, ...left, ...traced });
  for (const each of stamp(actions)) run.submit(each);
  run.advanceTo(untilUs);
  return run;
}
