/** @module Leaf values of the schema: text, words, numbers and quantities, each with its JSON Schema and its own messages. */
import { z } from 'zod';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import { exampleOf, nounOf, parseQuantity, patternOf, printQuantity, type QuantityKind } from './quantity.ts';
import { didYouMean } from './suggest.ts';

/** What reading a value gave: the value, or issues whose paths are relative to it. */
export type Reading<T> = { readonly value: T } | { readonly issues: readonly Issue[] };

/** @returns one issue about the value as a whole */
export function refuse<T>(code: string, message: string): Reading<T> {
  return { issues: [{ code, path: '', message }] };
}

/**
 * Makes a schema of a reader and of the JSON Schema that editors get.
 *
 * @param json  JSON Schema of what is written
 * @param read  turns what was written into the engine's value, or says what is wrong
 */
export function leaf<T>(json: Readonly<Record<string, unknown>>, read: (value: unknown) => Reading<T>) {
  return z
    .unknown()
    .meta(json)
    .transform((value, context): T => {
      const reading = value === undefined ? missing<T>(json) : value === null ? empty<T>(json) : read(value);
      if ('value' in reading) return reading.value;
      for (const each of reading.issues) {
        context.issues.push({
          code: 'custom',
          input: value,
          message: each.message,
          params: { code: each.code },
          path: each.path === '' ? [] : each.path.split('.'),
        });
      }
      return z.NEVER;
    });
}

function missing<T>(json: Readonly<Record<string, unknown>>): Reading<T> {
  return refuse('missing-key', `expected ${String(json.description)}: add the key`);
}

function empty<T>(json: Readonly<Record<string, unknown>>): Reading<T> {
  return refuse(
    'empty-value',
    `found a key without a value, expected ${String(json.description)}: write it after the colon`,
  );
}

/** @returns what a value is, for messages: `the number 7`, `a list` */
export function describe(value: unknown): string {
  if (typeof value === 'string')
    return `the text ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}...` : value)}`;
  if (typeof value === 'number' || typeof value === 'boolean') return `${String(value)}`;
  if (value === null || value === undefined) return 'nothing';
  return Array.isArray(value) ? 'a list' : 'a map';
}

/**
 * One line of text.
 *
 * @param what  what it is, with its article, for messages
 * @param max   most characters
 */
export function text(what: string, max = 200) {
  return leaf<string>({ type: 'string', minLength: 1, maxLength: max, description: what }, (value) => {
    if (typeof value !== 'string') {
      const cure = typeof value === 'object' ? 'write one line of text' : 'put it in quotes';
      return refuse('wrong-type', `found ${describe(value)}, expected ${what}: ${cure}`);
    }
    // A folded block may bring line breaks; tables and logs show one line.
    const trimmed = value.trim().replaceAll(/\s+/g, ' ').normalize('NFC');
    if (trimmed.length === 0 || trimmed.length > max) {
      return refuse('bad-text', `found ${trimmed.length} characters, expected ${what} of 1 to ${max}: rewrite it`);
    }
    return { value: trimmed };
  });
}

/**
 * An id.
 *
 * @param what     what it names, with its article
 * @param pattern  what it may look like
 * @param form     the same in words
 */
export function id(
  what: string,
  pattern = /^[a-z][a-z0-9-]{0,47}$/,
  form = 'a lower-case letter, then letters, digits and hyphens, at most 48',
) {
  return leaf<string>({ type: 'string', pattern: pattern.source, description: what }, (value) => {
    if (typeof value === 'string' && pattern.test(value)) return { value };
    return refuse('bad-id', `found ${describe(value)}, expected ${what}: ${form}`);
  });
}

/**
 * One word out of a list.
 *
 * @param code     what to call the issue, for example `unknown-metric`
 * @param what     what it is, with its article
 * @param allowed  the words
 */
export function word<T extends string>(code: string, what: string, allowed: readonly T[]) {
  return leaf<T>({ type: 'string', enum: allowed, description: what }, (value) => {
    const found = allowed.find((each) => each === value);
    if (found !== undefined) return { value: found };
    if (typeof value !== 'string')
      return refuse('wrong-type', `found ${describe(value)}, expected ${what}: write one of ${allowed.join(', ')}`);
    return refuse(code, `found ${JSON.stringify(value.slice(0, 40))}, expected ${what}: ${didYouMean(value, allowed)}`);
  });
}

/** `true` or `false`. */
export function flag(what: string) {
  return leaf<boolean>({ type: 'boolean', description: what }, (value) => {
    if (typeof value === 'boolean') return { value };
    return refuse('wrong-type', `found ${describe(value)}, expected ${what}: write true or false`);
  });
}

/** Limits of a number, both inside. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * A plain number.
 *
 * @param what   what it is, with its article
 * @param range  smallest and largest
 * @param whole  true when only whole numbers make sense
 */
export function number(what: string, range: Range, whole = false) {
  const json = { type: whole ? 'integer' : 'number', minimum: range.min, maximum: range.max, description: what };
  return leaf<number>(json, (value) => readNumber(what, range, whole, value));
}

/** The reader behind {@link number}. */
export function readNumber(what: string, range: Range, whole: boolean, value: unknown): Reading<number> {
  if (typeof value !== 'number') {
    return refuse('wrong-type', `found ${describe(value)}, expected ${what}: write a plain number without a unit`);
  }
  if (whole && !Number.isSafeInteger(value)) {
    return refuse('bad-number', `found ${value}, expected ${what}: write a whole number`);
  }
  return inRange(what, range, value, String);
}

/**
 * A number with its unit.
 *
 * @param kind   what is measured
 * @param what   what it is, with its article
 * @param range  smallest and largest, in base units
 */
export function quantity(kind: QuantityKind, what: string, range: Range) {
  const json = { type: 'string', pattern: patternOf(kind), examples: [exampleOf(kind)], description: what };
  return leaf<number>(json, (value) => readQuantity(kind, what, range, value));
}

/** The reader behind {@link quantity}. */
export function readQuantity(kind: QuantityKind, what: string, range: Range, value: unknown): Reading<number> {
  if (typeof value === 'number') {
    return refuse(
      'missing-unit',
      `found ${value} without a unit, expected ${what}: write ${nounOf(kind)} such as ${exampleOf(kind)}`,
    );
  }
  if (typeof value !== 'string') {
    return refuse(
      'wrong-type',
      `found ${describe(value)}, expected ${what}: write ${nounOf(kind)} such as ${exampleOf(kind)}`,
    );
  }
  const parsed = parseQuantity(kind, value);
  if (!parsed.ok) return { issues: parsed.issues };
  return inRange(what, range, parsed.value, (limit) => printQuantity(kind, limit));
}

function inRange(what: string, range: Range, value: number, print: (limit: number) => string): Reading<number> {
  if (value >= range.min && value <= range.max) return { value };
  const message = `found ${print(value)}, expected ${what} from ${print(range.min)} to ${print(range.max)}`;
  return refuse('out-of-range', `${message}: choose a value in between`);
}
