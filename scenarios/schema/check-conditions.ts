/** @module Checks of conditions: references, windows, and bounds in the metric's unit over what the metric measures. */
import { catalogue } from '../../sim-engine/index.ts';
import { timelineWindows, type Window } from '../../sim-engine/model/windows.ts';
import type { WrittenBounded, WrittenWindow } from './condition-schema.ts';
import { checkReference, type KnownIds } from './known-ids.ts';
import { printQuantity } from './quantity.ts';
import type { ReadCondition } from './read-conditions.ts';
import { type Draft, tell } from './read-sections.ts';
import { didYouMean } from './suggest.ts';
import { readThreshold } from './threshold.ts';

type Path = readonly (string | number)[];

/** An item of a timeline as written. */
export interface WrittenItem {
  readonly id: string;
  readonly at: number;
  readonly for: number;
}

/** @returns windows that conditions may name by label */
export function labelledWindows(items: readonly WrittenItem[], durationUs: number): Window[] {
  return timelineWindows(
    items.map(({ id, at, for: forUs }) => ({ id, atUs: at, forUs })),
    durationUs,
  ).filter(({ fromUs, toUs }) => fromUs < toUs);
}

/**
 * @param draft      receives what does not hold
 * @param path       where the condition stands
 * @param condition  as far as it could be read
 * @param known      the ids of the file
 */
export function checkCondition(draft: Draft, path: Path, condition: ReadCondition, known: KnownIds): void {
  if ('combine' in condition) {
    for (const { index, value } of condition.of) checkCondition(draft, [...path, 'of', index], value, known);
    checkCount(draft, path, condition);
    return;
  }
  checkScope(draft, path, condition, known);
  if (condition.window !== undefined) checkWindow(draft, [...path, 'window'], condition.window);
  checkBound(draft, path, condition);
}

function checkCount(draft: Draft, path: Path, { combine, of }: Exclude<ReadCondition, WrittenBounded>): void {
  const { count } = combine.params;
  if (count === undefined || of.length === 0 || count <= of.length) return;
  const message = `found ${of.length} parts of which ${count} have to hold: add parts or lower the count`;
  tell(draft, [...path, 'combine'], 'too-few-parts', message);
}

/** @param at  where the scope stands */
export function checkScopeIds(draft: Draft, at: Path, scope: WrittenBounded['scope'], known: KnownIds): void {
  if (scope?.kind === 'tenant') checkReference(draft, [...at, 'tenant'], 'tenant', scope.tenant, known.tenants);
  if (scope?.kind === 'plan') checkReference(draft, [...at, 'plan'], 'plan', scope.plan, known.plans);
  if (scope?.kind === 'except') {
    for (const [index, tenant] of scope.tenants.entries())
      checkReference(draft, [...at, 'except', index], 'tenant', tenant, known.tenants);
  }
}

function checkScope(draft: Draft, path: Path, { scope, metric }: WrittenBounded, known: KnownIds): void {
  const at = [...path, 'scope'];
  checkScopeIds(draft, at, scope, known);
  const over = catalogue.metrics.find((each) => each.id === metric.id)?.over;
  const kind = scope?.kind ?? 'all';
  const expected = {
    tier: kind === 'tier' ? '' : 'a tier, such as { tier: database-cpu }',
    whole: kind === 'all' ? '' : 'all, because it is of the whole system',
    tenants: kind === 'tier' ? 'tenants, such as { except: [A] }' : '',
  }[over ?? 'tenants'];
  if (expected === '') return;
  const found = scope === undefined ? 'no scope' : `a scope of the kind ${kind}`;
  tell(
    draft,
    scope === undefined ? path : at,
    'wrong-scope',
    `found ${found} for ${metric.id}, expected ${expected}: change the scope or the metric`,
  );
}

/** @param path  where the window stands */
export function checkWindow(draft: Draft, path: Path, window: WrittenWindow): void {
  const { duration, timeline } = draft.sections;
  if (duration === undefined) return;
  if ('label' in window) {
    const written = draft.plain.timeline;
    // A label may be that of an item that could not be read.
    if (timeline.length < (Array.isArray(written) ? written.length : 0)) return;
    const labels = labelledWindows(
      timeline.map(({ value }) => value),
      duration,
    ).map(({ label }) => label);
    if (labels.includes(window.label)) return;
    const cure =
      labels.length === 0 ? 'the timeline is empty; write { from: ..., to: ... }' : didYouMean(window.label, labels);
    tell(
      draft,
      path,
      'unknown-window',
      `found the window ${JSON.stringify(window.label)}, expected one of the timeline: ${cure}`,
    );
    return;
  }
  if (window.from >= window.to) {
    const message = 'found a window that ends before it begins: let `to` be later than `from`';
    tell(draft, path, 'empty-window', message);
  }
  if (window.to > duration) {
    const message = `found a window until ${printQuantity('duration', window.to)}, expected an end within the duration of ${printQuantity('duration', duration)}`;
    tell(draft, [...path, 'to'], 'outside-duration', `${message}: shorten it`);
  }
}

function checkBound(draft: Draft, path: Path, { metric, atMost, atLeast }: WrittenBounded): void {
  if ((atMost === undefined) === (atLeast === undefined)) {
    const found = atMost === undefined ? 'no bound' : 'two bounds';
    tell(draft, path, 'one-bound', `found ${found}, expected either atMost or atLeast: write one of them`);
    return;
  }
  const definition = catalogue.metrics.find((each) => each.id === metric.id);
  if (definition === undefined) return;
  const reading = readThreshold(definition, atMost ?? atLeast);
  if ('value' in reading) return;
  for (const each of reading.issues)
    tell(draft, [...path, atMost === undefined ? 'atLeast' : 'atMost'], each.code, each.message);
}
