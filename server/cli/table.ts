/** @module Tables for people: text left, numbers right, no lines. */

/** A column: its head, and whether it holds numbers. */
export interface Column {
  readonly head: string;
  readonly isNumber: boolean;
}

/** @param heads  heads of the columns; a leading `>` marks a column of numbers */
export function columns(...heads: readonly string[]): Column[] {
  return heads.map((head) => ({ head: head.replace(/^>/, ''), isNumber: head.startsWith('>') }));
}

/**
 * @param cols  the columns
 * @param rows  cells, a row of as many as there are columns
 * @returns lines of text, each with its line break
 */
export function table(cols: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = cols.map((column, at) => Math.max(column.head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string => {
    const padded = cols.map((column, at) => {
      const cell = cells[at] ?? '';
      return column.isNumber ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!);
    });
    return `${padded.join('  ').trimEnd()}\n`;
  };
  return line(cols.map((column) => column.head)) + rows.map(line).join('');
}

/**
 * Three significant digits, as the lab prints them.
 *
 * @param value  a number, or null while nothing was measured
 */
export function digits(value: number | null): string {
  if (value === null) return '-';
  if (value === 0) return '0';
  const places = Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return value
    .toFixed(places)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}
