/** @module The course of the program as files, edits of it, and issues as short lines. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseCourse } from '../../scenarios/schema/course/parse-course.ts';
import { edit } from './support.ts';

const FOLDER = fileURLToPath(new URL('../../scenarios/courses/multi-tenant-architecture/', import.meta.url));

/** Texts by path inside the course's folder. */
export const COURSE: ReadonlyMap<string, string> = new Map(
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(yaml|md)$/.test(name))
    .map((name) => [name.replaceAll('\\', '/'), readFileSync(FOLDER + name, 'utf8')]),
);

/** What its labs may name. */
const SCENARIOS = new Map([['noisy-neighbour', { passPoints: 80 }]]);

/** @param changed  files that are other than in the course; null for a file that is not there */
export function parsed(changed: Readonly<Record<string, string | null>> = {}) {
  const files = new Map(COURSE);
  for (const [name, text] of Object.entries(changed)) {
    if (text === null) files.delete(name);
    else files.set(name, text);
  }
  return parseCourse({ files, scenarios: SCENARIOS });
}

/** @returns `file:line:column code` of every issue after one edit of one file */
export function issuesAfter(file: string, from: string, to: string): string[] {
  const { issues } = parsed({ [file]: edit(COURSE.get(file)!, from, to) });
  return issues.map((each) => `${each.file}:${each.line}:${each.column} ${each.code}`);
}
