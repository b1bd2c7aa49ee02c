/** @module Issues with a place: what is wrong in a text file, at which line and column, gathered so that all are told at once. */
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { TextLines } from './text-lines.ts';

/** Issues told of one file; a file with more is better read after the first hundred are mended. */
export const ISSUES_MAX = 100;

/** One thing that is wrong, where it stands in the text. */
export interface PlacedIssue extends Issue {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

/** Gathers the issues of one text. */
export class IssueList {
  private readonly lines: TextLines;
  private readonly placed: (PlacedIssue & { readonly offset: number })[] = [];
  private readonly seen = new Set<string>();

  /** @param lines  where offsets are turned into lines and columns */
  constructor(lines: TextLines) {
    this.lines = lines;
  }

  /** How many different issues were added. */
  get size(): number {
    return this.placed.length;
  }

  /**
   * Adds an issue; the same one a second time is dropped.
   *
   * @param offset   where in the text, UTF-16 code units; 0 for the file as a whole
   * @param code     kebab-case code
   * @param path     where in the data, for example `tenants.3.plan`
   * @param message  what was found, what was expected and what to do
   */
  add(offset: number, code: string, path: string, message: string): void {
    const key = `${offset} ${code} ${path} ${message}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.placed.push({ offset, code, path, message, ...this.lines.at(offset) });
  }

  /** @returns the issues in the order of the text, at most {@link ISSUES_MAX} and a last one that says how many are left */
  list(): PlacedIssue[] {
    const ordered = [...this.placed].sort((a, b) => a.offset - b.offset);
    const told: PlacedIssue[] = ordered.slice(0, ISSUES_MAX).map(({ offset: _, ...issue }) => issue);
    const last = told.at(-1);
    if (ordered.length > ISSUES_MAX && last !== undefined) {
      const more = ordered.length - ISSUES_MAX;
      const message = `found ${ordered.length} issues; the first ${ISSUES_MAX} are listed: mend them to see the other ${more}`;
      told.push({ code: 'more-issues', path: '', message, line: last.line, column: last.column });
    }
    return told;
  }
}
