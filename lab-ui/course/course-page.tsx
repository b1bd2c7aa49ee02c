/** @module The path of a course: its chapters in order, how far the learner is in each, and where to go on. Nothing is locked. */
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { CourseChapter, CourseModule, CourseOutline } from '../../sim-engine/protocol/course.ts';
import { LearnerMenu } from '../bench/learner-menu.tsx';
import { LabButton } from '../lesson/next-part.tsx';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { api } from '../net/api.ts';
import { IssueList } from '../parts/issue-list.tsx';
import { PageTopBar } from '../parts/page-top-bar.tsx';
import { changeLearner } from '../state/learner.ts';
import { doneOf, type Known, labRun, nextModule, placeWords, rightOf, standingOf } from './standing.ts';
import '../style/course.css';

interface Held extends Known {
  readonly outline: CourseOutline;
}

export default function CoursePage({ id }: { id: string }) {
  const [held, setHeld] = useState<Held | null>(null);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  useEffect(() => {
    let left = false;
    const load = async () => {
      const [outline, learner] = await Promise.all([api.course(id), api.session()]);
      if (learner.ok) changeLearner(learner.value);
      const [progress, runs] = await Promise.all([api.courseProgress(id), api.runs()]);
      if (left) return;
      if (outline.ok && progress.ok && runs.ok) {
        document.title = `${outline.value.title} · TenantLab`;
        setHeld({ outline: outline.value, progress: progress.value, runs: runs.value });
      } else
        setIssues([outline, learner, progress, runs].flatMap((answer) => (answer.ok ? [] : answer.issues)).slice(0, 3));
    };
    document.title = 'Course · TenantLab';
    void load();
    return () => {
      left = true;
    };
  }, [id]);
  return (
    <div className="course-page">
      <PageTopBar place={<strong className="place">{held?.outline.title ?? 'Course'}</strong>}>
        <LearnerMenu />
      </PageTopBar>
      {held ? (
        <Course held={held} />
      ) : (
        <main className="page" id="main">
          <h1 className={issues.length > 0 ? undefined : 'hidden-words'}>
            {issues.length > 0 ? 'This course cannot be shown' : 'The course is being opened'}
          </h1>
          {issues.length > 0 ? <IssueList issues={issues} /> : null}
        </main>
      )}
    </div>
  );
}

function Course({ held }: { held: Held }) {
  const { outline } = held;
  const next = nextModule(outline, held);
  return (
    <main id="main" className="course-columns">
      <div className="course-path">
        <h1>{outline.title}</h1>
        <p className="course-summary">{outline.summary}</p>
        <ol className="course-chapters">
          {outline.chapters.map((chapter, at) => (
            <ChapterRow key={chapter.id} number={at + 1} chapter={chapter} held={held} />
          ))}
        </ol>
      </div>
      <aside className="course-margin" aria-label="Your place">
        {next === null ? null : <GoOn module={next} held={held} />}
        <section aria-labelledby="skills-title">
          <h2 id="skills-title">What you have shown</h2>
          <ul className="course-skills">
            {outline.skills.map(({ id, title, checks }) => {
              const right = checks.filter((path) => {
                const [lesson = '', check = ''] = path.split('/');
                return rightOf([check], held.progress.lessons[lesson]) === 1;
              }).length;
              return (
                <li key={id}>
                  <span>{title}</span>
                  <span className="quiet">
                    {right} of {checks.length} answered right
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
        <section aria-labelledby="outcomes-title">
          <h2 id="outcomes-title">By the end you can</h2>
          <ul className="course-outcomes">
            {outline.outcomes.map((outcome) => (
              <li key={outcome}>{outcome}</li>
            ))}
          </ul>
        </section>
      </aside>
    </main>
  );
}

function GoOn({ module, held }: { module: CourseModule; held: Held }) {
  const { outline, progress } = held;
  const isBegun = progress.last !== null;
  return (
    <section aria-labelledby="go-on-title">
      <h2 id="go-on-title">{isBegun ? 'Go on' : 'Begin'}</h2>
      <p className="quiet">
        {module.title}
        {placeWords(module, held)}: {standingOf(module, held).words}.
      </p>
      <div className="button-row">
        {module.kind === 'lesson' ? (
          <Link href={`/course/${outline.id}/${module.id}`} className="button primary tall">
            {isBegun ? 'Go on with' : 'Begin with'} {module.title}
          </Link>
        ) : (
          <LabButton courseId={outline.id} lab={module} run={labRun(module.scenario, held.runs)} />
        )}
      </div>
    </section>
  );
}

interface ChapterRowProps {
  readonly number: number;
  readonly chapter: CourseChapter;
  readonly held: Held;
}

function ChapterRow({ number, chapter, held }: ChapterRowProps) {
  const { modules } = chapter;
  const isOutlined = modules.length === 0;
  const done = doneOf(chapter, held);
  const isBegun = modules.some((module) => standingOf(module, held).state !== 'not-yet');
  const state = isOutlined || !isBegun ? 'not-yet' : done === modules.length ? 'fine' : 'running';
  return (
    <li className="course-chapter" data-outlined={isOutlined || undefined}>
      <span className="course-number" aria-hidden="true">
        {number}
      </span>
      <div>
        <h2>{chapter.title}</h2>
        <p className="quiet">{chapter.summary}</p>
        {isOutlined ? (
          <>
            <p className="note">Not written yet. It will hold:</p>
            <ul className="course-teaches">
              {chapter.teaches.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </>
        ) : (
          <ul className="course-modules">
            {modules.map((module) => (
              <ModuleRow key={module.id} module={module} held={held} />
            ))}
          </ul>
        )}
      </div>
      <p className="course-standing">
        <StateGlyph state={state} /> {isOutlined ? 'outlined' : `${done} of ${modules.length} done`}
      </p>
    </li>
  );
}

function ModuleRow({ module, held }: { module: CourseModule; held: Held }) {
  const standing = standingOf(module, held);
  return (
    <li id={module.id}>
      <StateGlyph state={standing.state} />
      <div>
        {module.kind === 'lesson' ? (
          <Link href={`/course/${held.outline.id}/${module.id}`}>{module.title}</Link>
        ) : (
          <strong>Lab: {module.title}</strong>
        )}{' '}
        <span className="note">
          {module.kind === 'lesson' ? `${module.minutes} minutes, ` : ''}
          {standing.words}
        </span>
        <p className="quiet dense">{module.idea}</p>
        {module.kind === 'lab' ? (
          <div className="button-row">
            <LabButton courseId={held.outline.id} lab={module} run={labRun(module.scenario, held.runs)} />
          </div>
        ) : null}
      </div>
    </li>
  );
}
