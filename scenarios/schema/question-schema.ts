/**
 * @module Questions as authors write them: an objective that the learner answers, and exact blame decides.
 *
 * `{ ask: culprit, resource: connections, scope: { except: [G] }, window: { from: 30 s, to: 40 s } }`.
 */
import { z } from 'zod';
import { catalogue, LEDGER_RESOURCES } from '../../sim-engine/index.ts';
import type { Asked } from '../../sim-engine/model/objective.ts';
import { choice } from './choice.ts';
import { type ConditionContext, stretchOf } from './compile-condition.ts';
import { boundedFields } from './condition-schema.ts';
import { word } from './leaf.ts';

/** Keys of a question beside its head. */
export const askedFields = {
  ask: choice({ key: 'kind', what: 'a question', registry: catalogue.questions, code: 'unknown-question' }),
  resource: word('unknown-resource', 'the resource that was waited for; else all of them', [
    ...LEDGER_RESOURCES,
  ]).optional(),
  scope: boundedFields.scope,
  window: boundedFields.window,
};

const asked = z.strictObject(askedFields);
export type WrittenAsked = z.output<typeof asked>;

/** @returns true for what is written as a question, well or badly */
export function isAskedText(item: unknown): boolean {
  return typeof item === 'object' && item !== null && 'ask' in item;
}

/** @param written  a question that passed every check */
export function compileAsked({ ask, resource, scope, window }: WrittenAsked, context: ConditionContext): Asked {
  return {
    ask,
    ...(resource === undefined ? {} : { resource }),
    scope: scope ?? { kind: 'all' },
    ...stretchOf(window, context),
    bound: 'at-least',
    threshold: 1,
  };
}
