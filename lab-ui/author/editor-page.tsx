/** @module Opens a draft in the editor. */
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import { Opening } from '../analysis/opening.tsx';
import { api } from '../net/api.ts';
import { authorApi } from '../net/author-api.ts';
import { IssueList } from '../parts/issue-list.tsx';
import { changeLearner } from '../state/learner.ts';
import { AuthorSession } from './author-session.ts';
import { EditorView } from './editor-view.tsx';
import '../style/figures.css';
import '../style/author.css';

export default function EditorPage({ draftId }: { readonly draftId: string }) {
  const [session, setSession] = useState<AuthorSession | null>(null);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  useEffect(() => {
    let left = false;
    let made: AuthorSession | null = null;
    const open = async () => {
      const learner = await api.session();
      const draft = await authorApi.open(draftId);
      if (left) return;
      if (!learner.ok || !draft.ok) {
        setIssues([learner, draft].flatMap((answer) => (answer.ok ? [] : answer.issues)));
        return;
      }
      changeLearner(learner.value);
      made = new AuthorSession(draft.value);
      setSession(made);
    };
    void open();
    return () => {
      left = true;
      made?.dispose();
    };
  }, [draftId]);
  if (issues.length > 0) {
    return (
      <main className="page" id="main">
        <h1>This draft cannot be opened</h1>
        <IssueList issues={issues} />
        <div className="button-row">
          <Link href="/author" className="button outline">
            To your drafts
          </Link>
        </div>
      </main>
    );
  }
  if (session === null) return <Opening title="Author" what="the draft" />;
  return <EditorView session={session} />;
}
