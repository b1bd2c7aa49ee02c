/**
 * @module From text to located values: a small, strict subset of YAML 1.2 without anchors, tags, merge keys or surprises.
 *
 * A plain word is a number only when it is written as in JSON, a boolean only as `true` or `false`; `no`, `012` and dates are text.
 */
import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
} from 'yaml';
import { checkText } from './check-text.ts';
import { type Entry, type Located, printPath } from './located.ts';
import { IssueList } from './placed-issue.ts';
import { TextLines } from './text-lines.ts';
import { guardedTokens } from './yaml-guard.ts';

/** Longest text value, UTF-16 code units. */
export const STRING_MAX = 4_096;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** Keys that would reach an object's prototype. */
const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** A text as far as it could be read. */
export interface YamlReading {
  /** Undefined when nothing could be made of the text; the issues say why. */
  readonly root: Located | undefined;
  readonly issues: IssueList;
}

/**
 * Reads one YAML (or JSON) document.
 *
 * @param text  the whole file, decoded
 * @returns its located values and what is wrong so far; never throws, O(length) with small constants
 */
export function readYaml(text: string): YamlReading {
  const issues = new IssueList(new TextLines(text));
  if (!checkText(text, issues)) return { root: undefined, issues };
  const tokens = guardedTokens(text, issues);
  if (tokens === undefined) return { root: undefined, issues };
  // Duplicate keys are found below in linear time; the composer's own check is quadratic.
  const composer = new Composer({ uniqueKeys: false, schema: 'failsafe', stringKeys: false });
  let document: Document | undefined;
  for (const each of composer.compose(tokens, true, text.length)) {
    if (document === undefined) document = each;
    else
      issues.add(
        0,
        'several-documents',
        '',
        'found several documents, expected one: put every scenario into a file of its own',
      );
  }
  const errors = document?.errors ?? [];
  for (const error of errors) {
    // An alias without its anchor has been told already.
    if (error.code === 'BAD_ALIAS') continue;
    issues.add(error.pos[0], 'yaml-syntax', '', `${firstLine(error.message)}: mend the YAML here`);
  }
  const contents = document?.contents;
  if (contents === undefined || contents === null || isEmpty(contents)) {
    if (issues.size === 0)
      issues.add(0, 'empty-file', '', 'found no data, expected keys and values: write `id:`, `title:` and the rest');
    return { root: undefined, issues };
  }
  const root = new TreeReader(issues).read(contents, []);
  // What is said of the file as a whole stands at 1:1, whatever comments come first.
  return { root: errors.length > 0 ? undefined : { ...root, offset: 0 }, issues };
}

function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.type === Scalar.PLAIN && node.value === '';
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]!.replace(/[.:\s]+$/, '');
}

class TreeReader {
  private readonly issues: IssueList;

  constructor(issues: IssueList) {
    this.issues = issues;
  }

  /** Recursion is bounded by the guard's depth. */
  read(node: unknown, path: readonly (string | number)[]): Located {
    const offset = offsetOf(node);
    if (isMap(node)) return this.readMap(node, path, offset);
    if (isSeq(node)) {
      return { kind: 'list', offset, items: node.items.map((item, index) => this.read(item, [...path, index])) };
    }
    if (isScalar(node)) return this.readScalar(node, path, offset);
    if (node !== null && !isAlias(node)) {
      this.issues.add(
        offset,
        'yaml-syntax',
        printPath(path),
        'found a value that is neither text, list nor map: write it plainly',
      );
    }
    return { kind: 'hole', offset };
  }

  private readMap(map: YAMLMap, path: readonly (string | number)[], offset: number): Located {
    const entries = new Map<string, Entry>();
    for (const pair of map.items as Pair<unknown, unknown>[]) {
      const keyOffset = offsetOf(pair.key, offset);
      const key = this.readKey(pair.key, path, keyOffset);
      if (key === undefined) continue;
      if (entries.has(key)) {
        const message = `found the key ${key} a second time in the same map: delete one of them`;
        this.issues.add(keyOffset, 'duplicate-key', printPath([...path, key]), message);
        continue;
      }
      const isEmptyValue = pair.value === null || isEmpty(pair.value);
      const value = isEmptyValue ? EMPTY(keyOffset) : this.read(pair.value, [...path, key]);
      entries.set(key, { keyOffset, value });
    }
    return { kind: 'map', offset, entries };
  }

  private readKey(key: unknown, path: readonly (string | number)[], offset: number): string | undefined {
    const text = isScalar(key) ? String(key.value ?? '') : undefined;
    if (text === undefined || text === '') {
      this.issues.add(
        offset,
        'bad-key',
        printPath(path),
        'found a key that is not a word, expected a name before the colon',
      );
      return undefined;
    }
    if (PROTOTYPE_KEYS.has(text)) {
      this.issues.add(
        offset,
        'forbidden-key',
        printPath(path),
        `found the key ${text}, which is not allowed in any map: delete it`,
      );
      return undefined;
    }
    if (text === '<<') {
      this.issues.add(
        offset,
        'merge-key',
        printPath(path),
        'found a merge key (<<), which is not allowed: write the keys out',
      );
      return undefined;
    }
    if (!this.acceptsText(text, key, path, offset)) return undefined;
    return text;
  }

  private readScalar(scalar: Scalar, path: readonly (string | number)[], offset: number): Located {
    const text = String(scalar.value ?? '');
    if (!this.acceptsText(text, scalar, path, offset)) return { kind: 'hole', offset };
    if (scalar.type !== Scalar.PLAIN) return { kind: 'scalar', value: text, offset };
    if (text === '' || text === 'null' || text === '~') return { kind: 'scalar', value: null, offset };
    if (text === 'true' || text === 'false') return { kind: 'scalar', value: text === 'true', offset };
    if (!NUMBER.test(text)) return { kind: 'scalar', value: text, offset };
    const value = Number(text);
    if (Number.isFinite(value)) return { kind: 'scalar', value, offset };
    this.issues.add(
      offset,
      'bad-number',
      printPath(path),
      `found ${text.slice(0, 40)}, which is beyond every range: write a smaller number`,
    );
    return { kind: 'hole', offset };
  }

  /** Escapes in double quotes can bring in what the raw text could not hold; all else was looked at with the raw text. */
  private acceptsText(text: string, from: unknown, path: readonly (string | number)[], offset: number): boolean {
    if (text.length > STRING_MAX) {
      const message = `found a text of ${text.length} characters, expected at most ${STRING_MAX}: shorten it`;
      this.issues.add(offset, 'text-too-long', printPath(path), message);
      return false;
    }
    if (!isScalar(from) || from.type !== Scalar.QUOTE_DOUBLE) return true;
    const inner = new IssueList(new TextLines(''));
    if (checkText(text, inner)) return true;
    const first = inner.list()[0];
    if (first !== undefined) this.issues.add(offset, first.code, printPath(path), first.message);
    return false;
  }
}

/** A key with nothing after its colon. */
const EMPTY = (offset: number): Located => ({ kind: 'scalar', value: null, offset });

function offsetOf(node: unknown, otherwise = 0): number {
  return (node as Node | null)?.range?.[0] ?? otherwise;
}
