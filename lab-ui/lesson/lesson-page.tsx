/** @module A lesson: contents at the left, the argument with its run in the middle, what the run is at the right. */
import { useEffect, useSyncExternalStore } from 'react';
import { Link } from 'wouter';
import { LearnerMenu } from '../bench/learner-menu.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import { PageTopBar } from '../parts/page-top-bar.tsx';
import { Blocks } from './blocks/block-part.tsx';
import { ContentsPart } from './contents-part.tsx';
import { LessonContext } from './lesson-context.tsx';
import type { LessonStore } from './lesson-store.ts';
import { NextPart } from './next-part.tsx';
import { RunFacts } from './run-facts.tsx';
import { type LessonPageData, useLesson } from './use-lesson.ts';
import '../style/lesson.css';
import '../style/lesson-run.css';

interface LessonPageProps {
  readonly courseId: string;
  readonly lessonId: string;
}

export default function LessonPage({ courseId, lessonId }: LessonPageProps) {
  const { data, issues } = useLesson(courseId, lessonId);
  const title = data?.lesson.lesson.title;
  useEffect(() => {
    document.title = title === undefined ? 'Lesson · TenantLab' : `${title} · TenantLab`;
  }, [title]);
  return (
    <div className="lesson-page">
      <a className="skip-link" href="#main">
        Skip to the lesson
      </a>
      <PageTopBar
        place={
          <Link href={`/course/${courseId}`} className="place">
            {data?.lesson.courseTitle ?? 'Course'}
          </Link>
        }
      >
        {data ? <Saved store={data.store} /> : null}
        <LearnerMenu />
      </PageTopBar>
      {data ? <Lesson data={data} /> : <NotYet issues={issues} />}
    </div>
  );
}

function NotYet({ issues }: { issues: Parameters<typeof IssueList>[0]['issues'] }) {
  return (
    <main className="page" id="main">
      <h1 className={issues.length > 0 ? undefined : 'hidden-words'}>
        {issues.length > 0 ? 'This lesson cannot be shown' : 'The lesson is being opened'}
      </h1>
      {issues.length > 0 ? <IssueList issues={issues} /> : null}
    </main>
  );
}

function Lesson({ data }: { data: LessonPageData }) {
  const { lesson } = data;
  const { modules } = lesson.chapter;
  const number = modules.findIndex(({ id }) => id === lesson.lesson.id) + 1;
  return (
    <LessonContext value={data}>
      <div className="lesson-columns">
        <ContentsPart data={data} />
        <main id="main" className="lesson-main">
          <p className="note lesson-place">
            Chapter {lesson.chapterNumber}, part {number} of {modules.length}, about {lesson.lesson.minutes} minutes
          </p>
          <h1>{lesson.lesson.title}</h1>
          <div className="lesson-prose">
            <Blocks blocks={lesson.blocks} />
          </div>
          <section className="lesson-sources" aria-labelledby="sources-title">
            <h2 id="sources-title">Sources</h2>
            <ol>
              {lesson.sources.map(({ text, href }, at) => (
                <li key={text} id={`source-${at + 1}`}>
                  {href === '' ? text : <a href={href}>{text}</a>}
                </li>
              ))}
            </ol>
          </section>
          <NextPart data={data} />
        </main>
        <RunFacts />
      </div>
    </LessonContext>
  );
}

const SAVE_WORDS = { idle: '', saving: 'Saving', saved: 'Saved', failed: 'Not saved' } as const;

function Saved({ store }: { store: LessonStore }) {
  const { saving, saveIssues } = useSyncExternalStore(store.subscribe, store.get);
  return (
    <span className="note lesson-saved" title={saveIssues[0]?.message}>
      {SAVE_WORDS[saving]}
    </span>
  );
}
