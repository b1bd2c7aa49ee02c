/** @module Who hurts whom: tenant by tenant, why, and one request in which it can be seen. */
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { useAnalysed } from '../analysis/analysis-context.tsx';
import { AnalysisPage } from '../analysis/analysis-page.tsx';
import { PageBar } from '../analysis/page-bar.tsx';
import { useAnswer } from '../analysis/use-answer.ts';
import { KeyList } from '../bench/key-list.tsx';
import { type KeyBinding, useKeys } from '../bench/keys.ts';
import { IssueList } from '../parts/issue-list.tsx';
import { KeyCap } from '../parts/key-cap.tsx';
import { useHeld } from '../parts/use-held.ts';
import { benchPath, useBenchQuery } from '../state/bench-query.ts';
import { formatClock } from '../text/format.ts';
import { useBlameQuery } from './blame-query.ts';
import { blameMatrix, harmOf, type Pair, worstPair } from './matrix.ts';
import { MatrixView } from './matrix-view.tsx';
import { RequestPanel } from './request/request-panel.tsx';
import { useRemovals } from './use-removals.ts';
import { modelWords, spanWords } from './windows.ts';
// The matrix before the page: what narrow pages change of it stands in its file.
import '../style/matrix.css';
import '../style/blame.css';

/** Nothing is shown as loading before this, milliseconds. */
const LOADING_AFTER_MS = 200;

interface BlamePageProps {
  readonly scenarioId: string;
  readonly runId: string;
}

export default function BlamePage({ scenarioId, runId }: BlamePageProps) {
  return (
    <AnalysisPage runId={runId} title="Who hurts whom">
      <Blame back={benchPath(scenarioId, runId)} />
    </AnalysisPage>
  );
}

function Blame({ back }: { back: string }) {
  const { inputs } = useAnalysed();
  const query = useBlameQuery(inputs);
  const { form, setForm } = useBenchQuery();
  const [keyList, setKeyList] = useState(false);
  const bindings: readonly KeyBinding[] = [
    {
      keys: ['t'],
      shown: 'T',
      does: 'Tables in place of pictures, and back',
      run: () => setForm(form === 'table' ? 'picture' : 'table'),
    },
    { keys: [','], shown: ',', does: 'A faster request of the open cell', run: () => press('.step-faster') },
    { keys: ['.'], shown: '.', does: 'A slower request of the open cell', run: () => press('.step-slower') },
    { keys: ['f'], shown: 'F', does: 'Follow the open request through the scene', run: () => press('.follow-request') },
    { keys: ['m'], shown: 'M', does: 'To the matrix; arrows move, Enter opens a cell', run: toMatrix },
    { keys: ['?'], shown: '?', does: 'This list; Esc leads back to the bench', run: () => setKeyList(true) },
  ];
  useKeys(bindings);
  const isEmpty = inputs.simulatedUs === 0;
  return (
    <div className="blame">
      <a className="skip-link" href="#main">
        To the matrix
      </a>
      <PageBar
        place={inputs.scenario.title}
        note={
          <>
            Who hurts whom.{' '}
            {isEmpty ? null : (
              <>
                Window <b>{spanWords(query.fromUs, query.toUs)}</b>, {modelWords(inputs, query.fromUs, query.toUs)}
              </>
            )}
          </>
        }
        back={{ label: 'Back to bench', path: back }}
      >
        {inputs.status === 'running' ? (
          <button type="button" className="button outline" onClick={() => location.reload()}>
            Read on from {formatClock(inputs.simulatedUs)}
          </button>
        ) : null}
        <button type="button" className="button plain" onClick={() => setKeyList(true)}>
          Keys <KeyCap>?</KeyCap>
        </button>
      </PageBar>
      <main id="main" tabIndex={-1} className={query.method === 'both' ? 'blame-main both' : 'blame-main'}>
        {isEmpty ? <NothingYet back={back} /> : <Asked />}
      </main>
      {keyList ? <KeyList bindings={bindings} onClose={() => setKeyList(false)} /> : null}
    </div>
  );
}

/** Presses the button that says on the page what the key does, so that both always do the same. */
function press(selector: string): void {
  document.querySelector<HTMLElement>(`:is(button, a)${selector}`)?.click();
}

function toMatrix(): void {
  document.querySelector<HTMLElement>('.matrix [tabindex="0"]')?.focus();
}

function NothingYet({ back }: { back: string }) {
  return (
    <section className="blame-half">
      <h2 className="blame-headline">Nothing has run yet, so nobody has waited.</h2>
      <p className="quiet">
        This page divides what every tenant waited among those who stood in front. Start the run on the bench, let the
        noise come, and open this page again.
      </p>
      <div className="button-row">
        <Link href={back} className="button primary tall">
          Go to the bench and start the run
        </Link>
      </div>
    </section>
  );
}

function Asked() {
  const { inputs } = useAnalysed();
  const query = useBlameQuery(inputs);
  const { form } = useBenchQuery();
  const { fromUs, toUs } = query;
  const answer = useAnswer('blame', { fromUs, toUs });
  const blame = answer?.ok === true ? answer.value : null;
  const tenants = useMemo(() => inputs.scenario.tenants.map(({ id }) => id), [inputs]);
  const matrix = useMemo(
    () => (blame === null ? null : blameMatrix(blame, tenants, query.facet)),
    [blame, tenants, query.facet],
  );
  // The likeliest culprits first: the rows that matter are filled while the others are still being executed.
  const suspects = useMemo(
    () => (matrix === null ? null : [...tenants].sort((a, b) => harmOf(matrix, b) - harmOf(matrix, a))),
    [matrix, tenants],
  );
  const removals = useRemovals(query.method === 'blame' ? null : suspects, fromUs, toUs);
  const isLate = useHeld(blame === null, LOADING_AFTER_MS);
  if (answer !== null && !answer.ok) {
    return (
      <section className="blame-half">
        <h2 className="blame-headline">This window cannot be shown</h2>
        <IssueList issues={answer.issues} />
        <div className="button-row">
          <button type="button" className="button primary" onClick={() => location.reload()}>
            Load this page again
          </button>
        </div>
      </section>
    );
  }
  if (blame === null || matrix === null) {
    return (
      <section className="blame-half" aria-busy="true">
        {isLate ? (
          <>
            <p className="quiet" role="status">
              Running {inputs.scenario.title} again, up to {(inputs.simulatedUs / 1e6).toFixed(1)} s
            </p>
            <span className="still-block" />
            <span className="still-block short" />
          </>
        ) : null}
      </section>
    );
  }
  const known = query.cell !== null && matrix.victims.includes(query.cell.victim) ? query.cell : null;
  const open: Pair | null = known ?? worstPair(matrix);
  return (
    <>
      <MatrixView
        {...{ blame, query, form, removals, open }}
        onOpen={({ culprit, victim }) => query.change({ culprit, victim, request: null })}
      />
      <div className="blame-half request-half">
        {open === null ? (
          <div className="request-state">
            <h2>No cell is open</h2>
            <p className="quiet">
              Nobody made another wait in this window. Choose another window, or a cell of the matrix.
            </p>
          </div>
        ) : (
          <RequestPanel
            pair={open}
            fromUs={fromUs}
            toUs={toUs}
            number={query.request}
            form={form}
            onRequest={(number) => query.change({ ...open, request: String(number) })}
          />
        )}
      </div>
    </>
  );
}
