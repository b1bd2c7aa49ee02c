/** @module Grades as one JSON document, with what a person should look at. */
import type { Grade } from '../grade-record.ts';
import type { Exporter } from './exporter.ts';

/** Something to look at; never a verdict. */
interface Signal {
  /** `same-log`: several learners did the same things at the same times. */
  readonly kind: 'same-log' | 'same-world';
  readonly files: readonly string[];
}

export const json: Exporter = {
  id: 'json',
  summary: 'One JSON document: { grades: [...] }, with signals for a person to look at where there are any.',
  export: (grades) => {
    const signals = signalsOf(grades);
    return `${JSON.stringify({ grades, ...(signals.length === 0 ? {} : { signals }) }, null, 2)}\n`;
  },
};

function signalsOf(grades: readonly Grade[]): Signal[] {
  const named = grades.flatMap((grade) =>
    grade.state === 'graded' && grade.submission !== null ? [{ ...grade, learner: grade.submission.learner }] : [],
  );
  const signals: Signal[] = [];
  const group = (kind: Signal['kind'], keyOf: (grade: (typeof named)[number]) => string | null): void => {
    const groups = new Map<string, (typeof named)[number][]>();
    for (const grade of named) {
      const key = keyOf(grade);
      if (key !== null) groups.set(key, [...(groups.get(key) ?? []), grade]);
    }
    for (const members of groups.values())
      if (new Set(members.map(({ learner }) => learner)).size > 1)
        signals.push({ kind, files: members.map(({ file }) => file) });
  };
  group('same-log', ({ trajectory, scenarioId }) =>
    trajectory === NOTHING_DONE ? null : `${scenarioId} ${trajectory}`,
  );
  group('same-world', ({ scenarioId, seed }) => `${scenarioId} ${seed}`);
  return signals;
}

/** sha256 of the canonical JSON of an empty log: many do nothing. */
const NOTHING_DONE = '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945';
