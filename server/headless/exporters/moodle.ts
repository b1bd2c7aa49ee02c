/** @module Grades as Moodle imports them: an id column to be mapped, and for each exercise a grade beside its feedback. */
import { csvCell } from './csv.ts';
import type { Exporter } from './exporter.ts';
import { gradebookOf, markText } from './gradebook.ts';

export const moodle: Exporter = {
  id: 'moodle',
  summary:
    "Moodle's grade import CSV: the best mark per learner and exercise with its feedback; blank where there is none.",
  export: (grades) => {
    const { exercises, lines } = gradebookOf(grades);
    const heads = exercises.flatMap(({ id }) => [csvCell(id), csvCell(`${id} (Feedback)`)]);
    const rows = [
      ['ID number', ...heads],
      ...lines.map(({ learner, marks, feedback }) => [
        csvCell(learner),
        ...exercises.flatMap(({ id }) => [
          marks.has(id) ? markText(marks.get(id)!.mark) : '',
          csvCell(feedback.get(id) ?? ''),
        ]),
      ]),
    ];
    return `${rows.map((row) => row.join(',')).join('\r\n')}\r\n`;
  },
};
