/** @module CSV brought into a class: a roster (`learner,name`) or overrides (`learner,mark,reason`); all of it or nothing. */
import { fail, type Issue, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';
import { readCsv } from './read-csv.ts';

/** What a file asks for. */
export type ClassImport =
  | { readonly kind: 'roster'; readonly learners: readonly { readonly learner: string; readonly name: string }[] }
  | {
      readonly kind: 'overrides';
      readonly overrides: readonly {
        readonly learner: string;
        readonly mark: number | null;
        readonly reason: string;
      }[];
    };

/** Most lines that are told what is wrong with them. */
const TOLD_MAX = 20;
const NAME = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,120}$/u;

/**
 * @param text   of the file
 * @param known  learners of the class
 * @param max    greatest mark
 */
export function readClassImport(text: string, known: ReadonlySet<string>, max: number): Result<ClassImport> {
  const read = readCsv(text);
  if (!read.ok) return read;
  const [head, ...rows] = read.value;
  const columns = (head?.cells ?? []).map((cell) => cell.toLowerCase());
  const at = (name: string): number => columns.indexOf(name);
  if (at('learner') < 0) {
    const found = columns.join(', ').slice(0, 200);
    const message = `line 1: found the columns ${found}, expected learner, and name for a roster or mark and reason for overrides: name them in the first line`;
    return fail(issue('bad-csv', 'line 1', message));
  }
  const isOverrides = at('mark') >= 0;
  if (isOverrides && at('reason') < 0)
    return fail(
      issue('bad-csv', 'line 1', 'line 1: found a column mark without a column reason: add why to each line'),
    );
  const issues: Issue[] = [];
  const seen = new Set<string>();
  const bad = (line: number, message: string): void => {
    issues.push(issue('bad-csv', `line ${line}`, `line ${line}: ${message}`));
  };
  const lines = rows.map(({ line, cells }) => {
    const cell = (name: string): string => (at(name) < 0 ? '' : (cells[at(name)] ?? ''));
    const learner = cell('learner');
    if (cells.length !== columns.length)
      bad(line, `found ${cells.length} cells, expected ${columns.length}: quote commas`);
    else if (!NAME.test(learner)) bad(line, 'found no learner of 1 to 120 plain characters: write one');
    else if (seen.has(learner)) bad(line, `found ${learner} a second time: leave one of the lines`);
    else if (isOverrides) checkOverride(learner, cell('mark'), cell('reason'), known, max, (why) => bad(line, why));
    seen.add(learner);
    const mark = cell('mark') === '' ? null : Number(cell('mark'));
    return { learner, name: cell('name').slice(0, 200), mark, reason: cell('reason') };
  });
  if (lines.length === 0) bad(1, 'found no line after the first: add one per learner');
  if (issues.length > 0) return fail(...issues.slice(0, TOLD_MAX));
  if (isOverrides)
    return ok({ kind: 'overrides', overrides: lines.map(({ learner, mark, reason }) => ({ learner, mark, reason })) });
  return ok({ kind: 'roster', learners: lines.map(({ learner, name }) => ({ learner, name })) });
}

function checkOverride(
  learner: string,
  mark: string,
  reason: string,
  known: ReadonlySet<string>,
  max: number,
  bad: (why: string) => void,
): void {
  const value = Number(mark);
  if (!known.has(learner)) bad(`found ${learner}, who is not in the class: check the name`);
  else if (mark !== '' && !(value >= 0 && value <= max))
    bad(`found the mark ${mark}, expected a number from 0 to ${max}, or nothing for no mark`);
  else if (reason === '' || reason.length > 2_000) bad('found no reason: say why the mark is another');
}
