/** @module Why two runs are not compared: the reason as it was worded where it arose, and the way on. */
import { Link } from 'wouter';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import { IssueList } from '../parts/issue-list.tsx';
import { PageTopBar } from '../parts/page-top-bar.tsx';

/** Why there is no comparison, and what to do. */
export function CannotCompare({ title, issues }: { readonly title: string; readonly issues: readonly Issue[] }) {
  return (
    <>
      <PageTopBar />
      <main className="page" id="main">
        <h1>{title}</h1>
        <IssueList issues={issues} />
        <div className="button-row">
          <Link href="/" className="button primary">
            To your runs
          </Link>
          <button type="button" className="button outline" onClick={() => location.reload()}>
            Load this page again
          </button>
        </div>
      </main>
    </>
  );
}
