/** @module Courses at work: what a page is shown of one, answers graded, and how far each learner is. */
import type { CheckContext, CheckKind } from '../../scenarios/schema/course/checks/check-kind.ts';
import { CHECKS, type Check } from '../../scenarios/schema/course/checks/index.ts';
import type { Lesson } from '../../scenarios/schema/course/course-types.ts';
import { fail, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';
import type {
  CheckAnswer,
  CheckVerdict,
  CourseOutline,
  CourseProgress,
  LessonAnswer,
  LessonProgress,
  ProgressReport,
} from '../../sim-engine/protocol/course.ts';
import type { CourseLibrary, LoadedCourse } from '../content/course-library.ts';
import type { Ports } from '../core/ports.ts';
import type { Store } from '../store/store.ts';
import { mergeProgress, NO_LESSON, NO_PROGRESS } from './merge-progress.ts';

/** Bytes of an attempt's id. */
const ATTEMPT_ID_BYTES = 8;

/** Shows courses and keeps progress. */
export class CourseDesk {
  private readonly ports: Ports;
  private readonly store: Store;
  private readonly library: CourseLibrary;
  /** Documents that are being made, so that two tabs do not both make one. */
  private readonly making = new Map<string, Promise<void>>();

  /**
   * @param ports    clock and randomness
   * @param store    where progress is kept
   * @param library  the courses
   */
  constructor(ports: Ports, store: Store, library: CourseLibrary) {
    this.ports = ports;
    this.store = store;
    this.library = library;
  }

  /** @returns every course, in the order of their ids */
  outlines(): readonly CourseOutline[] {
    return this.library.list().map(({ course }) => course.outline);
  }

  /** @returns the course, or an issue `course-not-found` */
  outline(courseId: string): Result<CourseOutline> {
    const found = this.find(courseId);
    return found.ok ? ok(found.value.course.outline) : found;
  }

  /** @returns the lesson without the answers of its checks, or an issue `course-not-found` or `lesson-not-found` */
  lesson(courseId: string, lessonId: string): Result<LessonAnswer> {
    const found = this.findLesson(courseId, lessonId);
    if (!found.ok) return found;
    const { loaded, lesson } = found.value;
    const { outline } = loaded.course;
    const number = outline.chapters.findIndex(({ modules }) => modules.some(({ id }) => id === lessonId));
    const chapter = outline.chapters[number]!;
    const about = chapter.modules.find((each) => each.id === lessonId)!;
    if (about.kind !== 'lesson') return fail(issue('lesson-not-found', 'lesson', `${lessonId} is no lesson.`));
    return ok({
      courseId,
      courseTitle: outline.title,
      chapterNumber: number + 1,
      chapter,
      lesson: about,
      blocks: lesson.blocks,
      sources: lesson.sources,
      experiment: lesson.experiment,
      experimentSha256: loaded.experimentSha256.get(lessonId)!,
      checks: lesson.checks.map((check) => kindOf(check).show(check, contextOf(lesson))),
    });
  }

  /** @returns how far the learner is; nothing of a course that was never opened */
  async progress(learnerId: string, courseId: string): Promise<Result<CourseProgress>> {
    const found = this.find(courseId);
    if (!found.ok) return found;
    return ok((await this.store.progress.find(learnerId))?.courses[courseId] ?? NO_PROGRESS);
  }

  /**
   * Takes in what a page reports; resolves when it is on disk.
   *
   * @returns the progress as it stands now, other tabs' included; or why it cannot be taken
   */
  async report(learnerId: string, courseId: string, report: ProgressReport): Promise<Result<CourseProgress>> {
    const found = this.find(courseId);
    if (!found.ok) return found;
    const { module, bet, place, revealed } = report;
    const modules = found.value.course.outline.chapters.flatMap((chapter) => chapter.modules);
    const about = modules.find(({ id }) => id === module);
    if (about === undefined) return fail(issue('lesson-not-found', 'module', `Expected a module of ${courseId}.`));
    const at = this.ports.clock.wallMs();
    const isLesson = about.kind === 'lesson';
    // Only of today's experiment: a page that is older would report a place in a run that is no more.
    const today = found.value.experimentSha256.get(module);
    if ([bet?.of, place?.of].some((of) => of !== undefined && of !== today)) {
      const message = 'The experiment of this lesson was changed since the page was loaded: load it again.';
      return fail(issue('other-experiment', 'of', message));
    }
    const lesson: LessonProgress = {
      ...NO_LESSON,
      bets: bet === undefined ? {} : { [bet.of]: { value: bet.value, at } },
      place: place === undefined ? null : { ...place, at },
      revealed: revealed === true,
    };
    return ok(
      await this.join(learnerId, courseId, { lessons: isLesson ? { [module]: lesson } : {}, last: { module, at } }),
    );
  }

  /** Grades an answer and keeps the attempt; resolves when it is on disk. */
  async answer(
    learnerId: string,
    place: { readonly courseId: string; readonly lessonId: string; readonly checkId: string },
    answer: CheckAnswer,
  ): Promise<Result<CheckVerdict>> {
    const { courseId, lessonId, checkId } = place;
    const found = this.findLesson(courseId, lessonId);
    if (!found.ok) return found;
    const check = found.value.lesson.checks.find(({ id }) => id === checkId);
    if (check === undefined) return fail(issue('check-not-found', 'check', `${lessonId} has no check ${checkId}.`));
    const grade = kindOf(check).grade(check, answer);
    if (grade === null) {
      return fail(issue('bad-answer', 'answer', `Expected an answer of the kind that a ${check.kind} check takes.`));
    }
    const at = this.ports.clock.wallMs();
    const attempt = { id: this.ports.random.hex(ATTEMPT_ID_BYTES), at, answer, correct: grade.correct };
    const lesson: LessonProgress = { ...NO_LESSON, checks: { [checkId]: [attempt] } };
    const progress = await this.join(learnerId, courseId, {
      lessons: { [lessonId]: lesson },
      last: { module: lessonId, at },
    });
    return ok({ ...grade, attempts: progress.lessons[lessonId]?.checks[checkId] ?? [] });
  }

  /** @returns what was said to the learner's last answer to each check of a lesson, as it would be said today */
  async verdicts(
    learnerId: string,
    courseId: string,
    lessonId: string,
  ): Promise<Result<Readonly<Record<string, CheckVerdict>>>> {
    const found = this.findLesson(courseId, lessonId);
    if (!found.ok) return found;
    const progress = (await this.store.progress.find(learnerId))?.courses[courseId] ?? NO_PROGRESS;
    const verdicts: Record<string, CheckVerdict> = {};
    for (const check of found.value.lesson.checks) {
      const attempts = progress.lessons[lessonId]?.checks[check.id] ?? [];
      const last = attempts.at(-1);
      const grade = last === undefined ? null : kindOf(check).grade(check, last.answer);
      if (grade !== null) verdicts[check.id] = { ...grade, attempts };
    }
    return ok(verdicts);
  }

  private async join(learnerId: string, courseId: string, news: CourseProgress): Promise<CourseProgress> {
    await this.made(learnerId);
    const changed = await this.store.progress.update(learnerId, (document) => ({
      ...document,
      courses: { ...document.courses, [courseId]: mergeProgress(document.courses[courseId] ?? NO_PROGRESS, news) },
    }));
    return changed.courses[courseId]!;
  }

  /** The learner's document, made when it is first needed; once, however many ask at the same time. */
  private async made(learnerId: string): Promise<void> {
    const making = this.making.get(learnerId);
    if (making !== undefined) return making;
    const make = async (): Promise<void> => {
      const known = await this.store.progress.find(learnerId);
      if (known === undefined) await this.store.progress.add(learnerId, { learnerId, courses: {} });
    };
    const made = make();
    this.making.set(learnerId, made);
    try {
      await made;
    } finally {
      this.making.delete(learnerId);
    }
  }

  private find(courseId: string): Result<LoadedCourse> {
    const found = this.library.get(courseId);
    if (found !== undefined) return ok(found);
    const known = this.outlines().map(({ id }) => id);
    return fail(issue('course-not-found', 'course', `Expected one of ${known.join(', ')}.`));
  }

  private findLesson(courseId: string, lessonId: string): Result<{ loaded: LoadedCourse; lesson: Lesson }> {
    const found = this.find(courseId);
    if (!found.ok) return found;
    const { lessons } = found.value.course;
    const lesson = lessons.get(lessonId);
    if (lesson !== undefined) return ok({ loaded: found.value, lesson });
    return fail(issue('lesson-not-found', 'lesson', `Expected one of ${[...lessons.keys()].join(', ')}.`));
  }
}

/** A kind is only ever given checks of itself. */
function kindOf(check: Check): CheckKind<Check> {
  return CHECKS[check.kind] as CheckKind<never>;
}

function contextOf({ experiment }: Lesson): CheckContext {
  return { tenants: experiment.scenario.tenants };
}
