/** @module With which other run to compare: those of the same scenario first, each by its seed, state and age. */
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { RunListing } from '../../sim-engine/protocol/messages.ts';
import { api } from '../net/api.ts';
import { IssueList } from '../parts/issue-list.tsx';
import { Modal } from '../parts/modal.tsx';
import { formatClock } from '../text/format.ts';
import { comparePath } from './compare-query.ts';

interface CompareChoiceProps {
  /** The run that becomes B. */
  readonly runId: string;
  onClose(): void;
}

export function CompareChoice({ runId, onClose }: CompareChoiceProps) {
  const [runs, setRuns] = useState<readonly RunListing[] | null>(null);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  useEffect(() => {
    let left = false;
    void api.runs().then((answer) => {
      if (left) return;
      if (answer.ok) setRuns(answer.value);
      else setIssues(answer.issues);
    });
    return () => {
      left = true;
    };
  }, []);
  const own = runs?.find((run) => run.runId === runId);
  const others = (runs ?? []).filter((run) => run.runId !== runId && run.simulatedUs > 0);
  const same = others.filter((run) => run.scenarioId === own?.scenarioId);
  return (
    <Modal title="Compare this run with" onClose={onClose}>
      {issues.length > 0 ? <IssueList issues={issues} /> : null}
      {runs !== null && own?.simulatedUs === 0 ? (
        <p className="quiet">This run has not begun: let it run for a while first.</p>
      ) : null}
      {runs !== null && same.length === 0 ? (
        <p className="quiet">
          No other run of this scenario has begun. Start a second one with the same seed, change one thing, and compare:
          then only that change is between them.
        </p>
      ) : null}
      {own !== undefined && own.simulatedUs > 0 ? (
        <ul className="compare-choice">
          {same.map((run) => (
            <li key={run.runId}>
              <Link href={comparePath(run.runId, runId)}>
                <strong>Seed {run.seed}</strong>
                {run.seed === own.seed ? ', the same requests' : ', other requests'}, {STATUS_WORDS[run.status]} at{' '}
                {formatClock(run.simulatedUs)}
                {branchWords(run, own)}
                <span className="note">
                  {' '}
                  begun {new Date(run.createdAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })},{' '}
                  <code>{run.runId.slice(0, 8)}</code>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </Modal>
  );
}

/** How the two belong together, where one left the other. */
function branchWords(run: RunListing, own: RunListing): string {
  if (run.branchOf?.runId === own.runId) return `, a branch of this run at ${formatClock(run.branchOf.atUs)}`;
  if (own.branchOf?.runId === run.runId) return `, left by this run at ${formatClock(own.branchOf.atUs)}`;
  return '';
}

const STATUS_WORDS: Readonly<Record<RunListing['status'], string>> = {
  ready: 'not started',
  running: 'running, now',
  paused: 'paused',
  finished: 'finished',
  failed: 'stopped',
};
