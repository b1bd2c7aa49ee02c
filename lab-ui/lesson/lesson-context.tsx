/** @module What every block of a lesson can reach. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { CheckVerdict, LessonAnswer } from '../../sim-engine/protocol/course.ts';
import { PageMisuse } from '../parts/page-misuse.ts';
import type { LessonState, LessonStore } from './lesson-store.ts';

/** An open lesson. */
export interface OpenLesson {
  readonly lesson: LessonAnswer;
  readonly store: LessonStore;
  /** By id of the check; what was said last time. */
  readonly verdicts: Readonly<Record<string, CheckVerdict>>;
  onVerdict(checkId: string, verdict: CheckVerdict): void;
}

export const LessonContext = createContext<OpenLesson | null>(null);

/** @throws PageMisuse outside of a lesson */
export function useOpenLesson(): OpenLesson {
  const open = useContext(LessonContext);
  if (open === null) throw new PageMisuse('no-lesson', 'a block stands outside of a lesson');
  return open;
}

/** @returns how the lesson's experiment stands */
export function useLessonState(): LessonState {
  const { store } = useOpenLesson();
  return useSyncExternalStore(store.subscribe, store.get);
}
