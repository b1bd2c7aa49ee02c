/**
 * @module Conditions as authors write them: a bound on a measure, or a combination of conditions.
 *
 * `{ metric: latency-p99, scope: { except: [G] }, window: during flood, atMost: 250 ms }`, `{ combine: any, of: [...] }`.
 */
import { z } from 'zod';
import { catalogue } from '../../sim-engine/index.ts';
import { MEASURED_TIERS, type Scope } from '../../sim-engine/model/objective.ts';
import { choice } from './choice.ts';
import { describe, leaf, type Reading, readQuantity, refuse } from './leaf.ts';
import * as limits from './limits.ts';
import { patternOf } from './quantity.ts';
import { didYouMean } from './suggest.ts';

const named = (key: string, of: Readonly<Record<string, unknown>>) => ({
  type: 'object',
  properties: { [key]: of },
  required: [key],
  additionalProperties: false,
});

/** `all`, `{ tenant: G }`, `{ plan: team }`, `{ except: [G] }` or `{ tier: database-cpu }`. */
export const scope = leaf<Scope>(
  {
    anyOf: [
      { const: 'all' },
      named('tenant', { type: 'string' }),
      named('plan', { type: 'string' }),
      named('except', { type: 'array', items: { type: 'string' } }),
      named('tier', { enum: MEASURED_TIERS }),
    ],
    description: 'whom or what is measured; else everybody',
  },
  (value) => {
    if (value === 'all') return { value: { kind: 'all' } };
    const [key, ...more] = typeof value === 'object' ? Object.keys(value as object) : [];
    const inner = key === undefined || more.length > 0 ? undefined : (value as Record<string, unknown>)[key];
    if (key === 'tenant' && typeof inner === 'string') return { value: { kind: 'tenant', tenant: inner } };
    if (key === 'plan' && typeof inner === 'string') return { value: { kind: 'plan', plan: inner } };
    if (key === 'except' && Array.isArray(inner) && inner.length > 0 && inner.every((each) => typeof each === 'string'))
      return { value: { kind: 'except', tenants: inner } };
    if (key === 'tier' && typeof inner === 'string') return readTier(inner);
    return refuse(
      'bad-scope',
      `found ${describe(value)}, expected all, { tenant: ID }, { plan: ID }, { except: [ID, ...] } or { tier: ID }: write one of these`,
    );
  },
);

function readTier(written: string): Reading<Scope> {
  const tier = MEASURED_TIERS.find((each) => each === written);
  if (tier !== undefined) return { value: { kind: 'tier', tier } };
  const message = `found the tier ${written}, expected one that is measured: ${didYouMean(written, MEASURED_TIERS)}`;
  return { issues: [{ code: 'unknown-tier', path: 'tier', message }] };
}

/** A stretch of the run as written: by times, or by the label of one of the timeline's windows. */
export type WrittenWindow = { readonly from: number; readonly to: number } | { readonly label: string };

const WINDOW = 'the stretch of the run that counts; else the whole run';
const moment = { type: 'string', pattern: patternOf('duration') };

/** `{ from: 64 s, to: 84 s }` or `during flood`. */
export const window = leaf<WrittenWindow>(
  {
    anyOf: [
      { type: 'string', description: 'before, during or after an item of the timeline, such as during flood' },
      {
        type: 'object',
        properties: { from: moment, to: moment },
        required: ['from', 'to'],
        additionalProperties: false,
      },
    ],
    description: WINDOW,
  },
  (value) => {
    if (typeof value === 'string') return { value: { label: value.trim() } };
    if (typeof value !== 'object' || Array.isArray(value))
      return refuse(
        'wrong-type',
        `found ${describe(value)}, expected ${WINDOW}: write { from: 64 s, to: 84 s } or a label`,
      );
    return readTimes(value as Readonly<Record<string, unknown>>);
  },
);

function readTimes(written: Readonly<Record<string, unknown>>): Reading<WrittenWindow> {
  const keys = ['from', 'to'] as const;
  const issues = Object.keys(written).flatMap((key) =>
    keys.some((each) => each === key)
      ? []
      : [{ code: 'unknown-key', path: key, message: `found the unknown key ${key}: ${didYouMean(key, keys)}` }],
  );
  const times = keys.map((key) => {
    const what = `the ${key === 'from' ? 'beginning' : 'end'} of the window`;
    const given = written[key];
    const reading: Reading<number> =
      given === undefined || given === null
        ? refuse('missing-key', `found no ${key} in window, expected ${what}: add the key`)
        : readQuantity('duration', what, limits.MOMENT_US, given);
    if ('value' in reading) return reading.value;
    // A key that is missing has no place of its own.
    const path = given === undefined ? '' : key;
    issues.push(...reading.issues.map((each) => ({ ...each, path })));
    return 0;
  });
  return issues.length > 0 ? { issues } : { value: { from: times[0]!, to: times[1]! } };
}

/** A bound as written; its unit is that of the metric, so it is read where the metric is known. */
const bound = leaf<string | number>(
  {
    type: ['string', 'number'],
    examples: ['250 ms', '0.42 USD/h', '10 %', '40/s'],
    description: 'a bound in the unit of the metric',
  },
  (value) =>
    typeof value === 'string' || typeof value === 'number'
      ? { value }
      : refuse('wrong-type', `found ${describe(value)}, expected a bound such as 250 ms`),
);

/** Keys of a bound on one measure. */
export const boundedFields = {
  metric: choice({ key: 'kind', what: 'a metric', registry: catalogue.metrics, code: 'unknown-metric' }),
  scope: scope.optional(),
  window: window.optional(),
  atMost: bound.optional(),
  atLeast: bound.optional(),
};

/** How conditions are combined. */
export const combine = choice({
  key: 'kind',
  what: 'how many of the parts have to hold',
  registry: catalogue.combinations,
  code: 'unknown-combination',
});

const bounded = z.strictObject(boundedFields);

/** Conditions that may stand in a combination; combinations stand at most two deep. */
const inner = z.union([bounded, z.strictObject({ combine, of: z.array(bounded).min(1).max(limits.LIST_MAX) })]);

/** Keys of a combination. */
export const combinedFields = { combine, of: z.array(inner).min(1).max(limits.LIST_MAX) };

/** Combinations within each other, the outermost counted. */
export const COMBINED_DEEP = 2;

export type WrittenBounded = z.output<typeof bounded>;
export type WrittenCondition =
  | WrittenBounded
  | { readonly combine: WrittenBounded['metric']; readonly of: readonly WrittenCondition[] };

/** @returns true for what is written as a combination, well or badly */
export function isCombinedText(item: unknown): boolean {
  return typeof item === 'object' && item !== null && ('combine' in item || 'of' in item);
}
