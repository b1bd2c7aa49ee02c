/** @module Starts the same scenario again with another seed and goes there. */
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import { api } from '../net/api.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import { benchPath } from '../state/bench-query.ts';
import { useBench } from './bench-context.tsx';

interface FreshRunButtonProps {
  readonly kind: 'primary' | 'outline';
  readonly children: ReactNode;
}

export function FreshRunButton({ kind, children }: FreshRunButtonProps) {
  const scenarioId = useBench((data) => data.scenario.id);
  const [, navigate] = useLocation();
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const start = async () => {
    const created = await api.createRun(scenarioId);
    if (created.ok) navigate(benchPath(scenarioId, created.value.runId));
    else setIssues(created.issues);
  };
  return (
    <>
      <ActionButton kind={kind} onPress={() => void start()}>
        {children}
      </ActionButton>
      {issues.length > 0 ? <IssueList issues={issues} /> : null}
    </>
  );
}
