/** @module What traces a run keeps: a rule, the windows it holds for, and whether there is room. */
import { assert } from '../kernel/assert.ts';
import { fail, issue, ok, type Result } from '../kernel/result.ts';
import { placesFor } from '../measure/blame/ledger-places.ts';
import { planTraces, type TraceRule } from '../measure/trace/trace-rule.ts';
import { Tracer, type TracerSpec } from '../measure/trace/tracer.ts';
import { SYSTEM_CULPRIT } from '../model/answers.ts';
import type { Scenario } from '../model/scenario.ts';
import type { TraceReport } from '../model/trace.ts';
import { queryOfDeath } from '../policies/fault/query-of-death.ts';
import type { SaasSystem } from '../system/saas-system.ts';
import { traceReport } from '../system/trace-view.ts';
import { Segments } from './segments.ts';

/** Traces of a run. */
export interface RunTraces extends TraceRule {
  /** So many equal windows, 1 to 1000; absent: the run's segments, cut by its timeline and objectives. */
  readonly windows?: number;
}

const WINDOWS_MAX = 1000;

/**
 * @param traces  what is wanted
 * @returns issues `trace-rule` or `trace-budget` that would stop a run of this scenario; none when there is room
 */
export function planRunTraces(scenario: Scenario, traces: RunTraces): Result<Omit<TracerSpec, 'seed'>> {
  const { windows } = traces;
  if (windows !== undefined && !(Number.isInteger(windows) && windows >= 1 && windows <= WINDOWS_MAX)) {
    return fail(issue('trace-rule', 'windows', `found ${windows}, expected a whole number from 1 to ${WINDOWS_MAX}`));
  }
  const cutsUs =
    windows === undefined
      ? new Segments(scenario).cutsUs
      : Array.from({ length: windows - 1 }, (_, at) => Math.floor(((at + 1) * scenario.durationUs) / windows));
  const tenants = scenario.tenants.length;
  const holders = placesFor(tenants) + 1;
  const plan = planTraces(traces, tenants * (cutsUs.length + 1), holders);
  return plan.ok ? ok({ plan: plan.value, tenants, holders, cutsUs }) : plan;
}

/** @returns the tracer of a run; whoever takes rules from outside has planned them before */
export function tracerOf(scenario: Scenario, traces: RunTraces, seed: number): Tracer {
  const planned = planRunTraces(scenario, traces);
  assert(planned.ok, `traces: ${planned.ok ? '' : planned.issues.map((each) => each.message).join('; ')}`);
  return new Tracer({ ...planned.value, seed });
}

/** @returns a tracer that keeps no trace, for what listens to it */
export function listeningTracer(scenario: Scenario, seed: number): Tracer {
  return tracerOf(scenario, { slowest: 0, sample: 0, windows: 1 }, seed);
}

/** @returns what a run has kept so far */
export function runTraces({ world, scenario }: SaasSystem, tracer: Tracer): TraceReport {
  const names = {
    tenants: scenario.tenants.map((tenant) => tenant.id),
    system: SYSTEM_CULPRIT,
    // What has no operation of the scenario's is the deadly request of a fault.
    operation: (type: number) => scenario.operations[world.classes[type]!.operation]?.id ?? queryOfDeath.id,
  };
  return traceReport(world, tracer, names, scenario.durationUs);
}
