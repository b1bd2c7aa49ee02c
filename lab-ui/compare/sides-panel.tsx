/** @module Requests that changed sides: squares, exact counts, and the requests themselves on demand. */
import { useState } from 'react';
import type { ChartTable } from '../charts/chart.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Modal } from '../parts/modal.tsx';
import type { ChangedSides, ComparedScope, SideKind } from '../replay/questions/compare.ts';
import type { Form } from '../state/bench-query.ts';
import { formatCount } from '../text/format.ts';
import { FigureFrame } from './figure-frame.tsx';
import { SIDE_KINDS, SIDE_WORDS, sidesFigure } from './figures/sides.ts';

interface SidesPanelProps {
  readonly scope: ComparedScope;
  readonly whose: string;
  readonly form: Form;
  readonly rescued: boolean;
  onRescued(only: boolean): void;
}

export function SidesPanel({ scope, whose, form, rescued, onRescued }: SidesPanelProps) {
  const [isListed, setListed] = useState(false);
  const figure = sidesFigure(scope, whose, rescued);
  if (figure === null || scope.sides === null)
    return (
      <section className="figure" aria-label="Requests that changed sides">
        <header className="figure-head">
          <h2>Requests that changed sides</h2>
        </header>
        <p className="figure-sentence">
          Not here: no request of A is a request of B. Compare runs of the same scenario and seed to follow each
          request.
        </p>
      </section>
    );
  const { sides } = scope;
  return (
    <div className="sides">
      <FigureFrame figure={figure} form={form} />
      {form === 'picture' ? (
        <dl className="sides-key">
          {SIDE_KINDS.map((kind) => (
            <div key={kind} data-kind={kind}>
              <dt>
                <SideMark kind={kind} /> {SIDE_WORDS[kind]}
              </dt>
              <dd>{formatCount(sides.counts[kind])}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <div className="button-row">
        <button type="button" className="button outline" aria-pressed={rescued} onClick={() => onRescued(!rescued)}>
          {rescued ? 'Show all requests' : 'Show only the rescued'}
        </button>
        <button type="button" className="button plain" onClick={() => setListed(true)}>
          List them
        </button>
      </div>
      {isListed ? (
        <Modal
          title={rescued ? 'Requests that B rescued' : 'Requests that changed sides'}
          onClose={() => setListed(false)}
        >
          <div className="listed">
            <DataTable
              id="compare-requests"
              table={listTable(sides, whose, rescued)}
              empty="No request changed sides."
            />
          </div>
        </Modal>
      ) : null}
    </div>
  );
}

/** @returns the named requests, those that changed most first; never answered has no latency */
export function listTable({ named, counts }: ChangedSides, whose: string, rescued: boolean): ChartTable {
  const shown = rescued ? named.filter(({ kind }) => kind === 'rescued') : named;
  const all = rescued ? counts.rescued : counts.rescued + counts.worsened;
  return {
    caption: `${formatCount(shown.length)} of ${formatCount(all)} requests, those that changed most, ${whose}`,
    columns: [
      { label: 'Tenant', numeric: false },
      { label: 'Request', numeric: true },
      { label: 'Arrived, s', numeric: true },
      { label: 'In A, ms', numeric: true },
      { label: 'In B, ms', numeric: true },
      { label: 'What became of it', numeric: false },
    ],
    rows: shown.map(({ kind, tenant, number, arrivedMs, a, b }) => [
      tenant,
      number,
      arrivedMs / 1000,
      a,
      b,
      `${SIDE_WORDS[kind].toLowerCase()}${a === null ? ', never answered in A' : b === null ? ', never answered in B' : ''}`,
    ]),
  };
}

function SideMark({ kind }: { readonly kind: SideKind }) {
  return <span className="side-mark" data-kind={kind} aria-hidden="true" />;
}
