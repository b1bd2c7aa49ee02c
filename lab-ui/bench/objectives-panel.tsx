/** @module Objectives as they stand: wording as a bound, what was measured, points won of points. */
import { useState } from 'react';
import type { ObjectiveResult } from '../../sim-engine/model/run-result.ts';
import type { RunStatus } from '../../sim-engine/protocol/messages.ts';
import type { StateName } from '../marks/state-glyph.ts';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { Panel } from '../parts/panel.tsx';
import type { BenchData } from '../state/bench-data.ts';
import { formatClock, formatMs, formatRate, formatShare } from '../text/format.ts';
import { answerWords, questionsOf } from './answer-draft.ts';
import { useMeasuredData } from './bench-context.tsx';
import { FreshRunButton } from './fresh-run-button.tsx';
import { QuestionForm } from './question-form.tsx';
import { pointsOf } from './run-words.ts';

interface ObjectivesPanelProps {
  /** `waits` while the guide runs, `after` once it was walked through in this run. */
  readonly guide: 'none' | 'waits' | 'after';
}

export function ObjectivesPanel({ guide }: ObjectivesPanelProps) {
  const data = useMeasuredData();
  const points = pointsOf(data);
  const [readNow, setReadNow] = useState(false);
  if (guide === 'waits') {
    const count = data.scenario.objectives.length;
    return (
      <Panel
        title={
          <>
            Objectives <StateGlyph state="not-yet" />
          </>
        }
        note="not yet"
      >
        <p className="quiet dense">
          Look first, be scored later. {count} {count === 1 ? 'objective' : 'objectives'} worth {points.max} points open
          after step 4, on a fresh run.
        </p>
        <button type="button" className="link-button" aria-expanded={readNow} onClick={() => setReadNow(!readNow)}>
          {readNow ? 'Put them away' : 'Read them now'}
        </button>
        {readNow ? <ObjectiveList data={data} /> : null}
      </Panel>
    );
  }
  return (
    <Panel
      title="Objectives"
      note={
        <span className="points">
          <strong>{points.won}</strong> of {points.max} points
        </span>
      }
    >
      {guide === 'after' ? (
        <div className="after-guide">
          <p className="quiet dense">This run was for looking. A fresh one counts from 0 s, with all its moves.</p>
          <FreshRunButton kind="outline">Start a fresh run</FreshRunButton>
        </div>
      ) : null}
      <ObjectiveList data={data} />
      {questionsOf(data.scenario).map((question) => (
        <QuestionForm
          key={question.id}
          question={question}
          result={data.objectives.find(({ id }) => id === question.id)}
        />
      ))}
    </Panel>
  );
}

/** The list alone, for the panel, the narrow page and the finished run. */
export function ObjectiveList({ data }: { data: BenchData }) {
  const results = data.objectives.length > 0 ? data.objectives : planned(data);
  return (
    <ul className="objectives">
      {results.map((objective) => (
        <li key={objective.id} title={windowOf(data, objective.id)}>
          <StateGlyph state={glyphOf(objective, data.status)} />
          <span className="objective-title">
            {objective.title}
            <span className="hidden-words">
              , {windowOf(data, objective.id)}: {wordsOf(objective, data.status)}
            </span>
          </span>
          <span className="objective-measured">
            {isCutShort(objective, data.status)
              ? 'run ended'
              : objective.state === 'waiting'
                ? `from ${beginOf(data, objective.id)}`
                : (answeredOf(objective, data) ?? measuredOf(objective))}
          </span>
          <span className="objective-points">
            {objective.state === 'closed' ? objective.points : '–'}/{objective.pointsMax}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** @returns when the objective's window begins, in words */
function beginOf(data: BenchData, id: string): string {
  return seconds(data.scenario.objectives.find((objective) => objective.id === id)?.fromUs ?? 0);
}

/** @returns the span of the run over which the objective is measured, in words */
function windowOf(data: BenchData, id: string): string {
  const objective = data.scenario.objectives.find((known) => known.id === id);
  return objective ? `measured from ${seconds(objective.fromUs)} to ${seconds(objective.toUs)}` : '';
}

function seconds(us: number): string {
  return formatClock(us).replace('.0 ', ' ');
}

function planned(data: BenchData): readonly ObjectiveResult[] {
  return data.scenario.objectives.map((objective) => ({
    id: objective.id,
    title: objective.title,
    state: 'waiting',
    passed: false,
    points: 0,
    pointsMax: objective.points,
    measured: null,
    threshold: objective.threshold,
    bound: objective.bound,
    unit: '',
  }));
}

/** @returns true when the run was finished before the objective's window was over: nothing is measured any more */
function isCutShort(objective: ObjectiveResult, status: RunStatus): boolean {
  return status === 'finished' && objective.state !== 'closed';
}

function glyphOf(objective: ObjectiveResult, status: RunStatus): StateName {
  if (isCutShort(objective, status)) return 'not-yet';
  if (objective.state === 'waiting') return 'not-yet';
  if (objective.state === 'open') return 'running';
  return objective.passed ? 'fine' : 'over';
}

function wordsOf(objective: ObjectiveResult, status: RunStatus): string {
  if (isCutShort(objective, status)) return 'not measured, the run was finished before the end of its window';
  if (objective.state === 'waiting') return 'not yet';
  if (objective.state === 'open' && objective.given !== undefined) return 'told when the run is over';
  if (objective.state === 'open') return objective.passed ? 'holds so far' : 'does not hold so far';
  return objective.passed ? 'held' : 'not held';
}

/** @returns what was answered, and once it is told what is true; null for what is no question */
function answeredOf({ given, answer, passed }: ObjectiveResult, { scenario }: BenchData): string | null {
  if (given === undefined) return null;
  const short = (name: string): string =>
    scenario.tenants.some(({ id }) => id === name) ? name : answerWords(name, scenario).toLowerCase();
  if (answer === undefined) return given === null ? 'not answered' : `answered ${short(given)}`;
  return passed ? short(answer.truth) : `${given === null ? 'no answer' : short(given)}; it is ${short(answer.truth)}`;
}

function measuredOf(objective: ObjectiveResult): string {
  if (objective.measured === null) return '–';
  const value = objective.measured;
  switch (objective.unit) {
    case 'ms':
      return formatMs(value * 1_000);
    case '%':
      return formatShare(value / 100);
    case 'USD/h':
      // The title names the unit of its bound; here there is room for the number.
      return value.toFixed(2);
    case 'req/s':
      return formatRate(value);
    default:
      return `${value.toPrecision(3)} ${objective.unit}`.trim();
  }
}
