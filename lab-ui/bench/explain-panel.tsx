/** @module An explanation: verdict, baseline, and one sentence for each difference, each number with its source. */
import { Link } from 'wouter';
import type { Explanation } from '../../sim-engine/explain/explanation.ts';
import type { Brush, ChartTable } from '../charts/chart.ts';
import { DataTable } from '../parts/data-table.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import { KeyCap } from '../parts/key-cap.tsx';
import { Segment } from '../parts/segment.tsx';
import { benchPath, type Form } from '../state/bench-query.ts';
import { BASELINES, type BaselineKind, type ExplainQuery } from '../state/explain-query.ts';
import {
  baselineWords,
  brushWords,
  type CauseWords,
  causeWords,
  factWords,
  ms,
  resourceWords,
  verdictWords,
  whatWords,
} from '../text/explain-words.ts';
import { tied } from '../text/format.ts';
import type { Asked } from './use-explanation.ts';

interface RunNames {
  readonly scenarioId: string;
  readonly runId: string;
}

interface ExplainPanelProps {
  readonly asked: Asked;
  readonly brush: Brush;
  /** Id of the tenant in focus. */
  readonly tenant: string | null;
  readonly query: ExplainQuery;
  readonly form: Form;
  readonly run: RunNames;
}

const baselineLabels: Readonly<Record<BaselineKind, string>> = { before: 'Calm time before', outside: 'All outside' };

export function ExplainPanel({ asked, brush, tenant, query, form, run }: ExplainPanelProps) {
  const { busy, explanation, issues } = asked;
  return (
    <section className="explain" aria-busy={busy}>
      <header className="panel-head">
        <h2>{tied(`Why ${brushWords(brush)}`)}</h2>
        <button type="button" className="button plain" onClick={query.close}>
          Close <KeyCap>Esc</KeyCap>
        </button>
      </header>
      <div className="explain-choices">
        <Segment
          label="Whose requests"
          options={[
            { value: 'one', label: tenant ?? '–' },
            { value: 'all', label: 'Everybody' },
          ]}
          value={query.everybody ? 'all' : 'one'}
          onChoose={(value) => query.setEverybody(value === 'all')}
        />
        <Segment
          label="Compared with"
          options={BASELINES.map((value) => ({ value, label: baselineLabels[value] }))}
          value={query.baseline}
          onChoose={query.setBaseline}
        />
      </div>
      <p className="note explain-state" role="status">
        {busy ? 'The run is executed again here, to look at every request: a few seconds.' : ''}
        {!busy && explanation ? tied(baselineWords(explanation)) : ''}
      </p>
      {issues.length > 0 ? (
        <div className="explain-failed" role="alert">
          <IssueList issues={issues} />
          <button type="button" className="button outline" onClick={asked.again}>
            Ask again
          </button>
        </div>
      ) : null}
      {explanation ? <Answer explanation={explanation} form={form} run={run} stale={busy} /> : null}
    </section>
  );
}

interface AnswerProps {
  readonly explanation: Explanation;
  readonly form: Form;
  readonly run: RunNames;
  readonly stale: boolean;
}

function Answer({ explanation, form, run, stale }: AnswerProps) {
  const { told, otherMs } = causeWords(explanation);
  return (
    <div className={stale ? 'explain-answer stale' : 'explain-answer'}>
      <p className="explain-verdict">{tied(verdictWords(explanation))}</p>
      {explanation.verdict === 'nothing' ? null : form === 'table' ? (
        <div className="explain-table">
          <DataTable id="explanation" table={tableOf(explanation)} empty="No cause has a part in it." />
        </div>
      ) : (
        <>
          <ol className="explain-causes" aria-label="Causes, the largest first">
            {told.map((words) => (
              <CauseLine key={`${words.what}`} words={words} explanation={explanation} form={form} run={run} />
            ))}
          </ol>
          <p className="note">
            {tied(`All others together: ${ms(otherMs)}. Without a cause: ${ms(Math.abs(explanation.remainderMs))}.`)}
          </p>
        </>
      )}
      {explanation.facts.length > 0 ? (
        <>
          <h3>Beside the waiting</h3>
          <ul className="explain-facts">
            {explanation.facts.map((fact) => (
              <li key={`${fact.kind} ${fact.tenant}`}>{tied(factWords(fact))}</li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

interface CauseLineProps {
  readonly words: CauseWords;
  readonly explanation: Explanation;
  readonly form: Form;
  readonly run: RunNames;
}

function CauseLine({ words, explanation, form, run }: CauseLineProps) {
  const { cause, what, amount, rest } = words;
  const share = Math.min(1, Math.abs(cause.contributionMs / explanation.differenceMs));
  return (
    <li>
      <strong>{what}</strong>:{' '}
      {cause.cause.kind === 'blame' ? <Link href={sourceOf(cause.source, run)}>{tied(amount)}</Link> : tied(amount)} per
      request, {tied(rest)}.
      {form === 'picture' ? (
        <span className="explain-bar" aria-hidden="true">
          <span style={{ width: `${100 * share}%` }} />
        </span>
      ) : null}
    </li>
  );
}

/** Address of the ledger's cell that a number comes from. */
function sourceOf({ fromUs, toUs, resource, cell }: Explanation['causes'][number]['source'], run: RunNames): string {
  const query = new URLSearchParams({
    from: String(fromUs / 1e6),
    to: String(toUs / 1e6),
    resource,
    cell: cell.join(','),
  });
  return `${benchPath(run.scenarioId, run.runId)}/blame?${query}`;
}

function tableOf({ causes, region, remainderMs }: Explanation): ChartTable {
  return {
    caption: 'Differences per request, milliseconds',
    columns: [
      { label: 'Cause', numeric: false },
      { label: 'At', numeric: false },
      { label: 'More, ms', numeric: true },
      { label: 'Here, ms', numeric: true },
      { label: 'Before, ms', numeric: true },
      { label: 'Lift', numeric: true },
      { label: 'Direct, ms', numeric: true },
    ],
    rows: [
      ...causes.map(({ cause, contributionMs, regionMs, baselineMs, lift, directMs }) => [
        whatWords(cause, region.tenant),
        resourceWords(cause.resource),
        contributionMs,
        regionMs,
        baselineMs,
        lift,
        directMs,
      ]),
      ['Without a cause', '', remainderMs, null, null, null, null],
    ],
  };
}
