/** @module A question: answered by the learner, graded by the server, with a reason for the answer that was given. */
import { type ReactNode, useId, useState } from 'react';
import type { Issue } from '../../../sim-engine/kernel/result.ts';
import type { CheckAnswer, CheckVerdict, ShownCheck } from '../../../sim-engine/protocol/course.ts';
import { StateGlyph } from '../../marks/tenant-mark.tsx';
import { api } from '../../net/api.ts';
import { IssueList } from '../../parts/issue-list.tsx';
import { useOpenLesson } from '../lesson-context.tsx';
import type { AnswerProps } from './answer.ts';
import { ANSWERS } from './index.ts';

export function CheckPart({ id }: { id: string }) {
  const { lesson, verdicts, onVerdict } = useOpenLesson();
  const check = lesson.checks.find((each) => each.id === id);
  return check === undefined ? null : (
    <Question
      check={check}
      verdict={verdicts[id] ?? null}
      send={async (answer) => {
        const graded = await api.answerCheck(lesson.courseId, lesson.lesson.id, id, answer);
        if (graded.ok) onVerdict(id, graded.value);
        return graded.ok ? [] : graded.issues;
      }}
    />
  );
}

interface QuestionProps {
  readonly check: ShownCheck;
  readonly verdict: CheckVerdict | null;
  send(answer: CheckAnswer): Promise<readonly Issue[]>;
}

function Question({ check, verdict, send }: QuestionProps) {
  const title = useId();
  const last = verdict?.attempts.at(-1)?.answer ?? null;
  const [answer, setAnswer] = useState<CheckAnswer | null>(last ?? ANSWERS[check.kind].first(check as never));
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [sending, setSending] = useState(false);
  const submit = async () => {
    if (answer === null) return;
    setSending(true);
    setIssues(await send(answer));
    setSending(false);
  };
  const Form = ANSWERS[check.kind].form as (props: AnswerProps) => ReactNode;
  const why = sending ? 'Being graded' : answer === null ? 'Answer first' : null;
  return (
    <section className="lesson-check" aria-labelledby={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (why === null) void submit();
        }}
      >
        <h3 id={title}>{check.ask}</h3>
        <Form check={check} answer={answer} onAnswer={setAnswer} labelledBy={title} />
        <div className="button-row">
          {/* A real submit button, so that Enter in the form answers too. */}
          <button
            type="submit"
            className={why === null ? 'button' : 'button off'}
            aria-disabled={why !== null || undefined}
          >
            {why ?? (verdict === null ? 'Answer' : 'Answer again')}
          </button>
        </div>
      </form>
      <div role="status" className="lesson-feedback">
        {verdict === null ? null : (
          <p>
            <StateGlyph state={verdict.correct ? 'fine' : 'over'} />{' '}
            <strong>{verdict.correct ? 'Right.' : 'Not that.'}</strong>{' '}
            <span className="quiet">{verdict.feedback}</span> <span className="note">{attemptWords(verdict)}</span>
          </p>
        )}
      </div>
      {issues.length > 0 ? <IssueList issues={issues} /> : null}
    </section>
  );
}

function attemptWords({ attempts }: CheckVerdict): string {
  const first = attempts.findIndex(({ correct }) => correct);
  if (first === 0) return 'Right at the first attempt.';
  return first > 0 ? `Right at attempt ${first + 1}.` : `Attempt ${attempts.length}.`;
}
