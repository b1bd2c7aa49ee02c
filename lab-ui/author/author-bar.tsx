/** @module The author's top bar: what is saved, versions, the folder to take away, and publishing with what is against it. */
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { LearnerMenu } from '../bench/learner-menu.tsx';
import { saveFile } from '../export/save-file.ts';
import { authorApi } from '../net/author-api.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import { Logo } from '../parts/logo.tsx';
import { Modal } from '../parts/modal.tsx';
import type { AuthorSession, AuthorState } from './author-session.ts';
import { folderZip } from './folder-files.ts';
import { savedAgo, shortHash } from './times.ts';
import type { Reason } from './verdicts.ts';

interface AuthorBarProps {
  readonly session: AuthorSession;
  readonly state: AuthorState;
  readonly reasons: readonly Reason[];
}

export function AuthorBar({ session, state, reasons }: AuthorBarProps) {
  const [asked, setAsked] = useState(false);
  const why = whyNot(state, reasons);
  const newest = state.versions[0];
  return (
    <header className="top-bar author-bar">
      <Link href="/" className="brand">
        <Logo />
        TenantLab
      </Link>
      <span className="slash" aria-hidden="true">
        /
      </span>
      <Link href="/author" className="place">
        Author
      </Link>
      <span className="place-note quiet">{state.valid?.scenario.title ?? ''}</span>
      <span className="top-bar-gap" />
      <span className="quiet save-words" role="status">
        <SaveWords state={state} />
        {newest === undefined ? '' : `, published ${shortHash(newest.sha256)}`}
      </span>
      <ActionButton onPress={() => void exportFolder(session)}>Export folder</ActionButton>
      <ActionButton kind={why === null ? 'primary' : 'outline'} why={why} onPress={() => setAsked(true)}>
        Publish
      </ActionButton>
      <LearnerMenu />
      {state.saving === 'refused' ? (
        <div className="save-issues">
          <IssueList issues={state.saveIssues} />
          <ActionButton onPress={() => location.reload()}>Load it again</ActionButton>
        </div>
      ) : null}
      {asked ? <PublishDialog session={session} state={state} onClose={() => setAsked(false)} /> : null}
    </header>
  );
}

function whyNot(state: AuthorState, reasons: readonly Reason[]): string | null {
  if (state.publishing) return 'Publishing: proving it';
  if (reasons.length === 0) return null;
  return `Publish: not yet, ${reasons.length} ${reasons.length === 1 ? 'reason' : 'reasons'}`;
}

function SaveWords({ state }: { state: AuthorState }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  switch (state.saving) {
    case 'saved':
      return <>Saved {savedAgo(state.savedAt, Math.max(now, Date.parse(state.savedAt)))}</>;
    case 'saving':
      return <>Saving</>;
    case 'unsaved':
      return <>Not saved yet</>;
    case 'refused':
      return <>Not saved</>;
  }
}

async function exportFolder(session: AuthorSession): Promise<void> {
  const schema = await authorApi.schema();
  const { file } = session;
  const zip = folderZip(file, session.get().text, schema.ok ? schema.value : {});
  saveFile(file.replace(/\.yaml$/, '.zip'), new Blob([zip as BlobPart], { type: 'application/zip' }));
}

function PublishDialog({ session, state, onClose }: { session: AuthorSession; state: AuthorState; onClose(): void }) {
  const [published, setPublished] = useState<string | null>(null);
  const scenario = state.valid?.scenario;
  const publish = async () => {
    const version = await session.publish();
    if (version !== null) setPublished(version.sha256);
  };
  return (
    <Modal title={published === null ? `Publish ${scenario?.title ?? ''}?` : 'Published.'} onClose={onClose}>
      {published === null ? (
        <>
          <p className="quiet">
            It appears on the home page of everybody who uses this lab, as <code>{scenario?.id}</code>. The server first
            proves it itself on {session.proofSeeds} seeds. A run that has begun stays on the version that it began
            with.
          </p>
          {state.publishIssues.length > 0 ? <IssueList issues={state.publishIssues} /> : null}
          <div className="button-row" role="status">
            <ActionButton
              kind="primary"
              className="tall"
              why={state.publishing ? 'Being proved by the server' : null}
              onPress={() => void publish()}
            >
              Prove and publish
            </ActionButton>
          </div>
        </>
      ) : (
        <>
          <p role="status">
            Version <code>{shortHash(published)}</code> of <code>{scenario?.id}</code> is on the home page.
          </p>
          <div className="button-row">
            <Link href="/" className="button primary tall">
              To the home page
            </Link>
          </div>
        </>
      )}
    </Modal>
  );
}
