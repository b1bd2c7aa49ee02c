/** @module The parts of the chapter with how each stands; nothing is locked. Behind a button where there is one column. */
import { useSyncExternalStore } from 'react';
import { Link } from 'wouter';
import { doneOf, type Known, labRun, standingOf } from '../course/standing.ts';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { benchPath } from '../state/bench-query.ts';
import type { LessonPageData } from './use-lesson.ts';

export function ContentsPart({ data }: { data: LessonPageData }) {
  const { lesson } = data;
  const { chapter } = lesson;
  const known = useKnown(data);
  const done = doneOf(chapter, known);
  return (
    <nav className="lesson-contents" aria-label={`Chapter ${lesson.chapterNumber}, ${chapter.title}`}>
      <details className="lesson-contents-fold" open={matchMedia('(min-width: 48em)').matches}>
        <summary>
          <strong>{chapter.title}</strong>
          <span className="note">
            {done} of {chapter.modules.length} done
          </span>
        </summary>
        <ul>
          {chapter.modules.map((module) => {
            const standing = standingOf(module, known);
            const isHere = module.id === lesson.lesson.id;
            const run = module.kind === 'lab' ? labRun(module.scenario, data.runs) : undefined;
            const href =
              module.kind === 'lesson'
                ? `/course/${lesson.courseId}/${module.id}`
                : run === undefined
                  ? `/course/${lesson.courseId}#${module.id}`
                  : benchPath(module.scenario, run.runId);
            return (
              <li key={module.id}>
                <Link href={href} aria-current={isHere ? 'page' : undefined} title={standing.words}>
                  <StateGlyph state={isHere && standing.state === 'not-yet' ? 'running' : standing.state} />
                  <span>
                    {module.kind === 'lab' ? `Lab: ${module.title}` : module.title}
                    <span className="hidden-words">, {standing.words}</span>
                  </span>
                </Link>
              </li>
            );
          })}
        </ul>
      </details>
    </nav>
  );
}

/** What was loaded, and what this page has seen since. */
function useKnown({ lesson, store, progress, runs }: LessonPageData): Known {
  const revealed = useSyncExternalStore(store.subscribe, () => store.get().revealed);
  const { id } = lesson.lesson;
  const here = progress.lessons[id] ?? { bets: {}, place: null, revealed: false, checks: {} };
  const lessons = { ...progress.lessons, [id]: { ...here, revealed: here.revealed || revealed } };
  return { progress: { ...progress, lessons }, runs };
}
