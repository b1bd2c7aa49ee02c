/**
 * @module Where a cursor stands in a scenario text: in which key or value, under which path, among which siblings.
 *
 * A word is put in at the cursor and the text is read by the parser that reads scenarios; where the word turns up is where the
 * cursor stands. So half-written lines, block and flow style are understood exactly as far as the parser understands them.
 */
import { Composer, type Document, isMap, isScalar, isSeq, type Pair } from 'yaml';
import { checkText } from '../schema/check-text.ts';
import { IssueList } from '../schema/placed-issue.ts';
import { TextLines } from '../schema/text-lines.ts';
import { guardedTokens } from '../schema/yaml-guard.ts';

/** A place in a text. */
export interface Place {
  /** `key`: a key of the map at the path; `value`: the value at the path. */
  readonly kind: 'key' | 'value';
  /** Keys and indices. */
  readonly path: readonly (string | number)[];
  /** Extent of the word at the cursor, and what of it stands before the cursor. */
  readonly from: number;
  readonly to: number;
  readonly typed: string;
  /** Whether a colon follows the word: then it is a key already. */
  readonly hasColon: boolean;
  /** Whether it stands in `{ }` or `[ ]`. */
  readonly isFlow: boolean;
  /** Spaces before the first sign of the line. */
  readonly indent: number;
}

/** A text as far as it can be read, with plain values. */
export interface Outline {
  readonly plain: unknown;
  readonly place: Place | null;
}

/** Stands in no scenario. */
const MARK = 'qzcursorqz';
const WORD_BEFORE = /[A-Za-z0-9_.%/-]*$/;
const WORD_AFTER = /^[A-Za-z0-9_.%/-]*/;

/**
 * @param text    the whole file
 * @param offset  of the cursor, UTF-16 code units
 * @returns the values of the text, and the place; null where the cursor is in a comment, or nothing can be made of the text
 */
export function outlineAt(text: string, offset: number): Outline {
  const typed = WORD_BEFORE.exec(text.slice(Math.max(0, offset - 200), offset))?.[0] ?? '';
  const after = WORD_AFTER.exec(text.slice(offset, offset + 200))?.[0] ?? '';
  const from = offset - typed.length;
  const to = offset + after.length;
  const marked = `${text.slice(0, from)}${MARK}${text.slice(to)}`;
  const document = composed(marked) ?? null;
  if (document === null) return { plain: undefined, place: null };
  const finder = new Finder();
  const plain = finder.read(document.contents, [], false);
  const found = finder.found;
  if (found === null) return { plain, place: null };
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const hasColon = /^[ \t]*:(?=\s|$)/.test(text.slice(to, to + 80));
  return { plain, place: { ...found, from, to, typed, hasColon, indent: line.search(/\S|$/) } };
}

function composed(text: string): Document | undefined {
  const issues = new IssueList(new TextLines(text));
  if (!checkText(text, issues)) return undefined;
  const tokens = guardedTokens(text, issues);
  if (tokens === undefined) return undefined;
  const composer = new Composer({ uniqueKeys: false, schema: 'failsafe', stringKeys: false });
  for (const document of composer.compose(tokens, true, text.length)) return document;
  return undefined;
}

type Path = readonly (string | number)[];

class Finder {
  found: Pick<Place, 'kind' | 'path' | 'isFlow'> | null = null;

  /** @returns the node as plain data, without the mark; recursion is bounded by the guard's depth */
  read(node: unknown, path: Path, isFlow: boolean): unknown {
    if (isMap(node)) {
      const plain: Record<string, unknown> = {};
      for (const pair of node.items as Pair<unknown, unknown>[]) this.readPair(pair, path, node.flow === true, plain);
      return plain;
    }
    if (isSeq(node)) return node.items.map((item, at) => this.read(item, [...path, at], node.flow === true));
    if (!isScalar(node)) return undefined;
    const value = String(node.value ?? '');
    if (!value.includes(MARK)) return value === '' ? undefined : value;
    this.found ??= { kind: 'value', path, isFlow };
    return undefined;
  }

  private readPair(pair: Pair<unknown, unknown>, path: Path, isFlow: boolean, plain: Record<string, unknown>): void {
    const key = isScalar(pair.key) ? String(pair.key.value ?? '') : '';
    if (key.includes(MARK)) {
      this.found ??= { kind: 'key', path, isFlow };
      this.read(pair.value, [...path, key], isFlow);
      return;
    }
    const value = this.read(pair.value, [...path, key], isFlow);
    if (key === '' || key === '__proto__') return;
    // A key that is there counts as there even while nothing stands behind it.
    plain[key] = value;
  }
}
