/** @module How far a learner is: of a module, of a chapter, and where to go on. */
import type {
  CourseChapter,
  CourseModule,
  CourseOutline,
  CourseProgress,
  LessonProgress,
} from '../../sim-engine/protocol/course.ts';
import type { RunListing } from '../../sim-engine/protocol/messages.ts';
import type { StateName } from '../marks/state-glyph.ts';
import { formatClock } from '../text/format.ts';

/** How a module stands. */
export interface Standing {
  readonly state: Extract<StateName, 'fine' | 'running' | 'not-yet'>;
  readonly words: string;
}

/** What standings are read off. */
export interface Known {
  readonly progress: CourseProgress;
  /** The newest first. */
  readonly runs: readonly RunListing[];
}

const NOT_BEGUN: Standing = { state: 'not-yet', words: 'not begun' };

/** @returns how many of these checks were answered right */
export function rightOf(checks: readonly string[], lesson: LessonProgress | undefined): number {
  return checks.filter((id) => lesson?.checks[id]?.some(({ correct }) => correct)).length;
}

/** @returns the run of a lab to show: the open one, else the best */
export function labRun(scenario: string, runs: readonly RunListing[]): RunListing | undefined {
  const of = runs.filter((run) => run.scenarioId === scenario);
  return of.find((run) => run.status !== 'finished') ?? [...of].sort((a, b) => b.points - a.points)[0];
}

/** @returns how a module stands */
export function standingOf(module: CourseModule, { progress, runs }: Known): Standing {
  if (module.kind === 'lab') {
    const of = runs.filter((run) => run.scenarioId === module.scenario);
    const best = Math.max(0, ...of.filter((run) => run.status === 'finished').map((run) => run.points));
    const max = of[0]?.pointsMax ?? 100;
    if (best >= module.passPoints) return { state: 'fine', words: `passed with ${best} of ${max}` };
    const open = of.find((run) => run.status !== 'finished');
    if (open?.status === 'ready') return NOT_BEGUN;
    if (open !== undefined) return { state: 'running', words: `stands at ${formatClock(open.simulatedUs)}` };
    return of.length === 0
      ? NOT_BEGUN
      : { state: 'running', words: `best ${best} of ${max}, ${module.passPoints} pass` };
  }
  const lesson = progress.lessons[module.id];
  if (lesson === undefined) return NOT_BEGUN;
  const right = rightOf(module.checks, lesson);
  if (right === module.checks.length && lesson.revealed)
    return { state: 'fine', words: `done, ${right} of ${right} right` };
  return { state: 'running', words: `${right} of ${module.checks.length} right` };
}

/** @returns how many modules of a chapter are done */
export function doneOf({ modules }: CourseChapter, known: Known): number {
  return modules.filter((module) => standingOf(module, known).state === 'fine').length;
}

/** @returns the module to go on with: the last one opened, the one after it when that is done; null when there is none */
export function nextModule({ chapters }: CourseOutline, known: Known): CourseModule | null {
  const modules = chapters.flatMap((chapter) => chapter.modules);
  const last = modules.findIndex(({ id }) => id === known.progress.last?.module);
  const order = last < 0 ? modules : [...modules.slice(last), ...modules.slice(0, last)];
  return order.find((module) => standingOf(module, known).state !== 'fine') ?? modules[0] ?? null;
}

/** @returns where in a module the learner stands, as the button says it */
export function placeWords(module: CourseModule, { progress, runs }: Known): string {
  if (module.kind === 'lab') {
    const run = labRun(module.scenario, runs);
    return run === undefined || run.status === 'finished' ? '' : ` at ${formatClock(run.simulatedUs)}`;
  }
  const place = progress.lessons[module.id]?.place;
  return place ? ` at ${formatClock(place.atUs)}` : '';
}
