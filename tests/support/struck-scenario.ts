/** @module Scenarios that a fault strikes at 5 s, for six seconds: a system that is calm but for that. */
import { type Choice, type FaultTarget, Run, type RunResult, type Scenario } from '../../sim-engine/index.ts';
import type { FaultKind } from '../../sim-engine/policies/fault/fault.ts';
import { buildScenario } from './scenario-builder.ts';

export const SECOND = 1_000_000;
export const DURATION_US = 24 * SECOND;
export const FROM_US = 5 * SECOND;
export const FOR_US = 6 * SECOND;
/** Everything that follows the fault is over by then: warm-ups and restarts. */
export const CALM_US = 20 * SECOND;

/** Without noise, faults and objectives. */
export const base = buildScenario({ durationUs: DURATION_US, timeline: [], objectives: [] });

/** @returns a scenario with one fault; messages come back after a second and are delivered three times */
export function scenarioWith(fault: Choice, target: FaultTarget, changes: Partial<Scenario> = {}): Scenario {
  const jobs = { ...base.system.jobs, visibilityUs: SECOND, attemptsMax: 3 };
  const system = { ...base.system, jobs };
  const item = { id: 'fault', label: 'Fault', atUs: FROM_US, forUs: FOR_US, fault, target };
  return { ...base, system, timeline: [item], ...changes };
}

function targetOf(kind: FaultKind): FaultTarget {
  if (kind.aim === 'parts') return { tier: 'app', count: 2 };
  return kind.aim === 'tenant' ? { tenant: 'G' } : {};
}

/** @returns a scenario with one fault of a kind, with its defaults */
export function struckBy(kind: FaultKind): Scenario {
  return scenarioWith({ id: kind.id, params: {} }, targetOf(kind));
}

/** @returns what a run of a scenario ends with */
export function execute(scenario: Scenario, seed = 3): RunResult {
  const run = Run.create({ scenario, scenarioSha256: 'sha', seed });
  run.advanceTo(scenario.durationUs);
  return run.result();
}
