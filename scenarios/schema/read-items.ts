/** @module Reads a list entry by entry, so that one broken entry hides nothing of the others. */
import type { z } from 'zod';
import { find, type Located, toPlain } from './located.ts';
import type { IssueList } from './placed-issue.ts';
import { readBySchema } from './schema-issues.ts';

/** An entry of a list that could be read, with its place in the list. */
export interface Item<T> {
  readonly index: number;
  readonly value: T;
}

/** A file that is being read. */
export interface OpenFile {
  readonly root: Located;
  readonly issues: IssueList;
}

/**
 * What is wrong with the list itself (not a list, too long) is told once.
 *
 * @param file        the file
 * @param path        where the list stands
 * @param list        schema of the list
 * @param itemSchema  schema of one entry
 */
export function readItems<T extends z.ZodType>(
  { root, issues }: OpenFile,
  path: readonly (string | number)[],
  list: z.ZodType,
  itemSchema: (value: unknown) => T,
): Item<z.output<T>>[] {
  const located = find(root, path).value;
  if (located?.kind !== 'list') {
    readBySchema(list, root, path, located === undefined ? undefined : toPlain(located), issues);
    return [];
  }
  const values = toPlain(located) as unknown[];
  const before = issues.size;
  readBySchema(list, root, path, values, issues, (issue) => issue.path.length === 0);
  if (issues.size > before) return [];
  const items: Item<z.output<T>>[] = [];
  values.forEach((value, index) => {
    const read = readBySchema(itemSchema(value), root, [...path, index], value, issues);
    if (read !== undefined) items.push({ index, value: read });
  });
  return items;
}
