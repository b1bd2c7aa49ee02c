/** @module Conditions in engine form, as run records carry them: shape, ranges, references and windows. */
import { z } from 'zod';
import {
  catalogue,
  combined,
  isAsked,
  isCombined,
  LEDGER_RESOURCES,
  QUESTION_TENANTS_MAX,
} from '../../sim-engine/index.ts';
import { type Issue, issue } from '../../sim-engine/kernel/result.ts';
import { type Condition, type Goal, MEASURED_TIERS, type Scope } from '../../sim-engine/model/objective.ts';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import { TENANT_ID } from './action-schema.ts';
import { COMBINED_DEEP } from './condition-schema.ts';
import { engineChoice } from './engine-choice.ts';
import { DURATION_US_MAX, LIST_MAX, TENANTS_MAX } from './limits.ts';

const tenantId = z.string().regex(TENANT_ID);
const moment = z.int().min(0).max(DURATION_US_MAX);
const metric = z.enum(catalogue.metrics.map((each) => each.id));

const scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('tenant'), tenant: tenantId }),
  z.strictObject({ kind: z.literal('plan'), plan: z.string().max(48) }),
  z.strictObject({ kind: z.literal('except'), tenants: z.array(tenantId).min(1).max(TENANTS_MAX) }),
  z.strictObject({ kind: z.literal('tier'), tier: z.enum(MEASURED_TIERS) }),
]);

const bounded = {
  metric,
  params: z.record(z.string().max(48), z.number()).exactOptional(),
  scope,
  fromUs: moment,
  toUs: moment,
  bound: z.enum(['at-most', 'at-least']),
  threshold: z.number(),
};

const combine = engineChoice(catalogue.combinations);
const stretch = { fromUs: moment, toUs: moment, bound: z.literal('at-least'), threshold: z.number() };

function partsOf(deep: number): z.ZodType<Condition> {
  const one = z.strictObject(bounded);
  const parts = deep === 0 ? one : z.union([one, z.strictObject(combinedFields(deep))]);
  return parts as z.ZodType<Condition>;
}

function combinedFields(deep: number) {
  return {
    combine,
    parts: z
      .array(partsOf(deep - 1))
      .min(1)
      .max(LIST_MAX),
    ...stretch,
  };
}

const asked = {
  ask: engineChoice(catalogue.questions),
  scope,
  resource: z.enum(LEDGER_RESOURCES).exactOptional(),
  fromUs: moment,
  toUs: moment,
  bound: z.literal('at-least'),
  threshold: z.literal(1),
};

/** @param head  keys that stand beside the condition's; questions may be among these */
export function engineObjectives<T extends z.ZodRawShape>(head: T) {
  return z
    .array(
      z.union([
        z.strictObject({ ...head, ...bounded }),
        z.strictObject({ ...head, ...combinedFields(COMBINED_DEEP) }),
        z.strictObject({ ...head, ...asked }),
      ]),
    )
    .max(LIST_MAX);
}

/** @param head  keys that stand beside the condition's */
export function engineConditions<T extends z.ZodRawShape>(head: T) {
  return z
    .array(
      z.union([z.strictObject({ ...head, ...bounded }), z.strictObject({ ...head, ...combinedFields(COMBINED_DEEP) })]),
    )
    .max(LIST_MAX);
}

/**
 * @param condition  of the right shape
 * @param path       where it stands
 * @param scenario   whose it is
 */
export function conditionIssues(condition: Goal, path: string, scenario: Scenario): Issue[] {
  const bad = (message: string): Issue[] => [issue('bad-scenario', path, message)];
  const { fromUs, toUs } = condition;
  if (fromUs >= toUs || toUs > scenario.durationUs) return bad('found a time outside the duration');
  if (isAsked(condition)) {
    if (scenario.tenants.length > QUESTION_TENANTS_MAX) return bad('found a question among too many tenants');
    return scopeIssues(condition.scope, 'tenants', path, scenario);
  }
  if (isCombined(condition)) {
    const inner = condition.parts.flatMap((part, at) => conditionIssues(part, `${path}.parts.${at}`, scenario));
    const expected = combined(condition.combine, condition.parts);
    const isSame = expected.fromUs === fromUs && expected.toUs === toUs && expected.threshold === condition.threshold;
    return isSame ? inner : [...inner, ...bad('found a stretch or a threshold other than that of its parts')];
  }
  const definition = catalogue.metrics.find((each) => each.id === condition.metric)!;
  const params = condition.params ?? {};
  const checked = engineChoice([definition]).safeParse({ id: definition.id, params });
  if (!checked.success) return bad(checked.error.issues[0]?.message ?? 'wrong parameters');
  if ((condition.params === undefined) !== (Object.keys(withDefaults(definition, {})).length === 0))
    return bad('found parameters where there are none, or none where there are some');
  return scopeIssues(condition.scope, definition.over, path, scenario);
}

function scopeIssues(
  given: Scope,
  over: 'tenants' | 'tier' | 'whole',
  path: string,
  { tenants, plans }: Scenario,
): Issue[] {
  const missing = (name: string): Issue =>
    issue('bad-scenario', `${path}.scope`, `found ${name}, which the scenario does not define`);
  if ((given.kind === 'tier') !== (over === 'tier'))
    return [
      issue('bad-scenario', `${path}.scope`, `found a scope of the kind ${given.kind}, which the metric is not over`),
    ];
  const named = given.kind === 'tenant' ? [given.tenant] : given.kind === 'except' ? given.tenants : [];
  const issues = named.filter((id) => !tenants.some((tenant) => tenant.id === id)).map(missing);
  if (given.kind === 'plan' && !plans.some((plan) => plan.id === given.plan)) issues.push(missing(given.plan));
  return issues;
}
