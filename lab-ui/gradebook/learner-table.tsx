/** @module The class as a table: a row per learner, a column per check; a row opens under itself. */
import { Fragment, useMemo, useState } from 'react';
import type { GradebookRow, GradebookView } from '../../sim-engine/protocol/gradebook.ts';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { GradeMark } from './grade-mark.tsx';
import { boundWords, checkName, figure, markWords, STATE_WORDS } from './gradebook-words.ts';
import { OpenRow } from './open-row.tsx';
import { type RowSorting, type SortColumn, sortRows } from './sort-rows.ts';

/** Rows that are drawn before somebody asks for the rest. */
const ROWS_FIRST = 60;

interface LearnerTableProps {
  readonly view: GradebookView;
  readonly rows: readonly GradebookRow[];
  onView(view: GradebookView): void;
}

export function LearnerTable({ view, rows, onView }: LearnerTableProps) {
  const [sorting, setSorting] = useState<RowSorting>({ column: 'learner', descending: false });
  const [open, setOpen] = useState<string | null>(null);
  const [whole, setWhole] = useState(false);
  const sorted = useMemo(() => sortRows(rows, sorting), [rows, sorting]);
  const shown = whole ? sorted : sorted.slice(0, ROWS_FIRST);
  const hidden = view.rows.some(({ worlds }) => worlds.length > 0);
  const head = (column: SortColumn, label: string, lines: readonly string[], title?: string) => {
    const isSorted = sorting.column === column;
    const isText = column === 'learner' || column === 'state';
    const toggle = () => setSorting({ column, descending: isSorted ? !sorting.descending : !isText });
    return (
      <th
        key={String(column)}
        scope="col"
        className={isText ? undefined : 'number'}
        aria-sort={isSorted ? (sorting.descending ? 'descending' : 'ascending') : undefined}
        title={title}
      >
        <button type="button" className="sort" onClick={toggle}>
          <b>{label}</b>
          <span aria-hidden="true">{isSorted ? (sorting.descending ? ' ▾' : ' ▴') : ''}</span>
          {lines.map((line) => (
            <span className="head-line" key={line}>
              {line}
            </span>
          ))}
        </button>
      </th>
    );
  };
  const columns = 3 + view.checks.length + (hidden ? 1 : 0);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="gradebook-scroll" tabIndex={0} aria-label="Learners and checks">
        <table className="table gradebook-table">
          <caption className="hidden-words">{view.title}: a row per learner, a column per check</caption>
          <thead>
            <tr>
              {head('learner', 'Learner', [])}
              {head('state', 'State', [])}
              {view.checks.map((check, at) =>
                head(
                  at,
                  checkName(check),
                  [boundWords(check), check.points === null ? 'guard' : `${check.points} points`],
                  check.title,
                ),
              )}
              {hidden ? head('worlds', 'Hidden worlds', ['that pass']) : null}
              {head('mark', 'Mark', [`of ${view.pointsMax}`])}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => {
              const isOpen = open === row.learner;
              return (
                <Fragment key={row.learner}>
                  <LearnerLine
                    row={row}
                    view={view}
                    isOpen={isOpen}
                    hidden={hidden}
                    onToggle={() => setOpen(isOpen ? null : row.learner)}
                  />
                  {isOpen ? (
                    <tr className="is-open">
                      <td colSpan={columns}>
                        <OpenRow view={view} row={row} onView={onView} />
                      </td>
                    </tr>
                  ) : null}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </section>
      <p className="note gradebook-foot">
        {shown.length === 0 ? 'Nobody.' : `Rows 1 to ${shown.length} of ${rows.length}.`} A dash is not a zero: nobody
        is marked 0 for what could not be replayed, or what a person has to look at first.
        {shown.length < rows.length ? (
          <button type="button" className="link-button" onClick={() => setWhole(true)}>
            Show all {rows.length}
          </button>
        ) : null}
      </p>
    </>
  );
}

interface LearnerLineProps {
  readonly row: GradebookRow;
  readonly view: GradebookView;
  readonly isOpen: boolean;
  readonly hidden: boolean;
  onToggle(): void;
}

function LearnerLine({ row, view, isOpen, hidden, onToggle }: LearnerLineProps) {
  const passes = row.worlds.filter(({ passed }) => passed).length;
  return (
    <tr className={isOpen ? 'is-open opened' : undefined}>
      <th scope="row">
        <button type="button" className="row-toggle" aria-expanded={isOpen} onClick={onToggle}>
          <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
          {row.learner}
          {row.name === '' ? null : <span className="note">{row.name}</span>}
        </button>
      </th>
      <td className="state-cell">
        <GradeMark state={row.state} /> {STATE_WORDS[row.state]}
        {row.state === 'graded' && row.mark === null ? <span className="note"> no mark yet, see why</span> : null}
        {row.attempts > 1 ? (
          <span className="note">
            {' '}
            attempt {row.attempt} of {row.attempts}
          </span>
        ) : null}
      </td>
      {row.state === 'graded' ? (
        <>
          {row.cells.map(({ measured, passed }, at) => {
            const check = view.checks[at]!;
            return (
              <td key={check.id} className={passed ? 'number' : 'number missed-cell'}>
                {figure(measured, check.unit)} <StateGlyph state={passed ? 'fine' : 'over'} />
                <span className="hidden-words">{passed ? 'held' : 'not held'}</span>
              </td>
            );
          })}
          {hidden ? (
            <td className="number">
              <span className="seed-bar" aria-hidden="true">
                {row.worlds.map(({ seed, passed }) => (
                  <i key={seed} className={passed ? 'held' : undefined} />
                ))}
              </span>
              {row.worlds.length === 0 ? '–' : passes}
            </td>
          ) : null}
        </>
      ) : (
        <td colSpan={view.checks.length + (hidden ? 1 : 0)} className={row.state === 'not-handed-in' ? '' : 'no-grade'}>
          <span>{row.state === 'not-handed-in' ? 'nothing in this folder' : row.reason}</span>
        </td>
      )}
      <td className="number mark-cell">
        {markWords(row.mark)}
        {row.overrides.length > 0 ? <span className="note"> set by hand</span> : null}
      </td>
    </tr>
  );
}
