/** @module From zod's issues to ours: codes, sentences that say what to do, and places in the text. */
import { z } from 'zod';
import { describe } from './leaf.ts';
import { find, findKey, type Located, printPath } from './located.ts';
import type { IssueList } from './placed-issue.ts';
import { didYouMean } from './suggest.ts';

type Path = readonly PropertyKey[];

/**
 * Reads a located value by a schema.
 *
 * @param schema  what is expected
 * @param root    the whole file
 * @param path    where the value stands
 * @param value   the value as plain data
 * @param issues  receives what is wrong
 * @param isTold  which issues are meant; all of them unless said otherwise
 * @returns the value in engine units, or undefined
 */
export function readBySchema<T extends z.ZodType>(
  schema: T,
  root: Located,
  path: Path,
  value: unknown,
  issues: IssueList,
  isTold: (issue: z.core.$ZodIssue) => boolean = () => true,
): z.output<T> | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const each of parsed.error.issues) if (isTold(each)) addIssue(each, { schema, root, path, value }, issues);
  return undefined;
}

interface Reading {
  readonly schema: z.ZodType;
  readonly root: Located;
  readonly path: Path;
  readonly value: unknown;
}

function addIssue(each: z.core.$ZodIssue, reading: Reading, issues: IssueList): void {
  const { schema, root, path, value } = reading;
  const whole = [...path, ...each.path];
  const found = find(root, whole);
  // What was refused when the text was read is not told a second time.
  if (found.value?.kind === 'hole') return;
  const at = (code: string, message: string): void => issues.add(found.offset, code, printPath(whole), message);
  const here = valueAt(value, each.path);
  switch (each.code) {
    case 'unrecognized_keys': {
      const allowed = keysAt(schema, value, each.path);
      for (const key of each.keys) {
        const message = `found the unknown key ${key}: ${didYouMean(key, allowed)}`;
        issues.add(findKey(root, whole, key), 'unknown-key', printPath([...whole, key]), message);
      }
      break;
    }
    case 'invalid_type': {
      const expected = each.expected === 'array' ? 'a list' : 'a map of keys and values';
      const name = printPath(whole.slice(-2)) || 'the file';
      if (here === undefined) at('missing-key', `found no ${name}, expected ${expected}: add the key`);
      else at('wrong-type', `found ${describe(here)}, expected ${expected} for ${name}: rewrite it`);
      break;
    }
    case 'too_small':
      at('empty-list', `found an empty list, expected at least ${String(each.minimum)} entry: add one`);
      break;
    case 'too_big': {
      const max = String(each.maximum);
      at('list-too-long', `found more than ${max} entries, expected at most ${max}: shorten the list`);
      break;
    }
    case 'invalid_union': {
      const { words, key } = discriminatorAt(schema, value, each.path);
      if (here === undefined) {
        at('missing-key', `found no ${key}, expected one of ${words.join(', ')}: add \`${key}:\``);
      } else at(`unknown-${key}`, `found ${describe(here)}: ${didYouMean(String(here), words)}`);
      break;
    }
    case 'custom': {
      const code = String(each.params?.code ?? 'invalid-value');
      // The path of a whole section is empty here: its name stands in the path of the file.
      const key = String(whole.at(-1));
      const isMissing = code === 'missing-key' && here === undefined;
      const message = isMissing ? `found no ${key}, ${each.message}` : each.message;
      // A wrong key is marked itself, not what stands behind its colon.
      if (code === 'unknown-key') issues.add(findKey(root, whole.slice(0, -1), key), code, printPath(whole), message);
      else at(code, message);
      break;
    }
    default:
      at('invalid-value', each.message);
  }
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path)
    at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined;
  return at;
}

/** Follows a path through a schema; unions are followed by what the value says it is. */
function schemaAt(schema: z.ZodType, value: unknown, path: Path): z.ZodType | undefined {
  let at: unknown = schema;
  for (let depth = 0; ; depth++) {
    if (at instanceof z.ZodOptional) at = at.unwrap();
    if (depth === path.length) return at instanceof z.ZodType ? at : undefined;
    const step = path[depth]!;
    if (at instanceof z.ZodArray) at = at.element;
    else if (at instanceof z.ZodObject) at = at.shape[step as string];
    else if (at instanceof z.ZodDiscriminatedUnion)
      at = optionOf(at, valueAt(value, path.slice(0, depth)))?.shape[step as string];
    else return undefined;
  }
}

function optionOf(union: z.ZodDiscriminatedUnion, value: unknown): z.ZodObject | undefined {
  const key = union.def.discriminator;
  for (const option of union.options) {
    if (!(option instanceof z.ZodObject)) continue;
    const literal: unknown = option.shape[key];
    if (literal instanceof z.ZodLiteral && literal.value === valueAt(value, [key])) return option;
  }
  return undefined;
}

function keysAt(schema: z.ZodType, value: unknown, path: Path): string[] {
  const at = schemaAt(schema, value, path);
  if (at instanceof z.ZodObject) return Object.keys(at.shape);
  const option = at instanceof z.ZodDiscriminatedUnion ? optionOf(at, valueAt(value, path)) : undefined;
  return option === undefined ? [] : Object.keys(option.shape);
}

/** @param path  leads to the discriminator's key */
function discriminatorAt(schema: z.ZodType, value: unknown, path: Path): { words: string[]; key: string } {
  const key = String(path.at(-1) ?? '');
  const union = schemaAt(schema, value, path.slice(0, -1));
  if (!(union instanceof z.ZodDiscriminatedUnion)) return { words: [], key };
  const words = union.options.flatMap((option) => {
    const literal: unknown = option instanceof z.ZodObject ? option.shape[key] : undefined;
    return literal instanceof z.ZodLiteral ? [String(literal.value)] : [];
  });
  return { words, key };
}
