/** @module Both benches side by side, locked: one clock moves both, hovering one marks the moment in the other. */
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import type { Analysed } from '../analysis/analysis-context.tsx';
import { useAnswerOf } from '../analysis/use-answer.ts';
import type { ChartTable, Focus } from '../charts/chart.ts';
import { p99Grid } from '../charts/p99-grid.ts';
import { api } from '../net/api.ts';
import { DataTable } from '../parts/data-table.tsx';
import { TruthLines } from '../parts/info-button.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import { topology } from '../scene/topology.ts';
import type { BenchData, IsolationRung } from '../state/bench-data.ts';
import type { Form } from '../state/bench-query.ts';
import { formatClock, tied } from '../text/format.ts';
import { benchDataAt } from './bench-data-at.ts';
import type { CompareQuery } from './compare-query.ts';
import type { RunName } from './run-names.ts';
import { StillChart } from './still-chart.tsx';
import type { TwoRuns } from './two-runs.ts';
import { commonEndUs, partingUs } from './windows.ts';

/** One step of the clock, seconds: as often as the bench measures. */
const STEP_S = 0.5;

interface BothBenchesProps {
  readonly runs: TwoRuns;
  readonly a: string;
  readonly b: string;
  readonly names: { readonly a: RunName; readonly b: RunName };
  readonly query: CompareQuery;
  /** Shows A in the place of B. */
  readonly held: boolean;
}

export function BothBenches({ runs, a, b, names, query, held }: BothBenchesProps) {
  const [ofA, ofB] = [runs.byId[a]!, runs.byId[b]!];
  const endS = Math.floor(commonEndUs(ofA.inputs, ofB.inputs) / 1e6 / STEP_S) * STEP_S;
  const asked = Number(query.at ?? Number.NaN);
  const atS = Number.isFinite(asked)
    ? Math.min(endS, Math.max(0, asked))
    : Math.min(endS, beginS(ofA.inputs, ofB.inputs));
  const atUs = Math.round((atS / STEP_S) * STEP_S * 1e6);
  const [cursorUs, setCursor] = useState<number | null>(null);
  const heading = useId();
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), []);
  const seen = { A: useBenchDataAt(ofA, atUs), B: useBenchDataAt(ofB, atUs) };
  const side = (letter: 'A' | 'B') => (
    <OneBench
      title={`${letter}, ${letter === 'A' ? names.a.short : names.b.short}`}
      seen={seen[letter]}
      cursorUs={cursorUs}
      form={query.form}
      tenant={query.tenant}
      onCursor={setCursor}
    />
  );
  return (
    <section className="both-benches" aria-labelledby={heading} ref={place}>
      <header className="figure-head">
        <h2 id={heading}>Both benches at {formatClock(atUs)}</h2>
        <TruthLines title="Both benches" truth={[...topology.truth, ...p99Grid.truth]} />
      </header>
      <div className="shared-clock">
        <button
          type="button"
          className="button outline"
          onClick={() => query.change({ at: String(Math.max(0, atS - STEP_S)) })}
        >
          Back {STEP_S} s
        </button>
        <input
          type="range"
          className="slider"
          aria-label="One clock for both"
          aria-valuetext={formatClock(atUs)}
          min={0}
          max={endS}
          step={STEP_S}
          value={atS}
          style={{ '--filled': `${endS === 0 ? 0 : (100 * atS) / endS}%` }}
          onChange={(event) => query.change({ at: event.target.value })}
        />
        <button
          type="button"
          className="button outline"
          onClick={() => query.change({ at: String(Math.min(endS, atS + STEP_S)) })}
        >
          On {STEP_S} s
        </button>
      </div>
      <div className="two-benches">
        {side('A')}
        {side(held ? 'A' : 'B')}
      </div>
    </section>
  );
}

/** How long after the runs parted there is something to see, microseconds. */
const SEEN_AFTER_US = 8_000_000;

/** A moment worth looking at: some time after the runs parted; else well into the first noise, or the middle. */
function beginS(a: RunInputs, b: RunInputs): number {
  const [first] = b.scenario.timeline;
  const parted = partingUs(a, b);
  const otherwiseUs = first === undefined ? b.simulatedUs / 2 : first.atUs + (first.forUs * 3) / 4;
  const us = parted === null ? otherwiseUs : parted + SEEN_AFTER_US;
  return Math.round(us / 1e6 / STEP_S) * STEP_S;
}

/** A run at an instant, or why it cannot be shown. */
interface Seen {
  readonly data: BenchData | null;
  readonly issues: readonly Issue[];
}

interface OneBenchProps {
  readonly title: string;
  readonly seen: Seen;
  readonly cursorUs: number | null;
  readonly form: Form;
  readonly tenant: string | null;
  onCursor(us: number | null): void;
}

function OneBench({ title, seen: { data, issues }, cursorUs, form, tenant, onCursor }: OneBenchProps) {
  const heading = useId();
  const focus: Focus = {
    tenant: Math.max(0, data?.scenario.tenants.findIndex(({ id }) => id === tenant) ?? 0),
    cursorUs,
  };
  return (
    <section className="one-bench" aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      {issues.length > 0 ? <IssueList issues={issues} /> : null}
      {[topology, p99Grid].map((chart) => (
        <div key={chart.id} className="one-chart" data-chart={chart.id}>
          {data === null ? <span className="still-block tall" /> : null}
          {data !== null && form === 'picture' ? (
            <StillChart chart={chart} data={data} focus={focus} onCursor={onCursor} />
          ) : null}
          {data !== null && form === 'table' ? (
            <DataTable id={chart.id} table={titledTable(title, chart.table(data, focus))} empty="Nothing stands yet." />
          ) : null}
          {data !== null && form === 'sentence' ? (
            <p className="figure-sentence">{tied(chart.sentence(data, focus))}</p>
          ) : null}
        </div>
      ))}
    </section>
  );
}

/** Both sides have the same tables: each says whose it is. */
function titledTable(title: string, table: ChartTable): ChartTable {
  return { ...table, caption: `${title}: ${table.caption}` };
}

/** The bench's data of a run as they were at an instant; the last ones stay until the next have come. */
function useBenchDataAt({ inputs, replay }: Analysed, atUs: number): Seen {
  const ticks = useAnswerOf(replay, 'ticks', WHOLE);
  const moment = useAnswerOf(replay, 'moment', { atUs });
  const [ladder, setLadder] = useState<readonly IsolationRung[] | null>(null);
  const scenarioId = inputs.scenario.id;
  useEffect(() => {
    let left = false;
    // Only the titles of the models are read from it: without an answer their ids stand there.
    void api.scenario(scenarioId).then((answer) => {
      if (!left) setLadder(answer.ok ? answer.value.ladder : []);
    });
    return () => {
      left = true;
    };
  }, [scenarioId]);
  return useMemo(() => {
    const issues = [ticks, moment].flatMap((answer) => (answer !== null && !answer.ok ? answer.issues : []));
    if (ladder === null || !ticks?.ok || !moment?.ok) return { data: null, issues };
    return { data: benchDataAt(inputs, ladder, ticks.value, moment.value), issues };
  }, [inputs, ladder, ticks, moment]);
}

const WHOLE = { whole: true } as const;
