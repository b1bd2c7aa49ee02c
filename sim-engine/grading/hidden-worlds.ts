/** @module Generalisation: the final configuration in worlds that the learner has not seen. */
import type { Attempt, Generalisation, HiddenRun } from '../model/grade.ts';
import type { ObjectiveResult } from '../model/run-result.ts';
import type { Scenario } from '../model/scenario.ts';
import { Run } from '../run/run.ts';
import { estimate } from '../statistics/estimate.ts';
import { isAsked } from './condition.ts';
import { asLog, type Configuration, finalConfiguration } from './configuration.ts';
import { evidenceCuts, evidenceOf } from './evidence.ts';

/** Worlds in which a configuration was tried, and what that took. */
export interface Trial {
  readonly generalisation: Generalisation;
  readonly events: number;
}

/**
 * @param attempt    whose final configuration is carried
 * @param scenario   with the objectives that count
 * @param seeds      at least one
 * @param passShare  part of the worlds in which it has to pass, 0..1
 * @param own        objectives in the learner's own world: questions are about that one, and count in every world as they do there
 */
export function tryHiddenWorlds(
  attempt: Attempt,
  scenario: Scenario,
  seeds: readonly number[],
  passShare: number,
  own: readonly ObjectiveResult[],
): Trial {
  const configuration = finalConfiguration(attempt.isolation, attempt.actions);
  const tried = seeds.map((seed) => tryWorld(configuration, scenario, attempt.scenarioSha256, seed, own));
  const runs = tried.map(({ run }) => run);
  const points = runs.map((run) => run.points);
  const { mean, low, high } = estimate(points);
  const worst = Math.min(...points);
  return {
    events: tried.reduce((sum, each) => sum + each.events, 0),
    generalisation: {
      count: runs.length,
      passes: runs.filter(({ passed }) => passed).length,
      needed: Math.ceil(passShare * runs.length - 1e-9),
      mean,
      worst,
      worstSeed: runs[points.indexOf(worst)]!.seed,
      low,
      high,
      runs,
    },
  };
}

function tryWorld(
  configuration: Configuration,
  scenario: Scenario,
  scenarioSha256: string,
  seed: number,
  own: readonly ObjectiveResult[],
): { run: HiddenRun; events: number } {
  const { isolation } = configuration;
  const chosen = isolation === null ? {} : { isolation };
  // Nobody answers questions about a world that nobody has seen, so none are asked there.
  const asked = own.filter((_, at) => isAsked(scenario.objectives[at]!));
  const unasked = { ...scenario, objectives: scenario.objectives.filter((objective) => !isAsked(objective)) };
  const run = Run.create({ scenario: unasked, scenarioSha256, seed, cutsUs: evidenceCuts(unasked), ...chosen });
  for (const action of asLog(configuration)) run.submit(action);
  run.advanceTo(scenario.durationUs);
  const objectives = run.objectives();
  const isVoid = run.guards().some(({ passed }) => !passed);
  const counted = [...objectives, ...(isVoid ? [] : asked)];
  const points = counted.reduce((sum, objective) => sum + objective.points, 0);
  const conditions = [...unasked.objectives, ...(scenario.guards ?? [])];
  const failed = [...objectives, ...run.guards()].flatMap((result, at) =>
    result.passed
      ? []
      : [{ id: result.id, measured: result.measured, evidence: evidenceOf(conditions[at]!, result, run, unasked) }],
  );
  const passed = points >= scenario.passPoints;
  const measured = Object.fromEntries([...objectives, ...run.guards()].map((each) => [each.id, each.measured]));
  return { run: { seed, digest: run.digest(), points, passed, measured, failed }, events: run.events };
}
