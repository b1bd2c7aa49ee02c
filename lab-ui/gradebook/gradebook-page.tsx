/** @module The gradebook: the classes of this machine, and one of them. */
import { type ChangeEvent, useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Issue, Result } from '../../sim-engine/kernel/result.ts';
import type { GradebookListing, GradebookView } from '../../sim-engine/protocol/gradebook.ts';
import { LearnerMenu } from '../bench/learner-menu.tsx';
import { api, classPath } from '../net/api.ts';
import { IssueList } from '../parts/issue-list.tsx';
import { PageTopBar } from '../parts/page-top-bar.tsx';
import { ClassView } from './class-view.tsx';
import '../style/gradebook.css';

interface GradebookPageProps {
  /** Of the class; null for the list. */
  readonly id: string | null;
}

export default function GradebookPage({ id }: GradebookPageProps) {
  const [classes, setClasses] = useState<readonly GradebookListing[] | null>(null);
  const [view, setView] = useState<GradebookView | null>(null);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [importIssues, setImportIssues] = useState<readonly Issue[]>([]);
  useEffect(() => {
    document.title = 'Gradebook · TenantLab';
    let left = false;
    const take = <T,>(answer: Result<T>, keep: (value: T) => void): void => {
      if (left) return;
      if (answer.ok) keep(answer.value);
      else setIssues(answer.issues);
    };
    // A page that is opened first has no session yet.
    void api.session().then(async () => {
      if (id === null) take(await api.classes(), setClasses);
      else take(await api.classView(id), setView);
    });
    return () => {
      left = true;
    };
  }, [id]);
  const bring = async (event: ChangeEvent<HTMLInputElement>) => {
    const { target } = event;
    const file = target.files?.[0];
    if (file === undefined || id === null) return;
    const answer = await api.importClass(id, await file.text());
    // The same file may be chosen again once it is mended.
    target.value = '';
    setImportIssues(answer.ok ? [] : answer.issues);
    if (answer.ok) setView(answer.value);
  };
  return (
    <div className="gradebook-page">
      <PageTopBar
        place={
          <>
            {' '}
            <h1 className="place">
              {id === null ? (
                'Gradebook'
              ) : (
                <>
                  <Link href="/gradebook">Gradebook</Link>
                  <span className="hidden-words">: {view?.title ?? id}</span>
                </>
              )}
            </h1>
            {view === null ? null : (
              <span className="place-note quiet">
                {view.title}, {view.files} {view.files === 1 ? 'file' : 'files'} graded{' '}
                {view.gradedAt.slice(0, 16).replace('T', ' ')} UTC, engine {view.engineVersion}
              </span>
            )}
          </>
        }
      >
        {id === null ? null : (
          <>
            <label className="button outline import-button">
              <input
                type="file"
                accept=".csv,text/csv"
                className="hidden-words"
                onChange={(event) => void bring(event)}
              />
              CSV in
            </label>
            <a className="button outline" href={classPath(id, '/csv')} download>
              CSV out
            </a>
          </>
        )}
        <LearnerMenu />
      </PageTopBar>
      {view !== null ? <ClassView view={view} issues={importIssues} onView={setView} /> : null}
      {issues.length > 0 ? (
        <main className="page" id="main">
          <IssueList issues={issues} />
        </main>
      ) : null}
      {id === null && classes !== null ? <ClassList classes={classes} /> : null}
    </div>
  );
}

function ClassList({ classes }: { classes: readonly GradebookListing[] }) {
  return (
    <main className="page" id="main">
      <h2>Classes of this machine</h2>
      {classes.length === 0 ? <p>There is no class yet.</p> : null}
      <ul className="scenario-list">
        {classes.map((each) =>
          each.state === 'damaged' ? (
            <li key={each.id}>
              <strong>{each.id}</strong> <span className="note">cannot be shown. {each.message}</span>
            </li>
          ) : (
            <li key={each.id}>
              <Link href={`/gradebook/${each.id}`}>{each.title}</Link>
              <span className="note">
                {each.learners} {each.learners === 1 ? 'learner' : 'learners'}, graded{' '}
                {each.gradedAt.slice(0, 16).replace('T', ' ')} UTC
              </span>
            </li>
          ),
        )}
      </ul>
      <p className="quiet">
        A class comes from a folder of submissions, with the data directory of this lab:{' '}
        <code>npx tenantlab grade submissions --seeds 8 --key grader.key --into .data --class week-3</code>
      </p>
    </main>
  );
}
