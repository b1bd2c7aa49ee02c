/** @module The form of a question: what is asked of which seconds, the answers, and what has been answered. */
import { useId, useState } from 'react';
import type { ObjectiveResult } from '../../sim-engine/model/run-result.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { formatClock } from '../text/format.ts';
import { answerAction, answerChoices, answerWords, type Question } from './answer-draft.ts';
import { useBench, useBenchState, useCommands, useMeasuredData, useSession, whyNot } from './bench-context.tsx';

interface QuestionFormProps {
  readonly question: Question;
  readonly result: ObjectiveResult | undefined;
}

export function QuestionForm({ question, result }: QuestionFormProps) {
  const id = useId();
  const { catalogue } = useSession();
  const data = useMeasuredData();
  const scenario = useBench((bench) => bench.scenario);
  const { act } = useCommands();
  const state = useBenchState();
  const [draft, setDraft] = useState('');
  const kind = catalogue.questions.find((known) => known.id === question.ask.id);
  if (kind === undefined) return null;
  const given = result?.given ?? null;
  const window = `${formatClock(question.fromUs)} to ${formatClock(question.toUs)}`;
  const isOver = data.simulatedUs >= question.toUs;
  const early = isOver ? null : `Not before ${formatClock(question.toUs)}`;
  const chosen = draft === '' ? 'Choose an answer first' : null;
  return (
    <div className="question">
      <p className="quiet dense">
        <b>{question.title}</b> {window}
        {question.resource === undefined ? '' : `, at ${answerWords(question.resource, scenario).toLowerCase()} only`}.
        “Who hurts whom” shows it.
      </p>
      <div className="field">
        <label htmlFor={id}>Answer</label>
        <select id={id} className="select" value={draft} onChange={(event) => setDraft(event.target.value)}>
          <option value="">Choose</option>
          {answerChoices(question, kind.names, scenario).map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.words}
            </option>
          ))}
        </select>
      </div>
      <div className="button-row">
        <ActionButton
          kind="outline"
          why={whyNot(state) ?? early ?? chosen}
          onPress={() => {
            act(answerAction(question.id, draft));
          }}
        >
          {given === null ? 'Answer' : 'Change the answer'}
        </ActionButton>
        <span className="quiet dense">
          {given === null
            ? 'Told right or wrong when the run is over.'
            : `Answered: ${answerWords(given, scenario)}. It may be changed until the run is over.`}
        </span>
      </div>
    </div>
  );
}
