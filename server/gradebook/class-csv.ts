/** @module A class as CSV: a line per learner, safe against formulas; the same columns may be brought in again as overrides. */
import type { GradebookView } from '../../sim-engine/protocol/gradebook.ts';
import { csvCell } from '../headless/exporters/csv.ts';

/** @returns RFC 4180 text */
export function classCsv({ checks, rows }: GradebookView): string {
  const head = ['learner', 'name', 'state', 'attempts', 'attempt', 'points', 'rule mark', 'mark', 'reason', 'why'];
  const number = (value: number | null): string => (value === null ? '' : String(Number(value.toFixed(6))));
  const lines = rows.map((row) => [
    csvCell(row.learner),
    csvCell(row.name),
    row.state,
    String(row.attempts),
    number(row.attempt),
    number(row.points),
    number(row.ruleMark),
    number(row.mark),
    csvCell(row.overrides.at(-1)?.reason ?? row.reason),
    csvCell(row.ruleWhy),
    number(row.worlds.length === 0 ? null : row.worlds.filter(({ passed }) => passed).length),
    ...checks.map((_, at) => number(row.cells[at]?.measured ?? null)),
  ]);
  const all = [[...head, 'worlds passed', ...checks.map(({ id }) => csvCell(id))], ...lines];
  return `${all.map((line) => line.join(',')).join('\r\n')}\r\n`;
}
