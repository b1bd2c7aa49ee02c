/** @module Evidence: the part of a condition's window that shows best why it holds or does not. */
import type { Evidence } from '../model/grade.ts';
import type { Bounded, Condition } from '../model/objective.ts';
import type { ConditionResult } from '../model/run-result.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Run } from '../run/run.ts';
import { boundsOf, isCombined } from './condition.ts';

/** Parts into which a window is divided, at most. */
const PARTS_MAX = 20;
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
  return allBounds(scenario).flatMap((bounded) => partsOf(bounded, scenario).map(({ toUs }) => toUs));
}

/**
 * @param condition  of the run's scenario
 * @param result     how it stands
 * @param run        at its end, made with {@link evidenceCuts}
 * @param scenario   the run's
 * @returns the part in which the deciding bound was worst off, or null where nothing was measured
 */
export function evidenceOf(
  condition: Condition,
  result: ConditionResult,
  run: Run,
  scenario: Scenario,
): Evidence | null {
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

function allBounds({ objectives, guards = [] }: Scenario): Bounded[] {
  return [...objectives, ...guards].flatMap(boundsOf);
}

/** Equal parts, cut at whole microseconds. */
function partsOf({ fromUs, toUs }: Bounded, scenario: Scenario): Part[] {
  const room = Math.floor(ACCOUNTS_MAX / (scenario.tenants.length * allBounds(scenario).length));
  const count = Math.max(1, Math.min(PARTS_MAX, room, toUs - fromUs));
  const cut = (at: number): number => fromUs + Math.floor(((toUs - fromUs) * at) / count);
  return Array.from({ length: count }, (_, at) => ({ fromUs: cut(at), toUs: cut(at + 1) }));
}
