/** @module Objectives as they stand: wording as a bound, what was measured, points won of points. */
import { useState } from 'react';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { Panel } from '../parts/panel.tsx';
import type { BenchData } from '../state/bench-data.ts';
import { answeredWords, questionsOf } from './answer-draft.ts';
import { useMeasuredData, useSession } from './bench-context.tsx';
import { ConditionLine } from './condition-line.tsx';
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
  const { metrics } = useSession().catalogue;
  const { objectives, guards = [] } = data.scenario;
  return (
    <>
      <ul className="objectives">
        {objectives.map((objective, at) => {
          const result = data.objectives[at] ?? null;
          return (
            <ConditionLine
              key={objective.id}
              title={objective.title}
              condition={objective}
              result={result}
              status={data.status}
              metrics={metrics}
              answered={result === null ? undefined : answeredWords(result, data.scenario)}
            >
              {result?.state === 'closed' ? result.points : '–'}/{objective.points}
            </ConditionLine>
          );
        })}
      </ul>
      {guards.length === 0 ? null : (
        <>
          <h3 className="guards-title">These must hold, or no points count</h3>
          <ul className="objectives">
            {guards.map((guard, at) => (
              <ConditionLine
                key={guard.id}
                title={guard.title}
                condition={guard}
                result={data.guards[at] ?? null}
                status={data.status}
                metrics={metrics}
              />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
