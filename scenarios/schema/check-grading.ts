/** @module Checks of objectives and proofs: windows, bounds, points, bands, and that every proof may do what it does. */
import { checkAction, checkIsolation, spendsMove } from '../../sim-engine/index.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import { compileAction } from './action-schema.ts';
import { checkCondition } from './check-conditions.ts';
import { checkAsked } from './check-question.ts';
import { compileScenario } from './compile-scenario.ts';
import { checkReference, type KnownIds } from './known-ids.ts';
import { POINTS_TOTAL } from './limits.ts';
import { printQuantity } from './quantity.ts';
import type { Item } from './read-items.ts';
import { type Draft, type ReadProof, tell } from './read-sections.ts';
import type { WrittenScenario } from './scenario-schema.ts';

/**
 * @param draft  receives what does not hold
 * @param known  the ids of the file
 */
export function checkGrading(draft: Draft, known: KnownIds): void {
  const { objectives, guards, proofs } = draft.sections;
  for (const { index, value } of objectives) {
    const path = ['objectives', index];
    if ('ask' in value.condition) checkAsked(draft, path, value.condition, known);
    else checkCondition(draft, path, value.condition, known);
  }
  for (const { index, value } of guards)
    if (!('ask' in value.condition)) checkCondition(draft, ['guards', index], value.condition, known);
  checkPoints(draft);
  checkRoles(draft);
  const world = readableWorld(draft, known);
  for (const each of world === undefined ? [] : checkIsolation(world, world.isolation, '')) {
    tell(draft, ['isolation'], each.code, each.message);
  }
  for (const proof of proofs) checkProof(draft, proof, known, world);
}

function checkPoints(draft: Draft): void {
  const written = draft.plain.objectives;
  if (!Array.isArray(written) || written.length === 0) return;
  let sum = 0;
  for (const each of written) {
    const points: unknown = each?.points;
    // A sum with a part that cannot be read says nothing.
    if (typeof points !== 'number') return;
    sum += points;
  }
  if (sum === POINTS_TOTAL) return;
  tell(
    draft,
    ['objectives'],
    'points-sum',
    `found ${sum} points in all objectives together, expected ${POINTS_TOTAL}: change their points`,
  );
}

function checkRoles(draft: Draft): void {
  const written = draft.plain.proofs;
  if (!Array.isArray(written)) return;
  for (const role of ['reference', 'naive', 'nothing']) {
    if (written.some((each) => each?.role === role)) continue;
    tell(
      draft,
      ['proofs'],
      'missing-proof',
      `found no proof with the role ${role}, expected at least one: add it, with its band of points`,
    );
  }
}

function checkProof(
  draft: Draft,
  { index, value }: Item<ReadProof>,
  known: KnownIds,
  world: Scenario | undefined,
): void {
  const path = ['proofs', index];
  const { proof, actions } = value;
  const { duration, passPoints } = draft.sections;
  if (passPoints !== undefined) {
    const passes = proof.role === 'reference';
    if (passes && proof.band.min < passPoints) {
      tell(
        draft,
        [...path, 'band'],
        'band-below-pass',
        `found a band from ${proof.band.min}, expected the reference to pass at ${passPoints} or more: raise the band or lower passPoints`,
      );
    }
    if (!passes && proof.band.max >= passPoints) {
      tell(
        draft,
        [...path, 'band'],
        'band-above-pass',
        `found a band up to ${proof.band.max}, expected this solution to stay below ${passPoints}: lower the band or raise passPoints`,
      );
    }
  }
  if (proof.role === 'nothing' && actions.length > 0) {
    tell(
      draft,
      [...path, 'actions'],
      'nothing-acts',
      `found ${actions.length} actions, expected none for the role nothing: delete them or change the role`,
    );
  }
  let movesUsed = 0;
  let before = 0;
  for (const { index: at, value: written } of actions) {
    const actionPath = [...path, 'actions', at];
    const { action, atUs } = compileAction(written);
    if (atUs < before)
      tell(
        draft,
        [...actionPath, 'at'],
        'out-of-order',
        'found an action before the one above it: write actions in the order of their times',
      );
    before = Math.max(before, atUs);
    if (duration !== undefined && atUs >= duration) {
      tell(
        draft,
        [...actionPath, 'at'],
        'outside-duration',
        `found an action at or after the end, ${printQuantity('duration', duration)}: let it happen earlier`,
      );
    }
    const exists =
      !('tenant' in action) ||
      action.tenant === undefined ||
      checkReference(draft, [...actionPath, 'tenant'], 'tenant', action.tenant, known.tenants);
    if (world !== undefined && exists) {
      for (const each of checkAction(world, action, movesUsed, atUs)) tell(draft, actionPath, each.code, each.message);
    }
    if (spendsMove(action)) movesUsed++;
  }
}

/** Questions alone: answers in proofs are judged by them. */
function readableQuestions({ sections }: Draft): WrittenScenario['objectives'] {
  return sections.objectives.flatMap(({ value: { head, condition } }) =>
    'ask' in condition ? [{ ...head, points: 0, ...condition, window: { from: 0, to: 1 } }] : [],
  );
}

/** The scenario as far as actions depend on it; undefined when that part of the file cannot be read. */
function readableWorld(draft: Draft, known: KnownIds): Scenario | undefined {
  const { sections, plain } = draft;
  const { duration, system, isolation, rights } = sections;
  if (duration === undefined || system === undefined || isolation === undefined || rights === undefined)
    return undefined;
  for (const key of ['plans', 'operations', 'tenants', 'timeline'] as const) {
    const written = plain[key];
    if (sections[key].length !== (Array.isArray(written) ? written.length : 0)) return undefined;
  }
  const world = compileScenario({
    id: sections.id ?? '',
    title: sections.title ?? '',
    duration,
    summary: '',
    concepts: [],
    plans: sections.plans.map((each) => each.value),
    operations: sections.operations.map((each) => each.value),
    tenantDefaults: sections.tenantDefaults,
    tenants: sections.tenants.map((each) => each.value),
    system,
    isolation,
    timeline: sections.timeline.map((each) => each.value),
    rights,
    objectives: readableQuestions(draft),
    passPoints: 0,
    proofs: [],
  });
  // Tenants that lack a part, which is told already, are not among those compiled: no action may be judged without them.
  return world.tenants.length < known.tenants.length ? undefined : world;
}
