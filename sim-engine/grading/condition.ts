/** @module Conditions: what one measures, whether it holds, and which bounds it is made of. */
import { assert } from '../kernel/assert.ts';
import type { Asked, Bounded, Combined, Condition, Goal } from '../model/objective.ts';
import { type Choice, withDefaults } from '../model/registry.ts';
import type { ConditionResult } from '../model/run-result.ts';
import { COMBINATIONS } from './combinations/index.ts';
import { METRICS } from './metrics/index.ts';
import type { Span } from './span.ts';

/** Unit of what a combination measures. */
export const PARTS_UNIT = 'parts';

/** What was measured of one bound so far; of a window that has not begun, null. */
export type SpanOf = (bounded: Bounded) => Span | null;

/** @returns true where several conditions are combined */
export function isCombined<T extends Goal>(condition: T): condition is T & Combined {
  return 'combine' in condition;
}

/** @returns true where the learner is asked something */
export function isAsked<T extends Goal>(condition: T): condition is T & Asked {
  return 'ask' in condition;
}

/** @returns every bound that the condition is made of, in the order of writing */
export function boundsOf(condition: Goal): Bounded[] {
  if (isAsked(condition)) return [];
  return isCombined(condition) ? condition.parts.flatMap(boundsOf) : [condition];
}

/**
 * Combines conditions; stretch and threshold follow from the parts.
 *
 * @param combine  id and parameters in the registry `combinations`
 * @param parts    at least one
 */
export function combined(combine: Choice, parts: readonly Condition[]): Combined {
  const entry = COMBINATIONS.find(({ id }) => id === combine.id);
  assert(entry !== undefined && parts.length > 0, `${combine.id} of ${parts.length} parts is no combination`);
  return {
    combine,
    parts,
    fromUs: Math.min(...parts.map(({ fromUs }) => fromUs)),
    toUs: Math.max(...parts.map(({ toUs }) => toUs)),
    bound: 'at-least',
    threshold: entry.needed(parts.length, withDefaults(entry, combine.params)),
  };
}

/**
 * @param condition  of a scenario that was checked
 * @param spanOf     what was measured
 * @param nowUs      how far the run has come
 */
export function conditionResult(condition: Condition, spanOf: SpanOf, nowUs: number): ConditionResult {
  const { fromUs, toUs, bound, threshold } = condition;
  const state = nowUs <= fromUs ? 'waiting' : nowUs < toUs ? 'open' : 'closed';
  if (isCombined(condition)) {
    const parts = condition.parts.map((part) => conditionResult(part, spanOf, nowUs));
    const measured = state === 'waiting' ? null : parts.filter(({ passed }) => passed).length;
    const passed = measured !== null && measured >= threshold;
    return { state, passed, measured, threshold, bound, unit: PARTS_UNIT, parts };
  }
  const measured = measureOf(condition, state === 'waiting' ? null : spanOf(condition));
  return { state, passed: holds(condition, measured), measured, threshold, bound, unit: metricOf(condition).unit };
}

/** @returns the value of a bound's metric in a span, or null when nothing was measured */
export function measureOf(bounded: Bounded, span: Span | null): number | null {
  const metric = metricOf(bounded);
  return span === null ? null : metric.measure(span, withDefaults(metric, bounded.params ?? {}));
}

function holds({ bound, threshold }: Bounded, measured: number | null): boolean {
  return measured !== null && (bound === 'at-most' ? measured <= threshold : measured >= threshold);
}

/** @returns the metric that a bound is about */
export function metricOf({ metric: id }: Bounded) {
  const metric = METRICS.find((each) => each.id === id);
  assert(metric !== undefined, `no metric ${id}: scenarios are checked before they are run`);
  return metric;
}
