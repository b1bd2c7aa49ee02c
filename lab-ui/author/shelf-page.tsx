/** @module The author's shelf: drafts, a new one, files brought in, and the folder that is watched. */
import { type FormEvent, useEffect, useId, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { DraftListing } from '../../sim-engine/protocol/authoring.ts';
import { LearnerMenu } from '../bench/learner-menu.tsx';
import { api } from '../net/api.ts';
import { authorApi } from '../net/author-api.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import { PageTopBar } from '../parts/page-top-bar.tsx';
import { changeLearner } from '../state/learner.ts';
import { scenarioFiles } from './folder-files.ts';
import { savedAgo } from './times.ts';
import { WatchedFolderPart } from './watched-folder.tsx';
import '../style/author.css';

export function draftPath(draftId: string): string {
  return `/author/${draftId}`;
}

export default function ShelfPage() {
  const [drafts, setDrafts] = useState<readonly DraftListing[] | null>(null);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [, navigate] = useLocation();
  useEffect(() => {
    let left = false;
    const load = async () => {
      const learner = await api.session();
      const found = await authorApi.drafts();
      if (left) return;
      if (learner.ok) changeLearner(learner.value);
      if (found.ok) setDrafts(found.value);
      setIssues([learner, found].flatMap((answer) => (answer.ok ? [] : answer.issues)));
    };
    document.title = 'Author · TenantLab';
    void load();
    return () => {
      left = true;
    };
  }, []);
  const bringIn = async (files: readonly File[]) => {
    const found = await scenarioFiles(files);
    if (!found.ok) return setIssues(found.issues);
    let last = '';
    for (const { text } of found.value) {
      const made = await authorApi.create(text);
      if (!made.ok) return setIssues(made.issues);
      last = made.value.draftId;
    }
    if (found.value.length === 1) navigate(draftPath(last));
    else {
      const now = await authorApi.drafts();
      if (now.ok) setDrafts(now.value);
    }
  };
  const putAway = async (draftId: string) => {
    const done = await authorApi.putAway(draftId);
    if (!done.ok) return setIssues(done.issues);
    setDrafts((drafts ?? []).filter((each) => each.draftId !== draftId));
  };
  return (
    <div className="home">
      <PageTopBar place={<span className="place">Author</span>}>
        <LearnerMenu />
      </PageTopBar>
      <main className="page" id="main">
        <h1>Write a scenario</h1>
        <p className="quiet">
          A scenario is one YAML file: a simulated system, what goes wrong in it, what is graded, and solutions that
          prove the grading fair. A new one is small, valid, and holds its proof.
        </p>
        {issues.length > 0 ? <IssueList issues={issues} /> : null}
        <NewDraft onMade={(draftId) => navigate(draftPath(draftId))} onRefused={setIssues} />
        <BringIn onFiles={(files) => void bringIn(files)} />
        {drafts === null ? null : <Drafts drafts={drafts} onPutAway={(id) => void putAway(id)} />}
        {/* Whose session it is has to be known first. */}
        {drafts === null ? null : <WatchedFolderPart />}
      </main>
    </div>
  );
}

function NewDraft({ onMade, onRefused }: { onMade(draftId: string): void; onRefused(issues: readonly Issue[]): void }) {
  const [id, setId] = useState('');
  const field = useId();
  const note = useId();
  const isRight = /^[a-z][a-z0-9-]{0,47}$/.test(id);
  const make = async (event: FormEvent) => {
    event.preventDefault();
    if (!isRight) return;
    const made = await authorApi.createNew(id);
    if (made.ok) onMade(made.value.draftId);
    else onRefused(made.issues);
  };
  return (
    <form className="new-draft" onSubmit={(event) => void make(event)}>
      <label htmlFor={field}>Id of the new scenario</label>
      <input
        id={field}
        value={id}
        spellCheck={false}
        autoComplete="off"
        maxLength={48}
        aria-describedby={note}
        aria-invalid={id !== '' && !isRight ? true : undefined}
        onChange={(event) => setId(event.target.value)}
      />
      <button
        type="submit"
        className={`button tall ${isRight ? 'primary' : 'off'}`}
        aria-disabled={!isRight || undefined}
      >
        Start a new scenario
      </button>
      <p id={note} className="note">
        A lower-case letter, then letters, digits and hyphens: busy-monday
      </p>
    </form>
  );
}

function BringIn({ onFiles }: { onFiles(files: readonly File[]): void }) {
  const [isOver, setOver] = useState(false);
  const file = useId();
  const folder = useId();
  return (
    <section
      aria-label="Bring in files"
      className={`bring-in ${isOver ? 'is-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <span>
        <input
          id={file}
          className="hidden-words"
          type="file"
          multiple
          accept=".yaml,.yml,.zip"
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <label htmlFor={file} className="button outline">
          Bring in files or a zip
        </label>
      </span>
      <span>
        <input
          id={folder}
          className="hidden-words"
          type="file"
          ref={(input) => input?.setAttribute('webkitdirectory', '')}
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <label htmlFor={folder} className="button outline">
          Bring in a folder
        </label>
      </span>
      <span className="note">or drop them here. Each *.yaml becomes a draft.</span>
    </section>
  );
}

function Drafts({ drafts, onPutAway }: { drafts: readonly DraftListing[]; onPutAway(draftId: string): void }) {
  return (
    <section aria-labelledby="drafts-title">
      <h2 id="drafts-title">Your drafts</h2>
      {drafts.length === 0 ? <p className="home-line quiet">None yet.</p> : null}
      <ul className="scenario-list">
        {drafts.map(({ draftId, scenarioId, title, savedAt, versions }) => (
          <li key={draftId}>
            <div>
              <Link href={draftPath(draftId)}>{title || scenarioId || 'Without a title'}</Link>
              <p className="note">
                <code>{scenarioId || 'no id'}</code>, saved {savedAgo(savedAt, Date.now())}
                {versions === 0 ? '' : `, published ${versions === 1 ? 'once' : `${versions} times`}`}
              </p>
            </div>
            <ActionButton kind="plain" onPress={() => onPutAway(draftId)}>
              Put away<span className="hidden-words"> {title || scenarioId}</span>
            </ActionButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
