/** @module The courses that come with the program, read once. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Course, Lesson } from '../../scenarios/schema/course/course-types.ts';
import { contentHash } from './canonical-json.ts';
import { LibraryError } from './library.ts';
import { coursesFolder, libraryScenarios, loadCourse } from './load-course.ts';

/** A course with the names that their content gives its experiments. */
export interface LoadedCourse {
  readonly course: Course;
  /** By id of the lesson: sha256 (hex) of its experiment's canonical JSON. */
  readonly experimentSha256: ReadonlyMap<string, string>;
}

/** Courses by id. */
export interface CourseLibrary {
  get(id: string): LoadedCourse | undefined;
  list(): readonly LoadedCourse[];
}

/**
 * Reads and checks every course of a folder.
 *
 * @param folder  where the courses are; the program's own unless said otherwise
 * @throws LibraryError when one is no course, or its folder does not bear its id
 */
export function loadCourses(folder: string = coursesFolder()): CourseLibrary {
  const scenarios = libraryScenarios();
  const courses = new Map<string, LoadedCourse>();
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const name of names.map((entry) => entry.name).sort()) {
    const loaded = loadCourse(join(folder, name), scenarios);
    if (loaded.kind !== 'loaded') throw new LibraryError(name, loaded.issues);
    const { course } = loaded;
    if (course.outline.id !== name) {
      const message = `found the id ${course.outline.id} in ${name}: name the folder ${course.outline.id}`;
      throw new LibraryError(name, [{ code: 'wrong-file-name', path: 'id', message }]);
    }
    const hashes = [...course.lessons.values()].map(
      ({ id, experiment }: Lesson) => [id, contentHash(experiment)] as const,
    );
    courses.set(name, { course, experimentSha256: new Map(hashes) });
  }
  const all = [...courses.values()];
  return { get: (id) => courses.get(id), list: () => all };
}
