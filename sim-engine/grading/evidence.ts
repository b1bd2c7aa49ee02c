/** @module Evidence: the part of a condition's window that shows best why it holds or does not. */
import type { Evidence } from '../model/grade.ts';
import type { Asked, Bounded, Goal } from '../model/objective.ts';
import type { ConditionResult } from '../model/run-result.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Run } from '../run/run.ts';
import { boundsOf, isAsked, isCombined } from './condition.ts';
import { sharesOf } from './question-answer.ts';

/** Parts into which a window is divided, at most. */
const PARTS_MAX = 20;
/** Parts of a question's window: blame is read at the end of each. */
const ASKED_PARTS_MAX = 10;
/** Accounts that all parts of all windows may take together: each is a histogram of some kilobytes. */
const ACCOUNTS_MAX = 20_000;

interface Part {
  readonly fromUs: number;
  readonly toUs: number;
}

/**
 * @param scenario  what is graded
 * @returns instants at which the run has to be cut for evidence to be found in it, microseconds
 */
export function evidenceCuts(scenario: Scenario): number[] {
  const asked = scenario.objectives.filter(isAsked).flatMap(askedParts);
  const parts = allBounds(scenario).flatMap((bounded) => partsOf(bounded, scenario));
  return [...parts, ...asked].map(({ toUs }) => toUs);
}

/**
 * @param condition  of the run's scenario
 * @param result     how it stands
 * @param run        at its end, made with {@link evidenceCuts}
 * @param scenario   the run's
 * @returns the part in which the deciding bound was worst off, or null where nothing was measured
 */
export function evidenceOf(condition: Goal, result: ConditionResult, run: Run, scenario: Scenario): Evidence | null {
  if (isAsked(condition)) return heldMost(condition, result, run, scenario);
  if (isCombined(condition)) {
    // A part that went the way of the whole decided it.
    const deciding = condition.parts.findIndex((_, at) => result.parts?.[at]?.passed === result.passed);
    const at = Math.max(0, deciding);
    return evidenceOf(condition.parts[at]!, result.parts![at]!, run, scenario);
  }
  let worst: Evidence | null = null;
  for (const part of partsOf(condition, scenario)) {
    const value = run.measure(condition, part);
    if (value === null) continue;
    const isWorse = worst === null || (condition.bound === 'at-most' ? value > worst.value : value < worst.value);
    if (isWorse) worst = { ...part, value, metric: condition.metric };
  }
  return worst;
}

/** Where the true answer shows best: the part of the window in which it was charged most; the value is its share there. */
function heldMost(asked: Asked, { answer }: ConditionResult, run: Run, scenario: Scenario): Evidence | null {
  if (answer === undefined || answer.truthShare === null) return null;
  let most: Evidence | null = null;
  let mostUs = 0;
  for (const part of askedParts(asked)) {
    const { byName, totalUs } = sharesOf(asked, scenario, run.blameIn(part));
    const share = byName.find(({ name }) => name === answer.truth)?.share ?? 0;
    if (share * totalUs <= mostUs) continue;
    mostUs = share * totalUs;
    most = { ...part, value: 100 * share, metric: asked.ask.id };
  }
  return most;
}

function askedParts(asked: Asked): Part[] {
  return cutEqually(asked, Math.max(1, Math.min(ASKED_PARTS_MAX, asked.toUs - asked.fromUs)));
}

function allBounds({ objectives, guards = [] }: Scenario): Bounded[] {
  return [...objectives, ...guards].flatMap(boundsOf);
}

/** Equal parts, cut at whole microseconds. */
function partsOf({ fromUs, toUs }: Bounded, scenario: Scenario): Part[] {
  const room = Math.floor(ACCOUNTS_MAX / (scenario.tenants.length * allBounds(scenario).length));
  const count = Math.max(1, Math.min(PARTS_MAX, room, toUs - fromUs));
  return cutEqually({ fromUs, toUs }, count);
}

function cutEqually({ fromUs, toUs }: Part, count: number): Part[] {
  const cut = (at: number): number => fromUs + Math.floor(((toUs - fromUs) * at) / count);
  return Array.from({ length: count }, (_, at) => ({ fromUs: cut(at), toUs: cut(at + 1) }));
}
