/** @module Opens a lesson: what it holds, how far the learner is, and where the run of it stood. */
import { useCallback, useEffect, useState } from 'react';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { CheckVerdict, CourseProgress, LessonAnswer } from '../../sim-engine/protocol/course.ts';
import type { RunListing } from '../../sim-engine/protocol/messages.ts';
import { api } from '../net/api.ts';
import { changeLearner } from '../state/learner.ts';
import type { OpenLesson } from './lesson-context.tsx';
import { LessonStore } from './lesson-store.ts';

/** An open lesson with what stands around it. */
export interface LessonPageData extends OpenLesson {
  readonly progress: CourseProgress;
  readonly runs: readonly RunListing[];
}

/**
 * @param courseId  of the address
 * @param lessonId  of the address
 * @returns the lesson once it is there, or why it is not
 */
export function useLesson(
  courseId: string,
  lessonId: string,
): { data: LessonPageData | null; issues: readonly Issue[] } {
  const [held, setHeld] = useState<Omit<LessonPageData, 'onVerdict'> | null>(null);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  useEffect(() => {
    let left = false;
    let store: LessonStore | null = null;
    const load = async () => {
      // The lesson belongs to nobody, so it need not wait for the session.
      const [lesson, learner] = await Promise.all([api.lesson(courseId, lessonId), api.session()]);
      if (!lesson.ok || !learner.ok) {
        if (!left) setIssues([lesson, learner].flatMap((answer) => (answer.ok ? [] : answer.issues)));
        return;
      }
      changeLearner(learner.value);
      const [progress, verdicts, runs] = await Promise.all([
        api.courseProgress(courseId),
        api.verdicts(courseId, lessonId),
        api.runs(),
      ]);
      if (left) return;
      if (!progress.ok || !verdicts.ok || !runs.ok) {
        setIssues([progress, verdicts, runs].flatMap((answer) => (answer.ok ? [] : answer.issues)));
        return;
      }
      store = opened(lesson.value, progress.value);
      setHeld({ lesson: lesson.value, store, verdicts: verdicts.value, progress: progress.value, runs: runs.value });
    };
    const leave = () => store?.leave();
    window.addEventListener('pagehide', leave);
    void load();
    return () => {
      left = true;
      window.removeEventListener('pagehide', leave);
      store?.dispose();
    };
  }, [courseId, lessonId]);
  const onVerdict = useCallback((checkId: string, verdict: CheckVerdict) => {
    setHeld((before) => (before === null ? null : withVerdict(before, checkId, verdict)));
  }, []);
  return { data: held === null ? null : { ...held, onVerdict }, issues };
}

function opened(lesson: LessonAnswer, progress: CourseProgress): LessonStore {
  const make = () => new Worker(new URL('./trial-worker.ts', import.meta.url), { type: 'module' });
  return new LessonStore(lesson, progress.lessons[lesson.lesson.id], make);
}

/** The list of contents shows at once what the answer changed. */
function withVerdict(
  before: Omit<LessonPageData, 'onVerdict'>,
  checkId: string,
  verdict: CheckVerdict,
): Omit<LessonPageData, 'onVerdict'> {
  const { id } = before.lesson.lesson;
  const lesson = before.progress.lessons[id] ?? { bets: {}, place: null, revealed: false, checks: {} };
  const checks = { ...lesson.checks, [checkId]: verdict.attempts };
  const lessons = { ...before.progress.lessons, [id]: { ...lesson, checks } };
  return {
    ...before,
    verdicts: { ...before.verdicts, [checkId]: verdict },
    progress: { ...before.progress, lessons },
  };
}
