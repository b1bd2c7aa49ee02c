/**
 * @module The guard before the Markdown parser: its work can grow with the square of some inputs, so what no lesson needs is refused
 * before it begins.
 */
import { checkText } from '../check-text.ts';
import type { IssueList } from '../placed-issue.ts';

/** Largest lesson; 800 words with their directives take half of it. */
export const LESSON_CHARACTERS_MAX = 20_000;
/** Brackets, stars, underscores and ticks together. */
const MARKS_MAX = 2_500;
/** Quotes, list marks and colons at the beginning of one line. */
const LEADING_MAX = 12;

/**
 * @param text    the whole lesson
 * @param issues  receives what makes it unreadable
 * @returns false when it must not be given to the parser
 */
export function guardMarkdown(text: string, issues: IssueList): boolean {
  if (!checkText(text, issues)) return false;
  if (text.length > LESSON_CHARACTERS_MAX) {
    const message = `found ${text.length} characters, expected at most ${LESSON_CHARACTERS_MAX}: split the lesson`;
    issues.add(0, 'file-too-large', '', message);
    return false;
  }
  let marks = 0;
  for (const mark of text) if ('[]*_`!&<'.includes(mark)) marks++;
  if (marks > MARKS_MAX) {
    issues.add(
      0,
      'too-many-marks',
      '',
      `found ${marks} brackets, stars, underscores and ticks, expected at most ${MARKS_MAX}`,
    );
    return false;
  }
  for (const { index, 0: leading } of text.matchAll(/^[ \t]*(?:[>:*+-][ \t]*)+/gm)) {
    if (leading.replaceAll(/\s/g, '').length <= LEADING_MAX && leading.length <= 3 * LEADING_MAX) continue;
    issues.add(
      index,
      'too-deep',
      '',
      `found a line that begins with ${leading.length} marks, expected at most ${LEADING_MAX}`,
    );
    return false;
  }
  return true;
}
