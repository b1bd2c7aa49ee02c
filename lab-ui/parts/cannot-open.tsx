/** @module A run that cannot be opened: why, in the words of whoever refused it, and two ways on. */
import { Link } from 'wouter';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import { IssueList } from './issue-list.tsx';

export function CannotOpen({ issues }: { issues: readonly Issue[] }) {
  return (
    <main className="page" id="main">
      <h1>This run cannot be opened</h1>
      <IssueList issues={issues} />
      <div className="button-row">
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Load this page again
        </button>
        <Link href="/" className="button outline">
          To your runs
        </Link>
      </div>
    </main>
  );
}
