/**
 * @module Grades as Canvas' gradebook reads them: the fixed columns, a row of points possible, a column per exercise.
 *
 * The learner's name in submissions is taken for the SIS login; Canvas looks for ID, SIS id, login and name in this order.
 */
import { csvCell } from './csv.ts';
import type { Exporter } from './exporter.ts';
import { gradebookOf, markText } from './gradebook.ts';

export const canvas: Exporter = {
  id: 'canvas',
  summary: "Canvas' gradebook CSV: the best mark per learner and exercise; blank where there is none.",
  export: (grades) => {
    const { exercises, lines } = gradebookOf(grades);
    const rows = [
      ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', ...exercises.map(({ id }) => csvCell(id))],
      ['    Points Possible', '', '', '', '', ...exercises.map(({ pointsMax }) => String(pointsMax))],
      ...lines.map(({ learner, marks }) => [
        csvCell(learner),
        '',
        '',
        csvCell(learner),
        '',
        ...exercises.map(({ id }) => (marks.has(id) ? markText(marks.get(id)!.mark) : '')),
      ]),
    ];
    return `${rows.map((row) => row.join(',')).join('\r\n')}\r\n`;
  },
};
