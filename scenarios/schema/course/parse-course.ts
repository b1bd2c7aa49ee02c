/** @module From the files of a course pack to the course, or to everything that is wrong with them. */
import type { Scenario } from '../../../sim-engine/model/scenario.ts';
import type { CourseChapter, CourseModule } from '../../../sim-engine/protocol/course.ts';
import { parseScenario } from '../parse-scenario.ts';
import { isOwnPlace } from './blocks/address.ts';
import type { CheckKind } from './checks/check-kind.ts';
import type { WrittenClaim } from './checks/fields.ts';
import { CHECKS, type Check } from './checks/index.ts';
import { checksSchema } from './checks-schema.ts';
import { compileExperiment } from './compile-experiment.ts';
import { CourseFile } from './course-file.ts';
import { courseSchema, type WrittenCourse } from './course-schema.ts';
import type { CourseIssue, Lesson, ParsedCourse } from './course-types.ts';
import { experimentSchema } from './experiment-schema.ts';
import { readLesson } from './read-lesson.ts';

/** A scenario of the library, as far as labs need it. */
export interface KnownScenario {
  readonly passPoints: number;
}

/** What a course is read from. */
export interface CourseSources {
  /** Texts by path inside the course's folder, with `/`. */
  readonly files: ReadonlyMap<string, string>;
  /** Scenarios of the library by id. */
  readonly scenarios: ReadonlyMap<string, KnownScenario>;
}

/** Name of the file that makes a folder a course. */
export const COURSE_FILE = 'course.yaml';

/**
 * Reads a course pack.
 *
 * @param sources  its files, and what it may refer to
 * @returns the course, or every issue with file, line and column; never throws
 */
export function parseCourse(sources: CourseSources): ParsedCourse {
  return new CourseReader(sources).read();
}

class CourseReader {
  private readonly sources: CourseSources;
  private readonly issues: CourseIssue[] = [];
  private readonly used = new Set<string>([COURSE_FILE]);

  constructor(sources: CourseSources) {
    this.sources = sources;
  }

  read(): ParsedCourse {
    const file = this.open(COURSE_FILE);
    const written = file?.read(courseSchema);
    if (file === null || written === undefined) return { issues: file?.list() ?? this.issues };
    const ids = written.chapters.flatMap(({ modules = [] }) => modules.map(({ id }) => id));
    this.checkOutline(file, written, ids);
    const worlds = this.readWorlds();
    const lessons = new Map<string, Lesson>();
    for (const { modules = [] } of written.chapters)
      for (const each of modules) {
        if (each.kind !== 'lesson') continue;
        const lesson = this.readLesson(each.id, written, worlds);
        if (lesson !== null) lessons.set(each.id, lesson);
      }
    this.issues.unshift(...file.list());
    this.tellUnused();
    if (this.issues.length > 0) return { issues: this.issues };
    return { course: { outline: this.outline(written, lessons), lessons }, issues: [] };
  }

  private open(name: string): CourseFile | null {
    this.used.add(name);
    const text = this.sources.files.get(name);
    if (text !== undefined) return new CourseFile(name, text);
    this.tell(COURSE_FILE, 'file-missing', `found no file ${name}, which the course needs: write it`);
    return null;
  }

  private tell(file: string, code: string, message: string): void {
    this.issues.push({ file, code, path: '', message, line: 1, column: 1 });
  }

  private checkOutline(file: CourseFile, { chapters, skills }: WrittenCourse, ids: readonly string[]): void {
    file.unique(
      ['chapters'],
      chapters.map(({ id }) => id),
    );
    file.unique(
      ['skills'],
      skills.map(({ id }) => id),
    );
    chapters.forEach(({ modules = [] }, at) => {
      modules.forEach((each, index) => {
        const path = ['chapters', at, 'modules', index];
        if (ids.indexOf(each.id) !== ids.lastIndexOf(each.id) && ids.lastIndexOf(each.id) >= 0)
          file.tell([...path, 'id'], 'duplicate-id', `found the id ${each.id} more than once: choose another`);
        if (each.kind === 'lab')
          file.refers([...path, 'scenario'], 'scenario', each.scenario, [...this.sources.scenarios.keys()]);
      });
    });
  }

  private readWorlds(): ReadonlyMap<string, Scenario> {
    const worlds = new Map<string, Scenario>();
    for (const [name, text] of this.sources.files) {
      const id = /^worlds\/([a-z0-9-]+)\.yaml$/.exec(name)?.[1];
      if (id === undefined) continue;
      this.used.add(name);
      const { scenario, issues } = parseScenario(text);
      this.issues.push(...issues.map((each) => ({ ...each, file: name })));
      if (scenario !== undefined && scenario.id !== id)
        this.tell(name, 'wrong-file-name', `found the id ${scenario.id}: name the file ${scenario.id}.yaml`);
      if (scenario !== undefined) worlds.set(id, scenario);
    }
    return worlds;
  }

  private readLesson(id: string, course: WrittenCourse, worlds: ReadonlyMap<string, Scenario>): Lesson | null {
    const files = [`experiments/${id}.yaml`, `checks/${id}.yaml`, `lessons/${id}.md`].map((name) => this.open(name));
    const [experimentFile, checksFile, lessonFile] = files;
    const written = experimentFile?.read(experimentSchema);
    const world = written === undefined ? undefined : worlds.get(written.world);
    if (written !== undefined && world === undefined)
      experimentFile?.refers(['world'], 'world', written.world, [...worlds.keys()]);
    const experiment =
      written && world && experimentFile ? compileExperiment(id, written, world, experimentFile) : null;
    const checks = checksFile?.read(checksSchema)?.checks;
    if (checks && checksFile && experiment) this.checkChecks(checksFile, checks, course, experiment);
    let lesson: Lesson | null = null;
    if (experiment && checks && lessonFile) {
      const read = readLesson(
        lessonFile.text,
        { experiment, checks: checks.map((each) => each.id) },
        lessonFile.issues,
      );
      const { shown, ...rest } = read;
      for (const needed of ['experiment', ...checks.map((each) => `check ${each.id}`)])
        if (!shown.includes(needed))
          lessonFile.issues.add(
            0,
            'not-shown',
            '',
            `found no ::${needed.replace(/ (.*)/, '{id=$1}')} in the lesson: show it`,
          );
      if (rest.sources.length === 0)
        lessonFile.issues.add(0, 'no-sources', '', 'found no ::source, expected at least one: say what it rests on');
      this.checkLinks(lessonFile, course);
      lesson = { id, experiment, checks, ...rest };
    }
    for (const file of files) this.issues.push(...(file?.list() ?? []));
    return lesson;
  }

  private checkChecks(
    file: CourseFile,
    checks: readonly Check[],
    course: WrittenCourse,
    { scenario, readings, control }: Lesson['experiment'],
  ): void {
    const skills = course.skills.map(({ id }) => id);
    const names = { readings: readings.map(({ id }) => id), settings: control.settings.map(({ label }) => label) };
    file.unique(
      ['checks'],
      checks.map(({ id }) => id),
    );
    checks.forEach((check, index) => {
      file.refers(['checks', index, 'skill'], 'skill', check.skill, skills);
      const kind: CheckKind<Check> = CHECKS[check.kind] as CheckKind<never>;
      for (const fault of kind.faults(check, { tenants: scenario.tenants }))
        file.tell(['checks', index, ...fault.path], fault.code, fault.message);
      if (check.holds !== undefined) checkClaim(file, ['checks', index, 'holds'], check.holds, names);
    });
  }

  private checkLinks(file: CourseFile, { id, chapters }: WrittenCourse): void {
    const modules = chapters.flatMap(({ modules = [] }) =>
      modules.filter(({ kind }) => kind === 'lesson').map((each) => each.id),
    );
    for (const { index, 1: href = '' } of file.text.matchAll(/\]\((\/course\/[^)]*)\)/g)) {
      const [, , course = '', lesson] = href.split('/');
      if (isOwnPlace(href) && course === id && (lesson === undefined || modules.includes(lesson))) continue;
      file.issues.add(
        index,
        'dead-link',
        '',
        `found the address ${href}, which leads nowhere: name a lesson of this course`,
      );
    }
  }

  private tellUnused(): void {
    for (const name of this.sources.files.keys())
      if (!this.used.has(name))
        this.tell(name, 'unused-file', 'found a file that no module of course.yaml uses: name it there or delete it');
  }

  private outline(written: WrittenCourse, lessons: ReadonlyMap<string, Lesson>) {
    const { id, title, summary, outcomes } = written;
    const chapters = written.chapters.map(
      ({ modules = [], ...chapter }): CourseChapter => ({
        ...chapter,
        modules: modules.map(
          (each): CourseModule =>
            each.kind === 'lesson'
              ? { ...each, checks: (lessons.get(each.id)?.checks ?? []).map((check) => check.id) }
              : { ...each, passPoints: this.sources.scenarios.get(each.scenario)?.passPoints ?? 0 },
        ),
      }),
    );
    const checks = [...lessons.values()].flatMap((lesson) =>
      lesson.checks.map((check) => ({ skill: check.skill, id: `${lesson.id}/${check.id}` })),
    );
    const skills = written.skills.map((skill) => ({
      ...skill,
      checks: checks.filter((check) => check.skill === skill.id).map((check) => check.id),
    }));
    return { id, title, summary, outcomes, skills, chapters };
  }
}

/** A claim has to be of one form and to name what there is. */
function checkClaim(
  file: CourseFile,
  path: readonly (string | number)[],
  { reading, at, is, within, largest, rising }: WrittenClaim,
  names: { readonly readings: readonly string[]; readonly settings: readonly string[] },
): void {
  const form = [
    reading !== undefined && at !== undefined && is !== undefined && within !== undefined && !largest && !rising,
    largest !== undefined && at !== undefined && reading === undefined && is === undefined && !rising,
    rising !== undefined && reading !== undefined && at === undefined && is === undefined && !largest,
  ];
  if (!form.includes(true)) {
    file.tell(path, 'bad-claim', 'expected { reading, at, is, within }, { largest, at } or { reading, rising }');
    return;
  }
  for (const each of [reading, ...(largest ?? [])])
    if (each !== undefined) file.refers(path, 'reading', each, names.readings);
  for (const each of [at, ...(rising ?? [])])
    if (each !== undefined) file.refers(path, 'setting', each, names.settings);
}
