/** @module Issues as the server or the engine worded them; never replaced by a phrase of our own. */
import type { Issue } from '../../sim-engine/kernel/result.ts';
import { StateGlyph } from '../marks/tenant-mark.tsx';

export function IssueList({ issues }: { issues: readonly Issue[] }) {
  return (
    <ul className="issues">
      {issues.map((issue) => (
        <li key={`${issue.code} ${issue.path} ${issue.message}`}>
          <StateGlyph state="over" />
          <span>
            {issue.path ? <code>{issue.path}: </code> : null}
            {issue.message}
          </span>
        </li>
      ))}
    </ul>
  );
}
