/** @module The lab's addresses. */
import { lazy, Suspense } from 'react';
import { Link, Route, Switch } from 'wouter';
import { BenchPage } from './bench/bench-page.tsx';
import { HomePage } from './home/home-page.tsx';

const TruthPage = lazy(() => import('./truth/truth-page.tsx'));

export function App() {
  return (
    <Switch>
      <Route path="/" component={HomePage} />
      <Route path="/lab/:scenarioId/:runId">
        {/* Another run is another page: nothing of the one before may stay. */}
        {(params) => <BenchPage key={params.runId} scenarioId={params.scenarioId} runId={params.runId} />}
      </Route>
      <Route path="/truth">
        <Suspense>
          <TruthPage />
        </Suspense>
      </Route>
      <Route>
        <main className="page">
          <h1>Nothing stands at this address</h1>
          <p className="quiet">
            A run’s address looks like <code>/lab/noisy-neighbour/RUN</code>. <Link href="/">To your runs</Link>
          </p>
        </main>
      </Route>
    </Switch>
  );
}
