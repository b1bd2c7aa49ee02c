/**
 * @module Joins two states of a learner's progress: whichever order they come in, and however often, the outcome is the same.
 *
 * A bet is what was committed to first; a place and the module opened last are the newest; what was seen stays seen; attempts are a set.
 */
import type { CheckAttempt, CourseProgress, LessonProgress } from '../../sim-engine/protocol/course.ts';

/** Attempts kept of one check, the first right one beside them. */
export const ATTEMPTS_MAX = 50;

/** Nothing done yet. */
export const NO_PROGRESS: CourseProgress = { lessons: {}, last: null };

/** Nothing done of one lesson. */
export const NO_LESSON: LessonProgress = { bets: {}, place: null, revealed: false, checks: {} };

/** @returns all that either of the two knows */
export function mergeProgress(a: CourseProgress, b: CourseProgress): CourseProgress {
  return { lessons: mergeMaps(a.lessons, b.lessons, mergeLesson), last: newest(a.last, b.last) };
}

function mergeLesson(a: LessonProgress, b: LessonProgress): LessonProgress {
  return {
    bets: mergeMaps(a.bets, b.bets, earliest),
    place: newest(a.place, b.place),
    revealed: a.revealed || b.revealed,
    checks: mergeMaps(a.checks, b.checks, mergeAttempts),
  };
}

function mergeAttempts(a: readonly CheckAttempt[], b: readonly CheckAttempt[]): readonly CheckAttempt[] {
  const all = [...new Map([...a, ...b].map((attempt) => [attempt.id, attempt])).values()].sort(byTime);
  const kept = all.slice(0, ATTEMPTS_MAX);
  const right = all.find(({ correct }) => correct);
  return right === undefined || kept.includes(right) ? kept : [...kept, right];
}

function mergeMaps<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  merge: (x: T, y: T) => T,
): Record<string, T> {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(
    keys.map((key) => {
      const [x, y] = [a[key], b[key]];
      return [key, x === undefined ? y! : y === undefined ? x : merge(x, y)];
    }),
  );
}

interface Timed {
  readonly at: number;
}

/** Of two made in one millisecond the text decides, so that the order in which they are told does not. */
function order(a: Timed, b: Timed): number {
  if (a.at !== b.at) return a.at - b.at;
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function byTime(a: CheckAttempt, b: CheckAttempt): number {
  return a.at - b.at || (a.id < b.id ? -1 : 1);
}

function newest<T extends Timed>(a: T | null, b: T | null): T | null {
  if (a === null || b === null) return a ?? b;
  return order(a, b) >= 0 ? a : b;
}

function earliest<T extends Timed>(a: T, b: T): T {
  return order(a, b) <= 0 ? a : b;
}
