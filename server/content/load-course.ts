/** @module Loads course packs: folders of bounded text files in, courses and their hashes out. */
import { readdirSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { TEXT_BYTES_MAX } from '../../scenarios/schema/check-text.ts';
import type { Course, CourseIssue } from '../../scenarios/schema/course/course-types.ts';
import { COURSE_FILE, type KnownScenario, parseCourse } from '../../scenarios/schema/course/parse-course.ts';
import { type Issue, issue } from '../../sim-engine/kernel/result.ts';
import { loadLibrary } from './library.ts';
import { packageRoot } from './package-root.ts';
import { readTextFile } from './read-text-file.ts';

/** Folders of a course, and what their files end with. */
const FOLDERS: Readonly<Record<string, string>> = {
  lessons: '.md',
  experiments: '.yaml',
  checks: '.yaml',
  worlds: '.yaml',
};
/** Most files of a course. */
const FILES_MAX = 400;

/** `unreadable`: some file has no text; `invalid`: the texts are no course. */
export type CourseLoad =
  | { readonly kind: 'loaded'; readonly course: Course }
  | { readonly kind: 'unreadable'; readonly issues: readonly Issue[] }
  | { readonly kind: 'invalid'; readonly issues: readonly CourseIssue[] };

/** @returns the folder of the courses that come with the program */
export function coursesFolder(): string {
  return join(packageRoot(), 'scenarios', 'courses');
}

/**
 * @param path  a file or a folder
 * @returns the folder of the course that it is, or belongs to; null when it is of none
 */
export function courseFolderOf(path: string): string | null {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const near = isFolder ? [path] : [dirname(path), dirname(dirname(path))];
  return (
    near.find((folder) => statSync(join(folder, COURSE_FILE), { throwIfNoEntry: false })?.isFile() === true) ?? null
  );
}

/**
 * @param folder     of a course
 * @param scenarios  what its labs may name; the library unless said otherwise
 */
export function loadCourse(
  folder: string,
  scenarios: ReadonlyMap<string, KnownScenario> = libraryScenarios(),
): CourseLoad {
  const names = [COURSE_FILE, ...Object.entries(FOLDERS).flatMap(([name, ending]) => filesIn(folder, name, ending))];
  if (names.length > FILES_MAX) {
    const message = `${folder}: found ${names.length} files, expected at most ${FILES_MAX}: split the course`;
    return { kind: 'unreadable', issues: [issue('too-many-files', '', message)] };
  }
  const files = new Map<string, string>();
  const issues: Issue[] = [];
  for (const name of names) {
    const read = readTextFile(join(folder, name), TEXT_BYTES_MAX);
    if (read.ok) files.set(name, read.value);
    else issues.push(...read.issues);
  }
  if (issues.length > 0) return { kind: 'unreadable', issues };
  const parsed = parseCourse({ files, scenarios });
  return parsed.course === undefined
    ? { kind: 'invalid', issues: parsed.issues }
    : { kind: 'loaded', course: parsed.course };
}

/** @returns scenarios of the library as courses need them */
export function libraryScenarios(): ReadonlyMap<string, KnownScenario> {
  return new Map(
    loadLibrary()
      .list()
      .map(({ scenario }) => [scenario.id, scenario]),
  );
}

function filesIn(folder: string, name: string, ending: string): string[] {
  const inside = join(folder, name);
  if (statSync(inside, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const files = readdirSync(inside).filter((file) => file.endsWith(ending) && !file.startsWith('.'));
  return files.sort().map((file) => join(name, file).replaceAll(sep, '/'));
}
