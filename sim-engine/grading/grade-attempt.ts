/**
 * @module The grade of a run: a pure function of scenario, engine, seed, journal, rubric and hidden seeds.
 *
 * Everything is computed from a new execution, nothing is read from what the attempt claims; what cannot be executed as it was
 * recorded has no points: not zero, none.
 */
import { AssertionFailure } from '../kernel/assert.ts';
import type { Attempt, AttemptGrade, Criterion, GuardCriterion, Rubric, UngradedAttempt } from '../model/grade.ts';
import type { Goal } from '../model/objective.ts';
import type { ConditionResult } from '../model/run-result.ts';
import type { Scenario } from '../model/scenario.ts';
import { firstDifference } from '../run/first-difference.ts';
import { replay } from '../run/replay.ts';
import type { Run } from '../run/run.ts';
import { ENGINE_VERSION } from '../version.ts';
import { evidenceCuts, evidenceOf } from './evidence.ts';
import { tryHiddenWorlds } from './hidden-worlds.ts';
import { brokenRules } from './rules.ts';
import { sentenceOf } from './sentence.ts';

/** Part of the hidden worlds in which a configuration has to pass, where the rubric says nothing. */
export const PASS_SHARE_DEFAULT = 0.8;

/** Fields of a result that follow from objectives. */
const GRADED_FIELDS: readonly string[] = ['objectives', 'guards', 'windows'];

/** @returns what the scenario itself asks for */
export function rubricOf({ objectives, guards = [], passPoints, hidden }: Scenario): Rubric {
  return { objectives, guards, passPoints, hidden: hidden ?? null };
}

/**
 * @param attempt      the run
 * @param rubric       what is asked of it; null for what its own scenario asks
 * @param hiddenSeeds  of worlds in which the final configuration is tried; none where empty
 */
export function gradeAttempt(attempt: Attempt, rubric: Rubric | null, hiddenSeeds: readonly number[]): AttemptGrade {
  const { engineVersion } = attempt;
  if (engineVersion !== ENGINE_VERSION) {
    const reason = `the run is of engine ${engineVersion}, and this program holds engine ${ENGINE_VERSION} only: grade it with the release that it is of`;
    return { state: 'not-gradable', code: 'engine-version', reason };
  }
  try {
    return gradeHeld(attempt, rubric, hiddenSeeds);
  } catch (error) {
    // A forged attempt can hold a world that the engine refuses; an honest one cannot.
    if (!(error instanceof AssertionFailure)) throw error;
    const reason = `the engine refuses this run: ${error.message}`;
    return { state: 'not-gradable', code: 'engine-refused', reason };
  }
}

function gradeHeld(attempt: Attempt, rubric: Rubric | null, hiddenSeeds: readonly number[]): AttemptGrade {
  const scenario = rubric === null ? attempt.scenario : withRubric(attempt.scenario, rubric);
  const executed = execute(attempt, scenario, rubric === null);
  if ('ungraded' in executed) return executed.ungraded;
  const { run } = executed;
  const objectives = run
    .objectives()
    .map((result, at): Criterion => ({ ...result, ...reasonOf(scenario.objectives[at]!, result, run, scenario) }));
  const guards = run
    .guards()
    .map((result, at): GuardCriterion => ({ ...result, ...reasonOf(scenario.guards![at]!, result, run, scenario) }));
  const points = objectives.reduce((sum, objective) => sum + objective.points, 0);
  const remarks = brokenRules({ ...attempt, scenario });
  const passShare = scenario.hidden?.passShare ?? PASS_SHARE_DEFAULT;
  const trial =
    hiddenSeeds.length === 0 ? null : tryHiddenWorlds(attempt, scenario, hiddenSeeds, passShare, objectives);
  const generalisation = trial?.generalisation ?? null;
  const mark = remarks.length > 0 ? null : Math.min(points, generalisation?.mean ?? points);
  return {
    state: 'graded',
    scenarioId: scenario.id,
    scenarioSha256: attempt.scenarioSha256,
    engineVersion: attempt.engineVersion,
    seed: attempt.seed,
    digest: run.digest(),
    events: run.events + (trial?.events ?? 0),
    points,
    pointsMax: objectives.reduce((sum, objective) => sum + objective.pointsMax, 0),
    passPoints: scenario.passPoints,
    mark,
    passed:
      remarks.length === 0 &&
      points >= scenario.passPoints &&
      (generalisation === null || generalisation.passes >= generalisation.needed),
    remarks,
    objectives,
    guards,
    generalisation,
  };
}

/** The world stays as it is; only what is asked of it changes. */
function withRubric({ guards: _guards, hidden: _hidden, ...world }: Scenario, rubric: Rubric): Scenario {
  const { objectives, guards, passPoints, hidden } = rubric;
  return {
    ...world,
    objectives,
    passPoints,
    ...(guards.length === 0 ? {} : { guards }),
    ...(hidden === null ? {} : { hidden }),
  };
}

/** @param isOwn  true when the claimed objectives are those of the scenario */
function execute(
  attempt: Attempt,
  scenario: Scenario,
  isOwn: boolean,
): { readonly run: Run } | { readonly ungraded: UngradedAttempt } {
  const { scenarioSha256, seed, isolation, actions, untilUs, claimed } = attempt;
  const options = { scenario, scenarioSha256, seed, cutsUs: evidenceCuts(scenario) };
  const { run, verdict } = replay(
    isolation === null ? options : { ...options, isolation },
    actions,
    untilUs,
    claimed ?? undefined,
  );
  if (claimed === null) return { run };
  if (verdict.kind === 'diverged') {
    const { fromEvents, fromUs, events, atUs } = verdict;
    const reason = `diverged between event ${fromEvents} (${seconds(fromUs)}) and event ${events} (${seconds(atUs)}): recorded digest ${claimed.digest}, replayed ${run.digest()}`;
    const at = { fromEvents, fromUs, events, atUs };
    return { ungraded: { state: 'not-reproducible', code: 'diverged', reason, at } };
  }
  const replayed: Record<string, unknown> = JSON.parse(JSON.stringify(run.result()));
  const difference = firstDifference(comparable(claimed.result, isOwn), comparable(replayed, isOwn), '');
  if (difference === undefined) return { run };
  const reason = `diverged in the result: ${difference.field} is recorded as ${difference.recorded}, and the replay gives ${difference.replayed}`;
  return { ungraded: { state: 'not-reproducible', code: 'diverged', reason } };
}

function comparable(result: unknown, isOwn: boolean): unknown {
  if (isOwn || typeof result !== 'object' || result === null) return result;
  return Object.fromEntries(Object.entries(result).filter(([field]) => !GRADED_FIELDS.includes(field)));
}

function reasonOf(condition: Goal, result: ConditionResult, run: Run, scenario: Scenario) {
  const evidence = evidenceOf(condition, result, run, scenario);
  return { evidence, sentence: sentenceOf(condition, result, evidence) };
}

/** Simulated time for people. */
function seconds(us: number): string {
  return `${(us / 1e6).toFixed(6)} s`;
}
