/** @module From a condition as written to the engine's. */
import { catalogue, combined } from '../../sim-engine/index.ts';
import { assert } from '../../sim-engine/kernel/assert.ts';
import type { Bounded, Condition } from '../../sim-engine/model/objective.ts';
import type { Window } from '../../sim-engine/model/windows.ts';
import type { WrittenBounded, WrittenCondition } from './condition-schema.ts';
import { readThreshold } from './threshold.ts';

/** What conditions refer to. */
export interface ConditionContext {
  readonly durationUs: number;
  readonly windows: readonly Window[];
}

/** @param written  a condition that passed every check */
export function compileCondition(written: WrittenCondition, context: ConditionContext): Condition {
  if (!('combine' in written)) return compileBounded(written, context);
  return combined(
    written.combine,
    written.of.map((part) => compileCondition(part, context)),
  );
}

function compileBounded(
  { metric, scope, window, atMost, atLeast }: WrittenBounded,
  context: ConditionContext,
): Bounded {
  const definition = catalogue.metrics.find((each) => each.id === metric.id);
  assert(definition !== undefined, `metric ${metric.id} passed the schema and is not in the registry`);
  const reading = readThreshold(definition, atMost ?? atLeast);
  assert('value' in reading, `a bound on ${metric.id} passed the checks and cannot be read`);
  const { fromUs, toUs } = stretchOf(window, context);
  return {
    metric: metric.id,
    ...(definition.params.length === 0 ? {} : { params: metric.params }),
    scope: scope ?? { kind: 'all' },
    fromUs,
    toUs,
    bound: atMost === undefined ? 'at-least' : 'at-most',
    threshold: reading.value,
  };
}

/** @returns the stretch that a window means; the whole run without one */
export function stretchOf(window: WrittenBounded['window'], { durationUs, windows }: ConditionContext) {
  if (window === undefined) return { fromUs: 0, toUs: durationUs };
  if ('from' in window) return { fromUs: window.from, toUs: window.to };
  const found = windows.find(({ label }) => label === window.label);
  assert(found !== undefined, `the window ${window.label} passed the checks and is not of the timeline`);
  return found;
}
