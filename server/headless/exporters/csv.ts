/**
 * @module Grades as CSV: a line per record and a column per objective.
 *
 * A cell that a spreadsheet would take for a formula is given a leading apostrophe; file names and texts come from learners.
 */
import type { Grade } from '../grade-record.ts';
import type { Exporter } from './exporter.ts';

/** First characters that make a spreadsheet calculate. Source: OWASP, CSV Injection. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n;]|^\s|\s$/;

/**
 * @param value  text of one cell
 * @returns the cell as RFC 4180 writes it, never a formula
 */
export function csvCell(value: string): string {
  // White space before the sign does not stop a spreadsheet.
  const isFormula = FORMULA.test(value) || FORMULA.test(value.trimStart());
  const safe = isFormula ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) || isFormula ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Numbers are ours, so a minus stays a minus. */
function numberCell(value: number | null): string {
  return value === null ? '' : String(value);
}

function rowOf(grade: Grade, objectives: readonly string[]): string[] {
  const file = csvCell(grade.file);
  const { learner, attempt } = grade.submission ?? { learner: '', attempt: null };
  const owner = [csvCell(learner), numberCell(attempt)];
  // Points that do not exist are blank, never 0.
  if (grade.state !== 'graded') {
    const blanks = ['', '', '', '', '', ''];
    const cells = objectives.flatMap(() => ['', '']);
    return [file, grade.state, ...blanks, csvCell(grade.reason), ...owner, '', '', '', ...cells];
  }
  const cells = objectives.flatMap((id) => {
    const objective = grade.objectives.find((each) => each.id === id);
    return objective === undefined ? ['', ''] : [numberCell(objective.points), numberCell(objective.measured)];
  });
  const { scenarioId, seed, points, pointsMax, passed, digest, remarks, mark, generalisation } = grade;
  return [
    file,
    grade.state,
    csvCell(scenarioId),
    String(seed),
    numberCell(points),
    numberCell(pointsMax),
    passed ? 'yes' : 'no',
    digest,
    csvCell(remarks.join('; ')),
    ...owner,
    numberCell(mark),
    numberCell(generalisation?.mean ?? null),
    numberCell(generalisation?.worst ?? null),
    ...cells,
  ];
}

const RUN = ['file', 'state', 'scenario', 'seed', 'points', 'points max', 'passed', 'digest', 'reason'];
const HEAD = [...RUN, 'learner', 'attempt', 'mark', 'hidden mean', 'hidden worst'];

export const csv: Exporter = {
  id: 'csv',
  summary: 'RFC 4180, a line per record; cells that look like formulas are made harmless.',
  export: (grades) => {
    const ids = grades.flatMap((grade) => (grade.state === 'graded' ? grade.objectives.map((each) => each.id) : []));
    const objectives = [...new Set(ids)];
    const head = [...HEAD, ...objectives.flatMap((id) => [csvCell(`${id} points`), csvCell(`${id} measured`)])];
    const rows = [head, ...grades.map((grade) => rowOf(grade, objectives))];
    return `${rows.map((row) => row.join(',')).join('\r\n')}\r\n`;
  },
};
