/** @module The left column: what has to hold, the solutions of the file, and its published versions. */
import { useState } from 'react';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import { saveFile } from '../export/save-file.ts';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { authorApi } from '../net/author-api.ts';
import { IssueList } from '../parts/issue-list.tsx';
import type { AuthorSession, AuthorState } from './author-session.ts';
import { shortHash } from './times.ts';
import type { Claim, SolutionVerdict } from './verdicts.ts';

interface SidePanelProps {
  readonly session: AuthorSession;
  readonly state: AuthorState;
  readonly claims: readonly Claim[];
  readonly verdicts: readonly SolutionVerdict[];
  onLine(line: number | undefined): void;
}

const STATE_WORDS = { fine: 'holds', over: 'does not hold', 'not-yet': 'not known yet' } as const;

export function SidePanel({ session, state, claims, verdicts, onLine }: SidePanelProps) {
  const lines = state.valid?.lines.proofs ?? {};
  return (
    <aside className="author-side" aria-label="File">
      <section aria-labelledby="solutions-title">
        <h2 id="solutions-title">Solutions</h2>
        <ul className="side-list">
          {verdicts.map(({ proof, state: glyph, words }) => (
            <li key={proof.id}>
              <button
                type="button"
                className="side-line"
                title={`${proof.title}: ${words}`}
                onClick={() => onLine(lines[proof.id])}
              >
                <StateGlyph state={glyph} />
                <code>{proof.id}</code>
                <span className="hidden-words">
                  , {words}, line {lines[proof.id]}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {verdicts.length === 0 ? <p className="note">None that can be read yet.</p> : null}
      </section>
      <section aria-labelledby="proof-title" className="side-part">
        <h2 id="proof-title">Proof</h2>
        <ul className="side-list">
          {claims.map(({ title, state: glyph, words }) => (
            <li key={title} title={words}>
              <StateGlyph state={glyph} />
              {title}
              <span className="hidden-words">: {STATE_WORDS[glyph as keyof typeof STATE_WORDS]}</span>
            </li>
          ))}
        </ul>
        <p className="note">The same text, checks and errors as tenantlab validate and proof.</p>
      </section>
      <Versions session={session} state={state} />
    </aside>
  );
}

function Versions({ session, state }: { session: AuthorSession; state: AuthorState }) {
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const take = async (sha256: string) => {
    const found = await authorApi.version(session.draftId, sha256);
    if (!found.ok) return setIssues(found.issues);
    saveFile(
      `${session.file.replace(/\.yaml$/, '')}-${sha256.slice(0, 8)}.yaml`,
      new Blob([found.value.text], { type: 'text/yaml' }),
    );
  };
  return (
    <section aria-labelledby="versions-title" className="side-part">
      <h2 id="versions-title">Published</h2>
      {state.versions.length === 0 ? <p className="note">No version yet.</p> : null}
      <ul className="side-list">
        {state.versions.map(({ sha256, publishedAt }) => (
          <li key={`${sha256} ${publishedAt}`}>
            <button type="button" className="side-line" onClick={() => void take(sha256)}>
              <code>{shortHash(sha256)}</code>
              <span className="note">
                {publishedAt.slice(0, 10)} {publishedAt.slice(11, 16)} UTC
              </span>
              <span className="hidden-words">: save this version as a file</span>
            </button>
          </li>
        ))}
      </ul>
      {issues.length > 0 ? <IssueList issues={issues} /> : null}
    </section>
  );
}
