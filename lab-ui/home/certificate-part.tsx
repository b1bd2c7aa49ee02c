/** @module What was proved so far, the certificate that would say so, and those that do. */
import { useCallback, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { CertificateShelf, EarnedModule } from '../../sim-engine/protocol/certificates.ts';
import type { Answer } from '../../sim-engine/protocol/messages.ts';
import { api } from '../net/api.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import { Modal } from '../parts/modal.tsx';
import { ModuleTable } from '../parts/module-table.tsx';
import { currentLearner } from '../state/learner.ts';

/** Name of a learner who has not given one; nobody wants it on a certificate. */
const NO_NAME = 'Guest';

/** Shown once something was passed; nothing before that. */
export function CertificatePart({ answer }: { answer: Answer<CertificateShelf> }) {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  if (!answer.ok) return <IssueList issues={answer.issues} />;
  const shelf = answer.value;
  if (shelf.earned.length === 0 && shelf.issued.length === 0) return null;
  return (
    <section aria-labelledby="certificate-title">
      <h2 id="certificate-title">Certificate</h2>
      {shelf.earned.length > 0 ? (
        <p className="home-line">
          <strong>Proved so far</strong>: {provedWords(shelf.earned)}. The certificate will list{' '}
          {shelf.earned.length === 1 ? 'it' : 'them'}.{' '}
          <button type="button" className="link-button" onClick={() => setOpen(true)}>
            See what it will say
          </button>
        </p>
      ) : null}
      {shelf.issued.map(({ id, name, issuedAt, titles, revoked }) => (
        <p key={id} className="home-line">
          <Link href={`/verify/${id}`}>
            Certificate of {issuedAt.slice(0, 10)} for {name}
          </Link>{' '}
          <span className="quiet">
            {titles.join(', ')}
            {revoked ? '; revoked' : ''}
          </span>
        </p>
      ))}
      {open ? <CertificateDialog earned={shelf.earned} onClose={close} /> : null}
    </section>
  );
}

function provedWords(earned: readonly EarnedModule[]): string {
  if (earned.length > 1) return `${earned.length} scenarios passed`;
  const only = earned[0]!;
  return `${only.title} passed with ${only.score} of ${only.scoreMax}`;
}

function CertificateDialog({ earned, onClose }: { earned: readonly EarnedModule[]; onClose(): void }) {
  const learner = currentLearner();
  const [name, setName] = useState(learner === null || learner.name === NO_NAME ? '' : learner.name);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [making, setMaking] = useState(false);
  const [, navigate] = useLocation();
  const issueIt = async () => {
    setMaking(true);
    setIssues([]);
    const answer = await api.issueCertificate(name.trim());
    if (answer.ok) return navigate(`/verify/${answer.value.id}`);
    setMaking(false);
    setIssues(answer.issues);
  };
  const why = making ? 'Executing your runs again' : name.trim() === '' ? 'A name needs one letter' : null;
  return (
    <Modal title="What the certificate will say" onClose={onClose}>
      <form
        className="learner-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (why === null) void issueIt();
        }}
      >
        <label htmlFor="certificate-name">Name on the certificate</label>
        <input
          id="certificate-name"
          className="text-input"
          value={name}
          maxLength={80}
          autoComplete="name"
          onChange={(event) => setName(event.target.value)}
        />
        <ModuleTable modules={earned} withSeed />
        <p className="quiet">
          The server executes each run again first. Whoever has the certificate’s address sees the name, the scores and
          what you did in these runs; nobody finds the address by guessing.
        </p>
        {issues.length > 0 ? <IssueList issues={issues} /> : null}
        <ActionButton kind="primary" why={why} onPress={() => void issueIt()}>
          Issue the certificate
        </ActionButton>
      </form>
    </Modal>
  );
}
