/** @module What a learner has earned: finished runs that pass their scenario as the library has it today. */
import { type Issue, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';
import type { ObjectiveResult } from '../../sim-engine/model/run-result.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import type { CertificateModule, EarnedModule } from '../../sim-engine/protocol/certificates.ts';
import type { RunListing } from '../../sim-engine/protocol/messages.ts';
import { canonicalJson } from '../content/canonical-json.ts';
import type { Library } from '../http/library.ts';

/** The scenarios of today, by id. */
export type Scenarios = Pick<Library, 'get'>;

/** A finished run that was executed again just now, with what that gave. */
export interface RunEvidence {
  readonly runId: string;
  readonly scenario: Scenario;
  readonly scenarioSha256: string;
  readonly engineVersion: string;
  readonly seed: number;
  readonly createdAt: string;
  /** Simulated time covered, microseconds. */
  readonly untilUs: number;
  readonly digest: string;
  readonly objectives: readonly ObjectiveResult[];
}

/**
 * The best passing run of each scenario, as the journals have them: a proposal, which issuing checks.
 *
 * @param runs     of one learner
 * @param library  the scenarios of today
 * @returns in the order of their scenario ids; of equal runs the oldest
 */
export function earnedModules(runs: readonly RunListing[], library: Scenarios): readonly EarnedModule[] {
  const best = new Map<string, RunListing>();
  for (const run of runs) {
    const content = library.get(run.scenarioId);
    if (!content || run.status !== 'finished' || run.simulatedUs < content.scenario.durationUs) continue;
    if (run.pointsMax === 0 || run.points < content.scenario.passPoints) continue;
    const before = best.get(run.scenarioId);
    const isBetter = !before || run.points > before.points;
    if (isBetter || (run.points === before.points && run.createdAt < before.createdAt)) best.set(run.scenarioId, run);
  }
  return [...best.values()]
    .sort((a, b) => (a.scenarioId < b.scenarioId ? -1 : 1))
    .map(({ runId, scenarioId, title, seed, points, pointsMax }) => ({
      runId,
      scenarioId,
      title,
      seed,
      score: points,
      scoreMax: pointsMax,
      passScore: library.get(scenarioId)!.scenario.passPoints,
    }));
}

/**
 * Judges a run by its new execution alone.
 *
 * @param run      executed again, with the digest of the live run
 * @param library  the scenarios of today
 * @returns the module, or one issue: `scenario-changed`, `run-cut-short` or `not-passed`
 */
export function provedModule(run: RunEvidence, library: Scenarios): Result<CertificateModule> {
  const { scenario, objectives } = run;
  const own = library.get(scenario.id);
  const isToday = own?.sha256 === run.scenarioSha256 && canonicalJson(own.scenario) === canonicalJson(scenario);
  if (!isToday)
    return refused(run, 'scenario-changed', 'is of another version of its scenario than the library has today');
  if (run.untilUs < scenario.durationUs) {
    const found = `was ended at ${run.untilUs / 1e6} s of ${scenario.durationUs / 1e6} s`;
    return refused(run, 'run-cut-short', found);
  }
  const score = objectives.reduce((sum, objective) => sum + objective.points, 0);
  const scoreMax = objectives.reduce((sum, objective) => sum + objective.pointsMax, 0);
  if (scoreMax === 0 || score < scenario.passPoints) {
    return refused(run, 'not-passed', `has ${score} of ${scoreMax} points, expected at least ${scenario.passPoints}`);
  }
  return ok({
    scenarioId: scenario.id,
    title: scenario.title,
    scenarioSha256: run.scenarioSha256,
    engineVersion: run.engineVersion,
    seed: run.seed,
    runDigest: run.digest,
    score,
    scoreMax,
    passScore: scenario.passPoints,
    begunAt: run.createdAt,
  });
}

function refused(run: RunEvidence, code: string, found: string): Result<CertificateModule> {
  const problem: Issue = issue(
    code,
    'runIds',
    `Run ${run.runId} of "${run.scenario.title}" ${found}. Name a run that passes.`,
  );
  return { ok: false, issues: [problem] };
}
