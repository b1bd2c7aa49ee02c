/** @module What the gradebooks of learning platforms are told: one line per learner and exercise, with the mark or nothing. */
import type { Grade, GradedRecord } from '../grade-record.ts';

/** One learner's marks. */
export interface GradebookLine {
  readonly learner: string;
  /** By exercise; absent where there is no mark. */
  readonly marks: ReadonlyMap<string, { readonly mark: number; readonly pointsMax: number }>;
  /** By exercise: why there is the mark, or none. */
  readonly feedback: ReadonlyMap<string, string>;
}

/** The class. */
export interface Gradebook {
  readonly exercises: readonly { readonly id: string; readonly pointsMax: number }[];
  readonly lines: readonly GradebookLine[];
}

/**
 * Of several attempts at one exercise the best mark counts.
 *
 * @param grades  of files that name their learner; a file that names nobody stands under its own name
 */
export function gradebookOf(grades: readonly Grade[]): Gradebook {
  const exercises = new Map<string, number>();
  for (const grade of grades) if (grade.state === 'graded') exercises.set(grade.scenarioId, grade.pointsMax);
  const byLearner = new Map<string, Grade[]>();
  for (const grade of grades) {
    const learner = grade.submission?.learner ?? grade.file;
    byLearner.set(learner, [...(byLearner.get(learner) ?? []), grade]);
  }
  return {
    exercises: [...exercises].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, pointsMax]) => ({ id, pointsMax })),
    lines: [...byLearner].sort(([a], [b]) => (a < b ? -1 : 1)).map(([learner, own]) => lineOf(learner, own)),
  };
}

function lineOf(learner: string, grades: readonly Grade[]): GradebookLine {
  const marks = new Map<string, { mark: number; pointsMax: number }>();
  const feedback = new Map<string, string>();
  for (const grade of grades) {
    if (grade.state !== 'graded') continue;
    const { scenarioId, mark, pointsMax } = grade;
    const best = marks.get(scenarioId);
    if (mark !== null && (best === undefined || mark > best.mark)) {
      marks.set(scenarioId, { mark, pointsMax });
      feedback.set(scenarioId, wordsOf(grade));
    } else if (best === undefined) feedback.set(scenarioId, wordsOf(grade));
  }
  return { learner, marks, feedback };
}

function wordsOf({ remarks, objectives, guards }: GradedRecord): string {
  if (remarks.length > 0) return `No mark before somebody has looked: ${remarks.join('; ')}`;
  const missed = [...objectives, ...guards].filter(({ passed }) => !passed).map(({ sentence }) => sentence);
  return missed.length === 0 ? 'Everything holds.' : missed.join(' ');
}

/** @returns a mark as both platforms read it: two decimals at most */
export function markText(mark: number): string {
  return String(Math.round(mark * 100) / 100);
}
