/** @module The preview: the newest text that was valid, executed here with a chosen action log; who is hurt, and what is won. */
import { useEffect, useId, useMemo, useState } from 'react';
import type { GuardResult, ObjectiveResult } from '../../sim-engine/model/run-result.ts';
import type { Chart, Focus } from '../charts/chart.ts';
import { CHARTS } from '../charts/index.ts';
import { StillChart } from '../compare/still-chart.tsx';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { TruthLines } from '../parts/info-button.tsx';
import { Segment } from '../parts/segment.tsx';
import type { BenchData } from '../state/bench-data.ts';
import { FORMS, type Form, formLabels } from '../state/bench-query.ts';
import type { AuthorSession, AuthorState } from './author-session.ts';
import type { PreviewRun } from './lab-messages.ts';
import { valueWords } from './measured-words.ts';
import type { PreviewState } from './preview-client.ts';

interface PreviewPanelProps {
  readonly session: AuthorSession;
  readonly state: AuthorState;
  readonly preview: PreviewState;
  onLine(line: number | undefined): void;
}

const SHOWN = ['p99-grid', 'goodput'];

export function PreviewPanel({ session, state, preview, onLine }: PreviewPanelProps) {
  const [form, setForm] = useState<Form>('picture');
  const { run } = preview;
  const choice = useId();
  const solutions = state.valid?.scenario.proofs ?? [];
  return (
    <section className="author-preview" aria-labelledby="preview-title">
      <header className="author-head">
        <h2 id="preview-title">Live preview</h2>
        <label className="quiet" htmlFor={choice}>
          replays
        </label>
        <select
          id={choice}
          value={state.log ?? ''}
          onChange={(event) => session.replay(event.target.value === '' ? null : event.target.value)}
        >
          <option value="">no actions</option>
          {solutions
            .filter(({ actions }) => actions.length > 0)
            .map(({ id, title, role }) => (
              <option key={id} value={id}>
                {role}: {title}
              </option>
            ))}
        </select>
        <span className="top-bar-gap" />
        <Segment<Form>
          label="Form of the preview"
          options={FORMS.map((value: Form) => ({ value, label: formLabels[value] }))}
          value={form}
          onChoose={setForm}
        />
      </header>
      <PreviewNote state={state} preview={preview} />
      {run === null ? null : <PreviewCharts run={run} form={form} />}
      {run === null ? null : <ResultTable run={run} lines={state.valid?.lines.objectives ?? {}} onLine={onLine} />}
    </section>
  );
}

function PreviewNote({ state, preview }: { state: AuthorState; preview: PreviewState }) {
  const [nowMs, setNow] = useState(() => performance.now());
  const errors = state.reading?.told ?? [];
  const isBehind = errors.length > 0;
  useEffect(() => {
    if (!isBehind) return;
    const timer = setInterval(() => setNow(performance.now()), 1_000);
    return () => clearInterval(timer);
  }, [isBehind]);
  if (preview.failure !== '')
    return (
      <p className="preview-note">
        <StateGlyph state="over" /> The run stopped: {preview.failure}.
      </p>
    );
  if (state.valid === null) return <p className="preview-note quiet">Nothing to show before the file is valid once.</p>;
  if (isBehind) {
    const seconds = Math.max(0, Math.round((nowMs - state.valid.atMs) / 1000));
    return (
      <p className="preview-note">
        <StateGlyph state="near" /> Shows the last text that was valid, {seconds} s ago. Line {errors[0]?.issue.line} is
        left out.
      </p>
    );
  }
  const { run } = preview;
  return (
    <p className="preview-note quiet">
      {run === null
        ? 'Running'
        : `${run.events.toLocaleString('en')} events of seed 1, executed here in ${(run.tookMs / 1000).toFixed(2)} s`}
      {preview.isRunning && run !== null ? '; the newest text is running' : ''}
    </p>
  );
}

function PreviewCharts({ run, form }: { run: PreviewRun; form: Form }) {
  const data = useMemo(() => benchDataOf(run), [run]);
  const [cursorUs, setCursor] = useState<number | null>(null);
  const [chosen, setTenant] = useState(0);
  const tenant = Math.min(chosen, run.scenario.tenants.length - 1);
  const focus = useMemo<Focus>(() => ({ tenant, cursorUs }), [tenant, cursorUs]);
  const charts = SHOWN.flatMap((id) => CHARTS.filter((chart) => chart.id === id));
  return (
    <>
      {charts.map((chart) => (
        <PreviewChart
          key={chart.id}
          chart={chart}
          data={data}
          focus={focus}
          form={form}
          onCursor={setCursor}
          onTenant={setTenant}
        />
      ))}
    </>
  );
}

interface PreviewChartProps {
  readonly chart: Chart;
  readonly data: BenchData;
  readonly focus: Focus;
  readonly form: Form;
  onCursor(us: number | null): void;
  onTenant(index: number): void;
}

function PreviewChart({ chart, data, focus, form, onCursor, onTenant }: PreviewChartProps) {
  const heading = useId();
  const title = chart.title(data, focus);
  return (
    <section className={`preview-chart of-${chart.id}`} aria-labelledby={heading}>
      <header className="figure-head">
        <h3 id={heading}>{title}</h3>
        <span className="note figure-unit">{chart.unit}</span>
        <TruthLines title={title} truth={chart.truth} />
      </header>
      <div className="preview-plot">
        {form === 'picture' ? (
          <StillChart chart={chart} data={data} focus={focus} onCursor={onCursor} onTenant={onTenant} />
        ) : null}
        {form === 'table' ? (
          <DataTable id={chart.id} table={chart.table(data, focus)} empty="Nothing was measured." />
        ) : null}
        {form === 'sentence' ? <p className="figure-sentence">{chart.sentence(data, focus)}</p> : null}
      </div>
    </section>
  );
}

function benchDataOf(run: PreviewRun): BenchData {
  return {
    scenario: run.scenario,
    ladder: [],
    status: 'finished',
    simulatedUs: run.scenario.durationUs,
    events: run.events,
    speed: 1,
    actualSpeed: 1,
    ticks: run.ticks,
    state: null,
    topology: null,
    log: run.log,
    objectives: run.objectives,
    guards: run.guards,
    actions: run.actions,
    movesUsed: 0,
    digest: null,
    head: null,
  };
}

interface ResultTableProps {
  readonly run: PreviewRun;
  readonly lines: Readonly<Record<string, number>>;
  onLine(line: number | undefined): void;
}

function ResultTable({ run, lines, onLine }: ResultTableProps) {
  const won = run.objectives.reduce((sum, { points }) => sum + points, 0);
  const { passPoints } = run.scenario;
  return (
    <table className="table preview-results">
      <caption className="hidden-words">Objectives as this run measured them</caption>
      <thead>
        <tr>
          <th scope="col">Objective</th>
          <th scope="col">Bound</th>
          <th scope="col" className="number">
            Measured
          </th>
          <th scope="col" className="number">
            Points
          </th>
        </tr>
      </thead>
      <tbody>
        {run.objectives.map((objective) => (
          <tr key={objective.id}>
            <td>
              <StateGlyph state={objective.passed ? 'fine' : 'over'} label={objective.passed ? 'met' : 'missed'} />{' '}
              <button
                type="button"
                className="link-button"
                title={objective.title}
                onClick={() => onLine(lines[objective.id])}
              >
                {objective.id}
              </button>
            </td>
            <td>{boundWords(objective)}</td>
            <td className="number">
              <strong>{valueWords(objective.measured, objective.unit)}</strong>
            </td>
            <td className="number">
              {objective.points} of {objective.pointsMax}
            </td>
          </tr>
        ))}
        {run.guards.map((guard) => (
          <tr key={guard.id}>
            <td>
              <StateGlyph state={guard.passed ? 'fine' : 'over'} label={guard.passed ? 'kept' : 'broken'} /> {guard.id}
            </td>
            <td>{boundWords(guard)}</td>
            <td className="number">
              <strong>{valueWords(guard.measured, guard.unit)}</strong>
            </td>
            <td className="number">guard</td>
          </tr>
        ))}
        <tr>
          <td>
            <StateGlyph state={won >= passPoints ? 'fine' : 'over'} /> {won >= passPoints ? 'passes' : 'does not pass'}
          </td>
          <td>at least {passPoints}</td>
          <td />
          <td className="number">
            <strong>{won} of 100</strong>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function boundWords({ bound, threshold, unit }: ObjectiveResult | GuardResult): string {
  return `${bound === 'at-most' ? 'at most' : 'at least'} ${valueWords(threshold, unit)}`;
}
