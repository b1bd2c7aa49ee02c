/** @module The comparison as a page: bar, verdict, and when the answer has come its three columns. */
import { useCallback, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import { useAnalysed } from '../analysis/analysis-context.tsx';
import { PageBar } from '../analysis/page-bar.tsx';
import { useAnswer } from '../analysis/use-answer.ts';
import { useKeys } from '../bench/keys.ts';
import type { Exportable } from '../export/export-table.tsx';
import { KeyCap } from '../parts/key-cap.tsx';
import { useHeld } from '../parts/use-held.ts';
import type { ComparedPair } from '../replay/questions/compare.ts';
import { benchPath } from '../state/bench-query.ts';
import { tied } from '../text/format.ts';
import { BothBenches } from './both-benches.tsx';
import { CannotCompare } from './cannot-compare.tsx';
import { CompareColumns } from './compare-columns.tsx';
import { CompareExport } from './compare-export.tsx';
import { comparePath, useCompareQuery } from './compare-query.ts';
import { comparedExports } from './compared-exports.ts';
import { runName } from './run-names.ts';
import { RunsLine } from './runs-line.tsx';
import type { TwoRuns } from './two-runs.ts';
import { useHeldKey } from './use-held-key.ts';
import { verdict } from './verdict-words.ts';
import { instantsOf, windowFrom } from './windows.ts';

interface CompareViewProps {
  readonly runs: TwoRuns;
  readonly a: string;
  readonly b: string;
}

export function CompareView({ runs, a, b }: CompareViewProps) {
  const query = useCompareQuery();
  const [, navigate] = useLocation();
  const { inputs: first } = useAnalysed();
  const [ofA, ofB] = [runs.byId[a]!.inputs, runs.byId[b]!.inputs];
  const swapped = first.runId !== a;
  const other = swapped ? ofA : ofB;
  const instants = useMemo(() => instantsOf(ofA, ofB, runs.titles), [ofA, ofB, runs.titles]);
  const window = windowFrom(query.from, query.to, query.whole, instants, ofA, ofB);
  const instantsUs = instants.map(({ atUs }) => atUs);
  const answer = useAnswer('compare', { other, swapped, instantsUs, window });
  const swap = useCallback(
    () => navigate(`${comparePath(b, a)}${location.search}`, { replace: true }),
    [navigate, a, b],
  );
  const held = useHeldKey('b');
  const [isExporting, setExporting] = useState(false);
  const benchExports = useRef<readonly Exportable[]>([]);
  const names = useMemo(
    () => ({ a: runName(ofA, ofB, runs.titles), b: runName(ofB, ofA, runs.titles) }),
    [ofA, ofB, runs.titles],
  );
  useKeys([
    {
      keys: ['t'],
      shown: 'T',
      does: 'Tables in place of pictures, and back',
      run: () => query.change({ form: query.form === 'table' ? null : 'table' }),
    },
    { keys: ['x'], shown: 'X', does: 'Swap A and B', run: swap },
    { keys: ['e'], shown: 'E', does: 'Export a chart', run: () => setExporting(true) },
  ]);
  if (answer !== null && !answer.ok)
    return <CannotCompare title="These runs cannot be compared" issues={answer.issues} />;
  if (answer?.ok && answer.value.kind === 'refused')
    return <CannotCompare title="These runs cannot be compared" issues={[answer.value.issue]} />;
  const pair = answer?.ok && answer.value.kind === 'compared' ? answer.value.pair : null;
  // While A and B change places the answer is still the old way round: it is not shown under the new names.
  const isFresh = pair !== null && pair.comparison.a.file === a;
  const shown = isFresh ? pair : null;
  // Another window is being compared: what is shown is still that of the one before, and says so.
  const isBusy = shown === null || JSON.stringify(shown.window) !== JSON.stringify(window);
  return (
    <div className="compare">
      <a className="skip-link" href="#main">
        To the comparison
      </a>
      <PageBar
        place="Compare"
        note={placeWords(ofA, ofB, shown)}
        back={{ label: 'To the bench', path: benchPath(ofB.scenario.id, b) }}
      >
        <button type="button" className="button outline" aria-keyshortcuts="x" onClick={swap}>
          Swap A and B <KeyCap>X</KeyCap>
        </button>
        <button
          type="button"
          className={held.isHeld ? 'button primary' : 'button outline'}
          aria-keyshortcuts="b"
          aria-pressed={held.isHeld}
          {...held.button}
        >
          Hold for A <KeyCap>B</KeyCap>
        </button>
        <button type="button" className="button outline" aria-keyshortcuts="e" onClick={() => setExporting(true)}>
          Export <KeyCap>E</KeyCap>
        </button>
      </PageBar>
      <main id="main" className="compare-main" aria-busy={isBusy}>
        <RunsLine
          isBusy={isBusy}
          a={ofA}
          b={ofB}
          names={names}
          titles={runs.titles}
          pair={shown}
          instants={instants}
          window={window}
          query={query}
        />
        <VerdictLines pair={shown} names={names} of={ofA} />
        {shown === null ? (
          <StillColumns />
        ) : (
          <CompareColumns
            pair={shown}
            a={ofA}
            b={ofB}
            other={other}
            swapped={swapped}
            names={names}
            window={window}
            query={query}
            held={held.isHeld}
          />
        )}
        {query.benches ? (
          <BothBenches
            runs={runs}
            a={a}
            b={b}
            names={names}
            query={query}
            held={held.isHeld}
            exportsRef={benchExports}
          />
        ) : null}
      </main>
      {isExporting ? (
        <CompareExport
          a={a}
          b={b}
          items={[
            ...(shown === null ? [] : comparedExports({ pair: shown, a: ofA, b: ofB, names, ...query })),
            ...benchExports.current,
          ]}
          onClose={() => setExporting(false)}
        />
      ) : null}
    </div>
  );
}

function VerdictLines({
  pair,
  names,
  of,
}: {
  readonly pair: ComparedPair | null;
  readonly names: Parameters<typeof verdictOf>[1];
  readonly of: RunInputs;
}) {
  const words = pair === null ? null : verdictOf(pair, names, of);
  const isLate = useHeld(words === null, 200);
  return (
    <div className="verdict">
      <h2>
        {words === null ? (isLate ? 'Both runs are being executed again here.' : '\u00a0') : tied(words.headline)}
      </h2>
      <p role="status">{words === null ? '' : tied(words.detail)}</p>
    </div>
  );
}

function verdictOf(
  pair: ComparedPair,
  names: { readonly a: ReturnType<typeof runName>; readonly b: ReturnType<typeof runName> },
  { scenario }: RunInputs,
) {
  const slo = (plan: string): number => (scenario.plans.find(({ id }) => id === plan)?.sloLatencyUs ?? 0) / 1000;
  const sloMs = Object.fromEntries(scenario.tenants.map((tenant) => [tenant.id, slo(tenant.plan)]));
  return verdict({ pair, ...names, sloMs });
}

function placeWords(a: RunInputs, b: RunInputs, pair: ComparedPair | null): string {
  if (a.scenario.id !== b.scenario.id) return `${a.scenario.title} and ${b.scenario.title}`;
  if (pair === null) return `two runs of ${a.scenario.title}`;
  return `two runs of ${a.scenario.title}${pair.comparison.arrivals.common === 'all' ? ' on identical arrivals' : ''}`;
}

/** Still blocks where the figures will stand; no shimmer. */
function StillColumns() {
  const isLate = useHeld(true, 200);
  return (
    <div className="compare-columns">
      {['shifts', 'shares', 'prices'].map((column) => (
        <div key={column} className="compare-column">
          {isLate ? <span className="still-block tall" /> : null}
        </div>
      ))}
    </div>
  );
}
