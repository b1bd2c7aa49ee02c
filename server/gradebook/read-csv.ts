/**
 * @module Reads CSV as RFC 4180 writes it, with the line on which every row begins, so that what is wrong can be said where it stands.
 *
 * Own code for that line: csv-parse 7 counts a CRLF within a cell twice, and of a quote that is not closed tells where the text ends.
 */
import { fail, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';

/** A row, and the line of the text on which it begins, from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** @param text  comma or semicolon between cells, whichever comes first in the head; empty lines are left out */
export function readCsv(text: string): Result<CsvRow[]> {
  const source = text.replace(/^\uFEFF/, '');
  // Of the head only what stands between quotes does not tell.
  const head = source.replaceAll(/"[^"]*("|$)/g, '').split(/[\r\n]/, 1)[0] ?? '';
  const semicolon = head.indexOf(';');
  const comma = head.indexOf(',');
  const between = semicolon >= 0 && (comma < 0 || semicolon < comma) ? ';' : ',';
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let [line, begun] = [1, 1];
  let quoted = false;
  const endRow = (): void => {
    cells.push(cell);
    cell = '';
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: begun, cells });
    cells = [];
  };
  for (let at = 0; at < source.length; at++) {
    const char = source[at]!;
    if (char === '\n') line++;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (source[at + 1] === '"') cell += source[at++];
      else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === between) {
      cells.push(cell);
      cell = '';
    } else if (char === '\n') {
      endRow();
      begun = line;
    } else if (char !== '\r') cell += char;
  }
  if (quoted)
    return fail(issue('bad-csv', `line ${begun}`, `line ${begun}: found a quote that is not closed: close it`));
  endRow();
  return ok(rows.map((row) => ({ ...row, cells: row.cells.map(plain) })));
}

/** The apostrophe that exports put before what a spreadsheet would calculate is taken away again. */
function plain(cell: string): string {
  const trimmed = cell.trim();
  return /^'\s*[=+\-@＝＋－＠]/.test(trimmed) ? trimmed.slice(1) : trimmed;
}
