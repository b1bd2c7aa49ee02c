/** @module Reads objectives and guards with the conditions that they combine, each part by itself. */
import { z } from 'zod';
import type { Choice } from '../../sim-engine/model/registry.ts';
import { boundedFields, COMBINED_DEEP, combine, isCombinedText, type WrittenBounded } from './condition-schema.ts';
import { LIST_MAX } from './limits.ts';
import { find, printPath, toPlain } from './located.ts';
import { askedFields, isAskedText, type WrittenAsked } from './question-schema.ts';
import { type Item, type OpenFile, readItems } from './read-items.ts';

/** A condition as far as it could be read. */
export type ReadCondition = WrittenBounded | { readonly combine: Choice; readonly of: readonly Item<ReadCondition>[] };

/** What is named: an objective with its points, or a guard. */
interface Head {
  readonly id: string;
  readonly title: string;
}

/** Its name beside its condition. */
export interface ReadNamed {
  readonly head: Head;
  readonly condition: ReadCondition | WrittenAsked;
}

const parts = z.unknown().optional();

/**
 * @param file  the file
 * @param key   the list's key
 * @param list  schema of the list
 * @param head  keys that stand beside the condition's
 * @param more  `asks` where an entry may be a question
 * @returns the entries that could be read
 */
export function readNamed(
  file: OpenFile,
  key: string,
  list: z.ZodType,
  head: Readonly<Record<string, z.ZodType>> & { readonly id: z.ZodType<string>; readonly title: z.ZodType<string> },
  more: 'asks' | 'none' = 'none',
): Item<ReadNamed>[] {
  const bounded = z.strictObject({ ...head, ...boundedFields });
  const combined = z.strictObject({ ...head, combine, of: parts });
  const asked = z.strictObject({ ...head, ...askedFields });
  const schemaOf = (item: unknown): z.ZodType =>
    more === 'asks' && isAskedText(item) ? asked : isCombinedText(item) ? combined : bounded;
  const heads = readItems<z.ZodType>(file, [key], list, schemaOf);
  return heads.map(({ index, value }) => {
    const { id, title, ...rest } = value as Head & (WrittenBounded | WrittenAsked | { readonly combine: Choice });
    if ('ask' in rest) return { index, value: { head: { id, title }, condition: rest } };
    return { index, value: { head: { id, title }, condition: withParts(file, [key, index], rest, 1) } };
  });
}

function withParts(
  file: OpenFile,
  path: readonly (string | number)[],
  condition: WrittenBounded | { readonly combine: Choice },
  deep: number,
): ReadCondition {
  if (!('combine' in condition)) return condition;
  const schema = z.strictObject({ combine, of: parts });
  const items = readItems<z.ZodType>(file, [...path, 'of'], partsList, (item) =>
    isCombinedText(item) ? (deep < COMBINED_DEEP ? schema : z.unknown()) : z.strictObject(boundedFields),
  );
  tellTooDeep(file, [...path, 'of'], deep);
  return {
    combine: condition.combine,
    of: (deep < COMBINED_DEEP ? items : items.filter(({ value }) => !isCombinedText(value))).map(({ index, value }) => {
      const part = value as WrittenBounded | { readonly combine: Choice };
      return { index, value: withParts(file, [...path, 'of', index], part, deep + 1) };
    }),
  };
}

/** What the list itself has to be; its entries are read one by one. */
const partsList = z.array(z.unknown()).min(1).max(LIST_MAX);

function tellTooDeep({ root, issues }: OpenFile, path: readonly (string | number)[], deep: number): void {
  if (deep < COMBINED_DEEP) return;
  const list = find(root, path).value;
  if (list?.kind !== 'list') return;
  list.items.forEach((item, index) => {
    if (!isCombinedText(toPlain(item))) return;
    const message = `found combinations ${COMBINED_DEEP + 1} deep, expected at most ${COMBINED_DEEP}: write the parts side by side`;
    issues.add(item.offset, 'too-deep', printPath([...path, index]), message);
  });
}
