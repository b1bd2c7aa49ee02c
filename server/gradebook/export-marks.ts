/** @module Marks by the rules of an assignment, as JSON beside the grades or as CSV with a line per learner. */
import type { Assignment } from '../../scenarios/schema/parse-assignment.ts';
import { csvCell } from '../headless/exporters/csv.ts';
import type { Grade } from '../headless/grade-record.ts';
import { type Mark, markOf } from './assignment-mark.ts';
import { learnerOfGrade } from './class-file.ts';
import { timedAttempts } from './gradebook-view.ts';

/** A learner's mark. */
export interface LearnerMark extends Mark {
  readonly learner: string;
}

/** @returns a mark for everybody who handed something in or is named by the assignment, in the order of their names */
export function marksOf(policy: Assignment, grades: readonly Grade[]): LearnerMark[] {
  const own = grades.filter((grade) => !('scenarioId' in grade) || grade.scenarioId === policy.scenarioId);
  const learners = new Set([...own.map(learnerOfGrade), ...policy.accommodations.map(({ learner }) => learner)]);
  return [...learners].sort().map((learner) => ({
    learner,
    ...markOf(policy, learner, timedAttempts(own.filter((grade) => learnerOfGrade(grade) === learner))),
  }));
}

/**
 * @param format  `json` or `csv`
 * @param policy  the assignment
 * @param grades  in the order of their files
 */
export function exportMarks(format: string, policy: Assignment, grades: readonly Grade[]): string {
  const marks = marksOf(policy, grades);
  if (format === 'json') return `${JSON.stringify({ assignment: policy.id, marks, grades }, null, 2)}\n`;
  const rows = marks.map(({ learner, mark, attempt, why }) => [
    csvCell(learner),
    mark === null ? '' : String(Number(mark.toFixed(6))),
    attempt === null ? '' : String(attempt),
    csvCell(why),
  ]);
  return `${[['learner', 'mark', 'attempt', 'why'], ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`;
}
