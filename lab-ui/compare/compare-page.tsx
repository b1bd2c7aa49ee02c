/** @module Compare two runs: opens both, and shows the comparison when the worker has executed them again. */
import { useEffect, useState } from 'react';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import { type Analysed, AnalysisProvider } from '../analysis/analysis-context.tsx';
import { Opening } from '../analysis/opening.tsx';
import { api } from '../net/api.ts';
import { ReplayClient } from '../replay/replay-client.ts';
import { changeLearner } from '../state/learner.ts';
import { CannotCompare } from './cannot-compare.tsx';
import { CompareView } from './compare-view.tsx';
import type { TwoRuns } from './two-runs.ts';
// Figures and benches before the page: what narrow pages change of them stands in its file.
import '../style/figures.css';
import '../style/both-benches.css';
import '../style/compare.css';

interface ComparePageProps {
  /** Ids of the two runs. */
  readonly a: string;
  readonly b: string;
}

export default function ComparePage({ a, b }: ComparePageProps) {
  if (a === b)
    return (
      <CannotCompare
        title="A and B are the same run"
        issues={[
          {
            code: 'same-run',
            path: '',
            message:
              'A run beside itself differs in nothing. Choose another run of the same scenario on the bench or in your list.',
          },
        ]}
      />
    );
  // The other way round they are the same two runs: neither is opened or executed again.
  const [first, second] = [a, b].sort();
  return <Opened key={`${first} ${second}`} ids={[first!, second!]} a={a} b={b} />;
}

function Opened({ ids, a, b }: ComparePageProps & { readonly ids: readonly [string, string] }) {
  const [runs, setRuns] = useState<TwoRuns | null>(null);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [first, second] = ids;
  useEffect(() => {
    let left = false;
    const clients: ReplayClient[] = [];
    const prepare = async () => {
      // The session first: its cookie says whose runs these are.
      const learner = await api.session();
      const [catalogue, ofFirst, ofSecond] = await Promise.all([
        api.catalogue(),
        api.runInputs(first),
        api.runInputs(second),
      ]);
      if (left) return;
      if (!learner.ok || !catalogue.ok || !ofFirst.ok || !ofSecond.ok) {
        setIssues(
          [learner, catalogue, ofFirst, ofSecond].flatMap((answer) => (answer.ok ? [] : answer.issues)).slice(0, 3),
        );
        return;
      }
      changeLearner(learner.value);
      document.title = `Compare · ${ofFirst.value.scenario.title} · TenantLab`;
      const analysed = [ofFirst.value, ofSecond.value].map((inputs): [string, Analysed] => {
        const replay = new ReplayClient(inputs);
        clients.push(replay);
        return [inputs.runId, { inputs, replay }];
      });
      const titles = Object.fromEntries(catalogue.value.isolation.map(({ id, title }) => [id, title]));
      setRuns({ byId: Object.fromEntries(analysed), titles });
    };
    void prepare();
    return () => {
      left = true;
      for (const client of clients) client.dispose();
    };
  }, [first, second]);
  if (issues.length > 0) return <CannotCompare title="These runs cannot be compared" issues={issues} />;
  const own = runs?.byId[first];
  if (runs === null || own === undefined) return <Opening what="both runs" />;
  return (
    <AnalysisProvider run={own}>
      <CompareView runs={runs} a={a} b={b} />
    </AnalysisProvider>
  );
}
