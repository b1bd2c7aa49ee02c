/** @module A learner's row, opened: hidden worlds against the bound, why this mark, the replay, comments and overrides. */
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Issue, Result } from '../../sim-engine/kernel/result.ts';
import type { GradebookRow, GradebookView } from '../../sim-engine/protocol/gradebook.ts';
import { api } from '../net/api.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import { failingMoment, shownCheck } from './failing-moment.ts';
import { checkName, figure, markWords, momentWords } from './gradebook-words.ts';
import { NoteForm } from './note-form.tsx';
import { RowHistory } from './row-history.tsx';
import { WorldStrip } from './world-strip.tsx';

interface OpenRowProps {
  readonly view: GradebookView;
  readonly row: GradebookRow;
  onView(view: GradebookView): void;
}

export function OpenRow({ view, row, onView }: OpenRowProps) {
  const [, navigate] = useLocation();
  const [form, setForm] = useState<'none' | 'comment' | 'override'>('none');
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const check = shownCheck(view, row);
  const moment = failingMoment(view, row);
  const show = (answer: Result<GradebookView>): boolean => {
    setIssues(answer.ok ? [] : answer.issues);
    if (!answer.ok) return false;
    onView(answer.value);
    setForm('none');
    return true;
  };
  const replay = async () => {
    if (moment === null || row.file === null) return;
    const { seed, fromUs } = moment;
    const made = await api.replayClass(view.id, { file: row.file, seed, atUs: fromUs });
    if (!made.ok) setIssues(made.issues);
    else navigate(`/lab/${made.value.scenarioId}/${made.value.runId}`);
  };
  const missed = row.cells.flatMap((cell, at) => (cell.passed ? [] : [{ cell, check: view.checks[at]! }]));
  return (
    <div className="open-row">
      {check === null || row.worlds.length === 0 ? null : (
        <section aria-label="Hidden worlds">
          <h2>
            {checkName(check)} in {row.worlds.length} hidden worlds <span className="note">{check.title}</span>
          </h2>
          <WorldStrip check={check} worlds={row.worlds} named={moment?.world ?? -1} />
        </section>
      )}
      <section aria-label="Why this mark">
        <h2>Why {markWords(row.mark)}</h2>
        <p className="dense">{row.state === 'graded' ? row.ruleWhy : row.reason}</p>
        {row.remarks.map((remark) => (
          <p className="dense" key={remark}>
            <b>Somebody has to look:</b> {remark}.
          </p>
        ))}
        <ul className="missed">
          {missed.map(({ cell, check: of }) => (
            <li key={of.id} className="dense">
              <b>{checkName(of)}.</b> {cell.sentence}
            </li>
          ))}
        </ul>
        {row.state === 'graded' && missed.length === 0 ? (
          <p className="dense">Everything holds in the learner’s own world.</p>
        ) : null}
      </section>
      {row.worths === null || row.worths.length === 0 ? null : (
        <section aria-label="Worth of each action">
          <h2>
            Worth of each action <span className="note">points, by leaving it out</span>
          </h2>
          <ul className="worths">
            {row.worths.map(({ atUs, type, points }) => (
              <li key={`${atUs} ${type}`} className="dense">
                <span>
                  {type.replaceAll('-', ' ')}, {momentWords(atUs)}
                </span>
                <b>{points > 0 ? `+${points}` : points < 0 ? `−${-points}` : '0'}</b>
              </li>
            ))}
          </ul>
        </section>
      )}
      <RowHistory row={row} />
      <div className="button-row open-row-actions">
        {moment === null ? null : (
          <ActionButton kind="primary" onPress={() => void replay()}>
            Replay {moment.world === null ? 'the own world' : `world ${moment.world + 1}`} at{' '}
            {momentWords(moment.fromUs)}
          </ActionButton>
        )}
        <ActionButton onPress={() => setForm(form === 'comment' ? 'none' : 'comment')}>Comment</ActionButton>
        <ActionButton kind="plain" onPress={() => setForm(form === 'override' ? 'none' : 'override')}>
          Override, with a reason
        </ActionButton>
        {moment === null ? null : (
          <span className="note">
            {checkName(moment.check)}: {figure(moment.value, moment.check.unit)} there
            {moment.seed === null ? '' : `, seed ${moment.seed}`}
          </span>
        )}
      </div>
      {form === 'none' ? null : (
        <NoteForm
          kind={form}
          markMax={view.pointsMax}
          onCancel={() => setForm('none')}
          onSave={async (mark, text) =>
            show(
              form === 'comment'
                ? await api.commentClass(view.id, row.learner, text)
                : await api.overrideClass(view.id, row.learner, mark, text),
            )
          }
        />
      )}
      {issues.length > 0 ? <IssueList issues={issues} /> : null}
    </div>
  );
}
