/** @module Rows of a chart's table in the order asked for, and as CSV. */
import type { ChartTable } from '../charts/chart.ts';
import { formatFigure, NOT_YET } from '../text/format.ts';

/** By which column, and which end first. */
export interface Sorting {
  readonly column: number;
  readonly descending: boolean;
}

type Row = ChartTable['rows'][number];

/**
 * @param rows     as the chart gives them
 * @param sorting  null keeps their order
 * @returns each row with its place in the chart's order; what is not known stands last in either direction
 */
export function sortRows(
  rows: readonly Row[],
  sorting: Sorting | null,
): readonly { readonly row: Row; readonly key: number }[] {
  const keyed = rows.map((row, key) => ({ row, key }));
  if (!sorting) return keyed;
  const sign = sorting.descending ? -1 : 1;
  return keyed.sort((a, b) => {
    const left = a.row[sorting.column] ?? null;
    const right = b.row[sorting.column] ?? null;
    if (left === null || right === null) return left === right ? a.key - b.key : left === null ? 1 : -1;
    if (left === right) return a.key - b.key;
    return (left < right ? -1 : 1) * sign;
  });
}

type Cell = string | number | null;

/** Digits that a number of a table keeps. */
const DIGITS = 3;
/** Decimals at most, for numbers far below one. */
const DECIMALS_MAX = 4;

/**
 * How each column writes its cells: one precision per column, thousands with a comma, a true minus, "–" for not known.
 *
 * @param table  of a chart
 */
export function columnWords(table: ChartTable): readonly ((cell: Cell) => string)[] {
  return table.columns.map(({ decimals: asked, mixed }, at) => {
    if (mixed) return (cell) => (typeof cell === 'number' ? formatFigure(cell) : (cell ?? NOT_YET));
    const numbers = table.rows.map((row) => row[at]).filter((cell) => typeof cell === 'number');
    const decimals = asked ?? (numbers.every(Number.isInteger) ? 0 : decimalsFor(Math.max(...numbers.map(Math.abs))));
    const format = numberFormat(decimals);
    return (cell) => {
      if (cell === null) return '–';
      return typeof cell === 'number' ? format.format(cell).replace('-', '−') : cell;
    };
  });
}

const formats = new Map<number, Intl.NumberFormat>();

/** Making one takes longer than writing a table with it. */
function numberFormat(decimals: number): Intl.NumberFormat {
  const known = formats.get(decimals);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  formats.set(decimals, made);
  return made;
}

function decimalsFor(largest: number): number {
  if (largest === 0) return 0;
  return Math.min(DECIMALS_MAX, Math.max(0, DIGITS - 1 - Math.floor(Math.log10(largest))));
}

/** @returns RFC 4180 text with a head row; formulas are defused for spreadsheets */
export function csvOf(table: ChartTable): string {
  const lines = [table.columns.map((column) => column.label), ...table.rows];
  return `${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
