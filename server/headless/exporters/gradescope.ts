/**
 * @module The grade of one submission as Gradescope's `results.json`.
 *
 * The format knows no run without a score. Rather than a zero, such a run gets no file: Gradescope then says that the grader failed.
 */
import { assert } from '../../../sim-engine/kernel/assert.ts';
import type { Criterion, GuardCriterion } from '../../../sim-engine/model/grade.ts';
import type { GradedRecord } from '../grade-record.ts';
import type { Exporter } from './exporter.ts';
import { markText } from './gradebook.ts';

export const gradescope: Exporter = {
  id: 'gradescope',
  summary: "Gradescope's results.json, of one submission.",
  isOfOne: true,
  refusal: ([grade]) => {
    if (grade?.state !== 'graded') return grade === undefined ? 'there is no grade' : `${grade.state}: ${grade.reason}`;
    return grade.mark === null ? `no mark before somebody has looked: ${grade.remarks.join('; ')}` : null;
  },
  export: ([grade]) => {
    assert(grade?.state === 'graded' && grade.mark !== null, 'a results.json of what has no mark would say zero');
    return `${JSON.stringify(resultsOf(grade, grade.mark), null, 2)}\n`;
  },
};

function resultsOf(grade: GradedRecord, mark: number): Record<string, unknown> {
  const { points, pointsMax, digest, seed, generalisation } = grade;
  const lowered =
    mark < points ? ` In other worlds your configuration earns ${markText(mark)} on average, and that counts.` : '';
  return {
    score: mark,
    output: `${points} of ${pointsMax} points in your own world.${lowered}`,
    output_format: 'text',
    visibility: 'visible',
    tests: [
      ...grade.objectives.map((each, at) => testOf(each, `1.${at + 1}`)),
      ...grade.guards.map((each, at) => testOf(each, `2.${at + 1}`)),
      ...hiddenTests(grade),
    ],
    extra_data: { digest, seed, hidden: generalisation?.runs.map((run) => run.seed) ?? [] },
  };
}

function testOf(criterion: Criterion | GuardCriterion, number: string): Record<string, unknown> {
  const { title, passed, sentence } = criterion;
  const score = 'points' in criterion ? { score: criterion.points, max_score: criterion.pointsMax } : {};
  return {
    ...score,
    status: passed ? 'passed' : 'failed',
    name: title,
    number,
    output: sentence,
    visibility: 'visible',
  };
}

/** Seeds stay hidden until the grades are published, so that nobody can tune to them. */
function hiddenTests({ generalisation, passPoints }: GradedRecord): Record<string, unknown>[] {
  return (generalisation?.runs ?? []).map(({ seed, points, passed, failed }, at) => ({
    status: passed ? 'passed' : 'failed',
    name: `Your configuration in another world (${at + 1})`,
    number: `3.${at + 1}`,
    output: `${points} points, ${passPoints} pass.${failed.length === 0 ? '' : ` Not held: ${failed.map(({ id }) => id).join(', ')}.`}`,
    tags: [`seed:${seed}`],
    visibility: 'after_published',
  }));
}
