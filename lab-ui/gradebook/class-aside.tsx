/** @module Beside the table: what each check tells, how the marks lie, who is stuck, and what to look at. */
import type { GradebookItem, GradebookView } from '../../sim-engine/protocol/gradebook.ts';
import { checkName } from './gradebook-words.ts';
import { MarksPlot } from './marks-plot.tsx';

/** Correlation below which a check is hardly worth asking (Ebel and Frisbie). */
const ASKING = 0.2;

export function ClassAside({ view }: { view: GradebookView }) {
  const graded = view.rows.filter(({ state }) => state === 'graded').length;
  const silent = view.items.filter(({ discrimination, why }) => discrimination === null && !why.startsWith('too few'));
  return (
    <aside className="gradebook-aside" aria-label="The class">
      <section>
        <h2>
          What each check tells <span className="note">{graded} graded</span>
        </h2>
        <table className="table items-table">
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col">Held by</th>
              <th scope="col" className="number">
                %
              </th>
              <th scope="col">Tells strong from weak</th>
              <th scope="col" className="number">
                r
              </th>
            </tr>
          </thead>
          <tbody>
            {view.items.map((item) => (
              <ItemLine key={item.id} item={item} />
            ))}
          </tbody>
        </table>
        <p className="note">
          Dot: correlation of holding it with the other points; grey: 95 % interval; dashed: {ASKING.toFixed(2)}, the
          least worth asking. Told from {view.itemsMin} learners on.
          {silent.map(({ id, why }) => ` ${checkName({ id })}: ${why}.`)}
        </p>
      </section>
      <section>
        <h2>
          All marks
          <span className="note right">pass {view.passPoints}</span>
        </h2>
        <MarksPlot view={view} />
      </section>
      <section>
        <h2>
          Stuck now <span className="note">{view.stuck.length}</span>
        </h2>
        <p className="note">Who: {view.stuckRule}.</p>
        <ul className="stuck">
          {view.stuck.map(({ learner, words, attempts }) => (
            <li key={learner}>
              <b>{learner}</b> <span className="note">{attempts} attempts</span>
              <span className="dense">{words}</span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>
          Look at these yourself <span className="note">{view.signals.length}</span>
        </h2>
        {view.signals.length === 0 ? <p className="note">Nothing stood out.</p> : null}
        <ul className="stuck">
          {view.signals.slice(0, 20).map(({ kind, files, seen }) => (
            <li key={`${kind} ${files.join()}`} className="dense">
              {seen}.{' '}
              <span className="note">
                A sign, not a verdict: {files.map((file) => file.split('/').at(-1)).join(', ')}
              </span>
            </li>
          ))}
        </ul>
        {view.signals.length > 20 ? <p className="note">{view.signals.length - 20} more are in the JSON.</p> : null}
      </section>
    </aside>
  );
}

function ItemLine({ item }: { item: GradebookItem }) {
  const { n, held, discrimination, low, high, why } = item;
  const share = n === 0 ? 0 : held / n;
  // From -0.4 to 1 over 96 px.
  const x = (r: number): number => Math.max(1, Math.min(95, (96 * (r + 0.4)) / 1.4));
  return (
    <tr>
      <th scope="row" title={item.title}>
        {checkName(item)}
      </th>
      <td>
        <svg width="84" height="12" viewBox="0 0 84 12" aria-hidden="true">
          <line x1="0" x2="84" y1="6" y2="6" stroke="var(--grid)" />
          <rect x="0" y="3" width={84 * share} height="6" fill="var(--ink)" />
          <line x1="42" x2="42" y1="1" y2="11" stroke="var(--edge)" />
        </svg>
      </td>
      <td className="number">{n === 0 ? '–' : Math.round(100 * share)}</td>
      <td>
        {discrimination === null || low === null || high === null ? (
          <span className="note">{why.startsWith('too few') ? `too few (n = ${n})` : why.split(':')[0]}</span>
        ) : (
          <svg width="96" height="12" viewBox="0 0 96 12" aria-hidden="true">
            <line x1="0" x2="96" y1="6" y2="6" stroke="var(--grid)" />
            <line x1={x(ASKING)} x2={x(ASKING)} y1="0" y2="12" stroke="var(--edge)" strokeDasharray="2 2" />
            <rect x={x(low)} y="3.5" width={Math.max(1, x(high) - x(low))} height="5" fill="var(--other2)" />
            <circle cx={x(discrimination)} cy="6" r="3" fill="var(--ink)" />
          </svg>
        )}
      </td>
      <td className="number">
        {discrimination === null ? '–' : discrimination.toFixed(2).replace('-', '−')}
        <span className="hidden-words">
          {low === null || high === null ? '' : `, 95 % interval ${low.toFixed(2)} to ${high.toFixed(2)}`}, held by{' '}
          {held} of {n}
        </span>
      </td>
    </tr>
  );
}
