/** @module Generalisation: the final configuration in worlds that the learner has not seen. */
import type { Attempt, Generalisation, HiddenRun } from '../model/grade.ts';
import type { Scenario } from '../model/scenario.ts';
import { Run } from '../run/run.ts';
import { estimate } from '../statistics/estimate.ts';
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
 */
export function tryHiddenWorlds(
  attempt: Attempt,
  scenario: Scenario,
  seeds: readonly number[],
  passShare: number,
): Trial {
  const configuration = finalConfiguration(attempt.isolation, attempt.actions);
  const tried = seeds.map((seed) => tryWorld(configuration, scenario, attempt.scenarioSha256, seed));
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
): { run: HiddenRun; events: number } {
  const { isolation } = configuration;
  const chosen = isolation === null ? {} : { isolation };
  const run = Run.create({ scenario, scenarioSha256, seed, cutsUs: evidenceCuts(scenario), ...chosen });
  for (const action of asLog(configuration)) run.submit(action);
  run.advanceTo(scenario.durationUs);
  const objectives = run.objectives();
  const points = objectives.reduce((sum, objective) => sum + objective.points, 0);
  const conditions = [...scenario.objectives, ...(scenario.guards ?? [])];
  const failed = [...objectives, ...run.guards()].flatMap((result, at) =>
    result.passed
      ? []
      : [{ id: result.id, measured: result.measured, evidence: evidenceOf(conditions[at]!, result, run, scenario) }],
  );
  const passed = points >= scenario.passPoints;
  return { run: { seed, digest: run.digest(), points, passed, failed }, events: run.events };
}
