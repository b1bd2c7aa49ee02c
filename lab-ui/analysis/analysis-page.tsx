/** @module Opens a run for a page that analyses it: session, what the run is made of, and a replay worker of its own. */
import { type ReactNode, useEffect, useState } from 'react';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import { api } from '../net/api.ts';
import { CannotOpen } from '../parts/cannot-open.tsx';
import { ReplayClient } from '../replay/replay-client.ts';
import { changeLearner } from '../state/learner.ts';
import { type Analysed, AnalysisProvider } from './analysis-context.tsx';
import { Opening } from './opening.tsx';

interface AnalysisPageProps {
  readonly runId: string;
  /** Name of the page, for the window's title. */
  readonly title: string;
  readonly children: ReactNode;
}

export function AnalysisPage({ runId, title, children }: AnalysisPageProps) {
  const [run, setRun] = useState<Analysed | null>(null);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  useEffect(() => {
    let left = false;
    let replay: ReplayClient | null = null;
    const prepare = async () => {
      // The session first: its cookie says whose run it is.
      const learner = await api.session();
      const inputs = await api.runInputs(runId);
      if (left) return;
      if (!learner.ok || !inputs.ok) {
        setIssues([learner, inputs].flatMap((answer) => (answer.ok ? [] : answer.issues)));
        return;
      }
      changeLearner(learner.value);
      document.title = `${title} · ${inputs.value.scenario.title} · TenantLab`;
      replay = new ReplayClient(inputs.value);
      setRun({ inputs: inputs.value, replay });
    };
    void prepare();
    return () => {
      left = true;
      replay?.dispose();
    };
  }, [runId, title]);
  if (issues.length > 0) return <CannotOpen issues={issues} />;
  if (run === null) return <Opening what="the run" />;
  return <AnalysisProvider run={run}>{children}</AnalysisProvider>;
}
