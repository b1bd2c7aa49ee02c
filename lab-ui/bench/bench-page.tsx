/** @module Opens one run: fetches what its controls are built from, then follows it until the page is left. */
import { useDeferredValue, useEffect, useState, useSyncExternalStore } from 'react';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import { api } from '../net/api.ts';
import { CannotOpen } from '../parts/cannot-open.tsx';
import { Logo } from '../parts/logo.tsx';
import { useHeld } from '../parts/use-held.ts';
import { changeLearner } from '../state/learner.ts';
import { BenchProvider, useBenchState, useMachineContext, useSession } from './bench-context.tsx';
import { BenchLayout } from './bench-layout.tsx';
import { type BenchSession, createBenchSession } from './bench-session.ts';

/** Nothing is shown as loading before this, milliseconds: most answers are faster. */
const LOADING_AFTER_MS = 200;

/** After this something is in the way, milliseconds. */
const STUCK_AFTER_MS = 6_000;

interface BenchPageProps {
  readonly runId: string;
}

export default function BenchPage({ runId }: BenchPageProps) {
  const [session, setSession] = useState<BenchSession | null>(null);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  useEffect(() => {
    let made: BenchSession | null = null;
    let left = false;
    const prepare = async () => {
      const [learner, catalogue, scenario] = await Promise.all([
        api.session(),
        api.catalogue(),
        api.scenarioOfRun(runId),
      ]);
      if (left) return;
      if (!learner.ok || !catalogue.ok || !scenario.ok) {
        setIssues([learner, catalogue, scenario].flatMap((answer) => (answer.ok ? [] : answer.issues)).slice(0, 3));
        return;
      }
      changeLearner(learner.value);
      document.title = `${scenario.value.scenario.title} · TenantLab`;
      made = createBenchSession({ runId, catalogue: catalogue.value, ladder: scenario.value.ladder });
      setSession(made);
    };
    void prepare();
    return () => {
      left = true;
      made?.dispose();
    };
  }, [runId]);
  if (issues.length > 0) return <CannotOpen issues={issues} />;
  if (!session) return <Loading />;
  return (
    <BenchProvider session={session}>
      <WhenOpen />
    </BenchProvider>
  );
}

function WhenOpen() {
  const { store } = useSession();
  const { issues } = useMachineContext();
  const state = useBenchState();
  const isOpen = useSyncExternalStore(store.subscribe, () => store.data !== null);
  // Before the first frame it is not known what may be done: buttons would flash their reasons. The bench is large: built as
  // something that may wait, it is built in pieces, and the browser is never kept from anything else.
  const isShown = useDeferredValue(isOpen && state !== 'connecting', false);
  if (isShown) return <BenchLayout />;
  return issues.length > 0 ? <CannotOpen issues={issues} /> : <Loading />;
}

/** Still blocks where the parts will stand; no shimmer. */
function Loading() {
  const isLate = useHeld(true, LOADING_AFTER_MS);
  const isStuck = useHeld(true, STUCK_AFTER_MS);
  if (!isLate) return null;
  return (
    <div className="bench loading" aria-busy="true">
      <header className="top-bar">
        <span className="brand">
          <Logo />
          TenantLab
        </span>
        <h1 className="hidden-words">Bench</h1>
        <span className="quiet" role="status">
          {isStuck
            ? 'No live connection yet; trying again. If it stays so, something between here and the server refuses WebSocket and long polling.'
            : 'Opening the run'}
        </span>
      </header>
      {['tenants', 'centre', 'inspector', 'charts', 'transport'].map((area) => (
        <div key={area} className={area}>
          <span className="still-block" />
          <span className="still-block short" />
        </div>
      ))}
    </div>
  );
}
