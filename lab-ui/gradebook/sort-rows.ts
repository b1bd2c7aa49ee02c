/** @module Order of the gradebook's rows by any column; who has no figure stands last, whichever way it goes. */
import type { GradebookRow } from '../../sim-engine/protocol/gradebook.ts';

/** A column by name, or a check by its number. */
export type SortColumn = 'learner' | 'state' | 'worlds' | 'mark' | number;

export interface RowSorting {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** @returns the rows in order; equal ones stay as they were */
export function sortRows(rows: readonly GradebookRow[], { column, descending }: RowSorting): GradebookRow[] {
  const turn = descending ? -1 : 1;
  if (column === 'learner' || column === 'state')
    return [...rows].sort((a, b) => (a[column] === b[column] ? 0 : a[column] < b[column] ? -turn : turn));
  const figureOf = (row: GradebookRow): number | null => {
    if (column === 'mark') return row.mark;
    if (column === 'worlds') return row.worlds.length === 0 ? null : row.worlds.filter(({ passed }) => passed).length;
    return row.cells[column]?.measured ?? null;
  };
  return [...rows].sort((a, b) => {
    const [x, y] = [figureOf(a), figureOf(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return turn * (x - y);
  });
}
