/** @module The file of a lesson's experiment: a world, one control, what is read off a run, what is bet on, and the pictures. */
import { z } from 'zod';
import { CONTROLS, catalogue } from '../../../sim-engine/index.ts';
import type { Choice } from '../../../sim-engine/model/registry.ts';
import { isolationChoice, tenantId } from '../action-schema.ts';
import { choice } from '../choice.ts';
import { scope, window } from '../condition-schema.ts';
import { describe, id, leaf, number, quantity, refuse, text, word } from '../leaf.ts';
import * as limits from '../limits.ts';

/** Most settings of a control: each is a run. */
export const SETTINGS_MAX = 12;
const LIST_MAX = 24;

/** A setting as written: a number with its unit, which is its label too, or a label with an isolation model. */
export type WrittenSetting = { readonly label: string; readonly choice?: Choice };

const setting = leaf<WrittenSetting>(
  {
    anyOf: [
      { type: 'string' },
      {
        type: 'object',
        properties: { label: { type: 'string' }, isolation: {} },
        required: ['label', 'isolation'],
        additionalProperties: false,
      },
    ],
    description: 'a setting: 40/s, 5 % or { label: Cells, isolation: cells }',
  },
  (value) => {
    if (typeof value === 'string') return { value: { label: value.trim() } };
    const { label, isolation, ...more } =
      Array.isArray(value) || typeof value !== 'object' ? {} : (value as Record<string, unknown>);
    if (typeof label !== 'string' || isolation === undefined || Object.keys(more).length > 0) {
      return refuse(
        'bad-setting',
        `found ${describe(value)}, expected 40/s, 5 % or { label: Cells, isolation: cells }`,
      );
    }
    const model = isolationChoice('an isolation model').safeParse(isolation);
    if (model.success) return { value: { label: label.trim(), choice: model.data } };
    const first = model.error.issues[0];
    const code = first?.code === 'custom' ? String(first.params?.code ?? 'invalid-value') : 'invalid-value';
    return { issues: [{ code, path: 'isolation', message: first?.message ?? 'found no isolation model' }] };
  },
);

const at = text('the label of a setting', 40);
const readingId = id('the id of a reading');
const statistic = word('unknown-statistic', 'a statistic', ['mean', 'p50', 'p90', 'p95', 'p99', 'p999'] as const);
const tenants = z.array(tenantId('a tenant id')).min(1).max(LIST_MAX);
const head = { id: id('a reading id'), title: text('what is read, a few words', 60) };

const reading = z.discriminatedUnion('kind', [
  z.strictObject({
    ...head,
    kind: z.literal('metric'),
    metric: choice({ key: 'kind', what: 'a metric', registry: catalogue.metrics, code: 'unknown-metric' }),
    scope: scope.optional(),
    window: window.optional(),
  }),
  z.strictObject({
    ...head,
    kind: z.literal('pooled'),
    statistic,
    tenants: tenants.optional(),
    window: window.optional(),
  }),
  z.strictObject({
    ...head,
    kind: z.literal('blame'),
    culprit: text('a tenant id, or _system', 12),
    victim: tenantId('a tenant id'),
    window: window.optional(),
  }),
  z.strictObject({ ...head, kind: z.literal('theory-mm1'), operation: id('an operation id') }),
]);

const lines = z
  .array(z.strictObject({ title: text('the label of a line', 30), tenants }))
  .min(1)
  .max(4);
const slo = quantity('duration', 'a response time drawn as a bound', limits.SLO_US).optional();
const span = { min: 1_000, max: 600_000_000 };

const view = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('over-time'),
    title: text('what is drawn', 60),
    statistic,
    window: quantity('duration', 'the time that each value looks back over', span),
    step: quantity('duration', 'the time between values', span),
    lines,
    slo,
  }),
  z.strictObject({
    kind: z.literal('against-control'),
    title: text('what is drawn', 60),
    readings: z.array(readingId).min(1).max(3),
  }),
  z.strictObject({
    kind: z.literal('shares'),
    title: text('what is drawn', 60),
    readings: z.array(readingId).min(2).max(12),
  }),
  z.strictObject({
    kind: z.literal('quantiles'),
    title: text('what is drawn', 60),
    lines,
    window: window.optional(),
    slo,
  }),
  z.strictObject({
    kind: z.literal('frontier'),
    title: text('what is drawn', 60),
    harm: readingId,
    price: readingId,
    bound: number('the harm that is still allowed, in the unit of its reading', { min: 0, max: 1e9 }),
  }),
]);

const ask = text('the question of the bet', 300);
const figure = number('a number in the unit of the reading', { min: 0, max: 1e9 });

const bet = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('number'), ask, at, reading: readingId, from: figure, to: figure }),
  z.strictObject({ kind: z.literal('largest'), ask, at, readings: z.array(readingId).min(2).max(12) }),
  z.strictObject({ kind: z.literal('cheapest'), ask, at, within: readingId, bound: figure, price: readingId }),
]);

const control = z.strictObject({
  kind: word(
    'unknown-control',
    'a kind of control',
    CONTROLS.map((each) => each.id),
  ),
  label: text('the label of the control', 40),
  tenant: tenantId('the tenant that it moves').optional(),
  item: id('the timeline item that it moves').optional(),
  operation: id('the operation whose share it moves').optional(),
  settings: z.array(setting).min(2).max(SETTINGS_MAX),
  start: at,
});

export const experimentSchema = z.strictObject({
  title: text('what the experiment is, a few words', 80),
  world: id('the name of a file in worlds/'),
  seed: number('the seed of every run', { min: 0, max: Number.MAX_SAFE_INTEGER }, true),
  control,
  readings: z.array(reading).min(1).max(LIST_MAX),
  bet,
  views: z.array(view).min(1).max(4),
});

export type WrittenExperiment = z.output<typeof experimentSchema>;
