/** @module What a learner has earned: finished runs that pass their scenario as the library has it today. */
import { fail, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';
import type { CertificateModule, EarnedModule } from '../../sim-engine/protocol/certificates.ts';
import type { RunListing } from '../../sim-engine/protocol/messages.ts';
import type { Grade } from '../headless/grade-record.ts';
import type { Library } from '../http/library.ts';

/** The scenarios of today, by id. */
export type Scenarios = Pick<Library, 'get'>;

/** A finished run that was executed again just now, and graded. */
export interface RunEvidence {
  readonly runId: string;
  /** Of the scenario. */
  readonly title: string;
  readonly createdAt: string;
  readonly grade: Grade;
}

/**
 * Finished runs whose points pass, as the journals have them: a proposal, which issuing checks.
 *
 * @param runs     of one learner
 * @param library  the scenarios of today
 * @returns per scenario in the order of their ids; the best first, of equal ones the oldest
 */
export function passingRuns(runs: readonly RunListing[], library: Scenarios): readonly (readonly RunListing[])[] {
  const passing = new Map<string, RunListing[]>();
  for (const run of runs) {
    const content = library.get(run.scenarioId);
    if (!content || run.status !== 'finished' || run.simulatedUs < content.scenario.durationUs) continue;
    if (run.pointsMax === 0 || run.points < content.scenario.passPoints) continue;
    passing.set(run.scenarioId, [...(passing.get(run.scenarioId) ?? []), run]);
  }
  return [...passing]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, each]) => each.sort((a, b) => b.points - a.points || (a.createdAt < b.createdAt ? -1 : 1)));
}

/**
 * @param runs     of one learner
 * @param library  the scenarios of today
 * @returns the best passing run of each scenario, as it may be certified
 */
export function earnedModules(runs: readonly RunListing[], library: Scenarios): readonly EarnedModule[] {
  return passingRuns(runs, library).map(([best]) => {
    const { runId, scenarioId, title, seed, points, pointsMax } = best!;
    const passScore = library.get(scenarioId)!.scenario.passPoints;
    return { runId, scenarioId, title, seed, score: points, scoreMax: pointsMax, passScore };
  });
}

/**
 * Judges a run by the grade of its new execution alone.
 *
 * @param evidence  the grade, and what it does not tell
 * @returns the module, or one issue: `not-gradable`, `broke-the-rules` or `not-passed`
 */
export function provedModule({ runId, title, createdAt, grade }: RunEvidence): Result<CertificateModule> {
  const refused = (code: string, found: string): Result<CertificateModule> =>
    fail(issue(code, 'runIds', `Run ${runId} of "${title}" ${found}. Name a run that passes.`));
  if (grade.state !== 'graded') return refused('not-gradable', `cannot be graded: ${grade.reason}`);
  const { points, pointsMax, passPoints, mark, passed, remarks } = grade;
  if (remarks.length > 0 || mark === null)
    return refused('broke-the-rules', `counts for nothing: ${remarks.join('; ')}`);
  if (!passed || pointsMax === 0) {
    return refused('not-passed', `has ${points} of ${pointsMax} points, expected at least ${passPoints}`);
  }
  return ok({
    scenarioId: grade.scenarioId,
    title,
    scenarioSha256: grade.scenarioSha256,
    engineVersion: grade.engineVersion,
    seed: grade.seed,
    runDigest: grade.digest,
    score: mark,
    scoreMax: pointsMax,
    passScore: passPoints,
    begunAt: createdAt,
  });
}
