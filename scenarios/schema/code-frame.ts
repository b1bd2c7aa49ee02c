/** @module An issue as everybody is told it: one line, and the place in the text with carets under what is meant. */
import type { PlacedIssue } from './placed-issue.ts';
import { suggestionIn } from './suggest.ts';

/** Longest piece of a line that a frame shows, characters: a file may be one line of 256 KiB. */
const SHOWN_MAX = 100;
/** Characters kept before the place where a line has to be cut. */
const BEFORE = 40;

/** What an issue line needs to know. */
export interface IssueAtPlace {
  readonly code: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

/** What would mend an issue: a piece of text and what to put in its place. */
export interface Repair {
  /** UTF-16 code units from the beginning of the text. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** An issue told whole: the same text in the command, in the editor and over the API. */
export interface ToldIssue {
  readonly issue: PlacedIssue;
  /** `file:line:column: error CODE: message`. */
  readonly line: string;
  /** The lines of the code frame, without line ends. */
  readonly frame: readonly string[];
  /** Extent of what is meant, UTF-16 code units from the beginning of the text. */
  readonly from: number;
  readonly to: number;
  readonly repair: Repair | null;
}

/**
 * @param file   the file's name as it is to be shown
 * @param issue  what is wrong; without a place it stands at 1:1
 * @returns `file:line:column: error CODE: message`, without a line end
 */
export function issueLineOf(file: string, issue: IssueAtPlace): string {
  return `${file}:${issue.line ?? 1}:${issue.column ?? 1}: error ${issue.code}: ${issue.message}`;
}

/**
 * @param file    the file's name as it is to be shown
 * @param text    the whole file
 * @param issues  what is wrong with it, in the order of the text
 * @returns each issue with its line, its code frame and its repair; O(length of the text)
 */
export function tellIssues(file: string, text: string, issues: readonly PlacedIssue[]): readonly ToldIssue[] {
  const lines = text.split('\n');
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  return issues.map((issue) => {
    const row = Math.min(issue.line, lines.length) - 1;
    const line = (lines[row] ?? '').replace(/\r$/, '');
    const column = Math.min(issue.column - 1, line.length);
    const suggestion = suggestionIn(issue.message);
    const length = extentAt(line, column, suggestion?.includes(' ') === true);
    const from = starts[row]! + column;
    return {
      issue,
      line: issueLineOf(file, issue),
      frame: frameOf(lines, row, column, length),
      from,
      to: from + length,
      repair:
        suggestion === undefined || length === 0 ? null : repairOf(issue, line, column, { from, length, suggestion }),
    };
  });
}

/** A number with its unit, a quoted text, or a word. */
const MEANT = /^(?:\d+(?:\.\d+)? [A-Za-zµ%][^\s,{}[\]:#]*|"(?:[^"\\]|\\.)*"|'[^']*'|[^\s,{}[\]:#"']+)/;
/** Several words, up to the end of the value. */
const PHRASE = /^[^,{}[\]:#]*[^\s,{}[\]:#]/;

/** Only the unit of a quantity is wrong, and only it is put right. */
function repairOf(
  issue: PlacedIssue,
  line: string,
  column: number,
  { from, length, suggestion }: { readonly from: number; readonly length: number; readonly suggestion: string },
): Repair {
  const kept =
    issue.code === 'wrong-unit' ? (/^["']?[\d.]+ */.exec(line.slice(column, column + length))?.[0].length ?? 0) : 0;
  const quote = issue.code === 'wrong-unit' && /["']$/.test(line.slice(column, column + length)) ? 1 : 0;
  return { from: from + kept, to: from + length - quote, text: suggestion };
}

/** Length of the word, quoted text or sign at a place of a line; 0 at its end. */
function extentAt(line: string, column: number, isPhrase: boolean): number {
  const rest = line.slice(column);
  const word = (isPhrase ? PHRASE : MEANT).exec(rest)?.[0];
  return word === undefined ? Math.min(1, rest.length) : word.length;
}

/** The line before, the line itself and carets under what is meant. */
function frameOf(lines: readonly string[], row: number, column: number, length: number): string[] {
  const width = String(row + 1).length;
  const cut = column > SHOWN_MAX - 20 ? column - BEFORE : 0;
  const shown = (line: string): string => printable(line.replace(/\r$/, '').slice(cut, cut + SHOWN_MAX));
  const numbered = (sign: string, at: number): string =>
    `${sign} ${String(at + 1).padStart(width)} | ${shown(lines[at] ?? '')}`.trimEnd();
  const carets = Math.max(1, Math.min(length, SHOWN_MAX - (column - cut)));
  const under = `  ${' '.repeat(width)} | ${' '.repeat(column - cut)}${'^'.repeat(carets)}`;
  return [...(row > 0 ? [numbered(' ', row - 1)] : []), numbered('>', row), under];
}

/** What would move the cursor, hide or turn text around is shown as a box of the same width. */
function printable(line: string): string {
  let shown = '';
  for (let at = 0; at < line.length; at++) {
    const unit = line.charCodeAt(at);
    shown +=
      unit === 9 ? ' ' : unit < 0x20 || (unit >= 0x7f && unit <= 0x9f) || isInvisible(unit) ? '\u25a1' : line[at];
  }
  return shown;
}

function isInvisible(unit: number): boolean {
  return (
    unit === 0xad ||
    unit === 0x61c ||
    (unit >= 0x20_0b && unit <= 0x20_0f) ||
    (unit >= 0x20_28 && unit <= 0x20_2e) ||
    (unit >= 0x20_60 && unit <= 0x20_69) ||
    unit === 0xfe_ff
  );
}
