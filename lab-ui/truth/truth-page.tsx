/** @module Model and truth: what the lab models, whether the engine agrees with theory, and what it cannot tell. */
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useSearchParams } from 'wouter';
import { PageBar } from '../analysis/page-bar.tsx';
import { useKeys } from '../bench/keys.ts';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { ActionButton } from '../parts/action-button.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { benchPath, type Form, useBenchQuery } from '../state/bench-query.ts';
import { formatCount, tied } from '../text/format.ts';
import { CannotTell, ModelClaims, SecondEngine } from './claim-lists.tsx';
import { lanesFor, OracleBench, type OracleState, type OracleWorker } from './oracle-bench.ts';
import { type OracleLine, oracleLines, oracleTable } from './oracle-lines.ts';
import { OracleRows } from './oracle-rows.tsx';
import { ThisRunPanel } from './this-run-panel.tsx';
import { headline, lineSentence, progressWords, WHOLE_SET_TIME } from './truth-words.ts';
import { WarmUpPanel } from './warm-up-panel.tsx';
// The rows before the page: what narrow pages change of them stands in its file.
import '../style/oracles.css';
import '../style/truth.css';

const startWorker = (): OracleWorker => new Worker(new URL('./oracle-worker.ts', import.meta.url), { type: 'module' });

/** What the address says: which oracles, and which run the reader came from. */
function useTruthQuery() {
  const [params] = useSearchParams();
  const only = params.get('only');
  const [scenarioId, runId] = [params.get('scenario'), params.get('run')];
  return {
    only,
    runId,
    back:
      scenarioId && runId
        ? { label: 'Back to the bench', path: benchPath(scenarioId, runId) }
        : { label: 'To your runs', path: '/' },
  };
}

export default function TruthPage() {
  const { only, runId, back } = useTruthQuery();
  const { form, setForm } = useBenchQuery();
  const bench = useMemo(() => {
    const ids = only?.split(',').map((id) => id.trim()) ?? null;
    return new OracleBench(ids, startWorker, lanesFor(navigator.hardwareConcurrency));
  }, [only]);
  const state = useSyncExternalStore(bench.subscribe, bench.get);
  const lines = useMemo(() => oracleLines(state), [state]);
  useEffect(() => {
    document.title = 'Model and truth · TenantLab';
    bench.list();
    return bench.dispose;
  }, [bench]);
  const press = state.status === 'running' ? bench.stop : bench.run;
  useKeys([
    { keys: ['r'], shown: 'R', does: 'Run, stop', run: press },
    { keys: ['t'], shown: 'T', does: 'Table', run: () => setForm(form === 'table' ? 'picture' : 'table') },
  ]);
  const say = headline(state, lines);
  // Until the worker has named its oracles the button keeps its place and says nothing.
  const isListed = state.engineVersion !== '' || state.status === 'failed';
  return (
    <div className="truth-page">
      <a className="skip-link" href="#main">
        To the oracles
      </a>
      <PageBar
        place="Model and truth"
        note={state.engineVersion === '' ? '' : `Engine ${state.engineVersion}, run in this browser`}
        back={back}
      >
        <ActionButton
          kind={state.status === 'running' ? 'outline' : 'primary'}
          className={isListed ? 'truth-run' : 'truth-run waiting'}
          shortcut="R"
          why={state.oracles.length === 0 ? noLines(state) : null}
          onPress={press}
        >
          {buttonWords(state)}
        </ActionButton>
      </PageBar>
      <section className="truth-head" aria-label="What was found">
        <p className="truth-headline">{tied(say.strong)}</p>
        <p className="quiet">{tied(say.rest)}</p>
      </section>
      <main className="truth-centre" id="main" tabIndex={-1}>
        <header className="truth-centre-head">
          <h2>Closed form against measured</h2>
          <span className="note">dot = mean, line = 99.9 % interval; times in seconds, shares from 0 to 1</span>
          <span className="note truth-progress">{progressWords(state)}</span>
        </header>
        <Oracles form={form} lines={lines} state={state} />
        <SecondEngine />
      </main>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <aside className="truth-limits" aria-label="Warm-up, this run and limits" tabIndex={0}>
        <WarmUpPanel curve={state.warmUp} form={form} />
        <ThisRunPanel runId={runId} form={form} />
        <CannotTell />
      </aside>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <aside className="truth-claims" aria-label="What is modelled" tabIndex={0}>
        <ModelClaims />
      </aside>
      <Announced state={state} strong={say.strong} />
    </div>
  );
}

function Oracles({ form, lines, state }: { form: Form; lines: readonly OracleLine[]; state: OracleState }) {
  const isNew = state.reports.size === 0 && state.status !== 'running';
  return (
    <div className="truth-oracles">
      {isNew ? (
        <p className="truth-question">
          <strong>Does the engine agree with queueing theory?</strong> The {formatCount(lines.length)} models below have
          answers in closed form or worked out by hand. Run them here, in this browser, line by line: {WHOLE_SET_TIME}{' '}
          on an idle core for all of them, longer on a busy one. Stop at any time; what is measured stays.
        </p>
      ) : null}
      {state.unknown.length > 0 ? (
        <p className="truth-question">
          <StateGlyph state="near" /> The address asks for {state.unknown.join(', ')}, which do not exist: expected ids
          such as A01 or A46, separated by commas.
        </p>
      ) : null}
      {form === 'picture' ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="truth-scroll" tabIndex={0} aria-label="Oracles">
          <OracleRows lines={lines} />
        </section>
      ) : null}
      {form === 'table' ? (
        <div className="truth-table">
          <DataTable
            id="oracles"
            table={oracleTable(lines)}
            empty="No rows yet: every figure becomes a row when its oracle has run."
          />
        </div>
      ) : null}
      {form === 'sentence' ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="truth-scroll" tabIndex={0} aria-label="Oracles in words">
          <ul className="truth-sentences">
            {lines.map((line) => (
              <li key={line.id}>{tied(lineSentence(line))}</li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

/** Said once when the set begins, stops, ends or meets a miss; lines that hold are not called out one by one. */
function Announced({ state, strong }: { state: OracleState; strong: string }) {
  const [said, setSaid] = useState('');
  const misses = [...state.reports.values()].filter(({ verdict }) => verdict === 'fail').length;
  const key = `${state.status} ${misses}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of state is worth a word
  useEffect(() => {
    if (state.status !== 'idle') setSaid(state.status === 'running' && misses === 0 ? 'Running' : strong);
  }, [key]);
  return (
    <p className="hidden-words" role="status">
      {said}
    </p>
  );
}

function noLines({ status }: OracleState): string {
  return status === 'failed' ? 'Not now: the worker is lost' : 'Not now: nothing to run';
}

function buttonWords({ status, oracles, reports }: OracleState): string {
  const missing = oracles.length - reports.size;
  const time = oracles.length > 50 ? `, ${WHOLE_SET_TIME}` : '';
  if (status === 'running') return 'Stop';
  if (reports.size === 0) return `Run ${oracles.length === 1 ? 'it' : `all ${oracles.length}`}${time}`;
  if (missing > 0) return `Go on with ${missing}`;
  return `Run ${oracles.length === 1 ? 'it' : `the ${oracles.length}`} again${time}`;
}
