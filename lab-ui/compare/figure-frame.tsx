/** @module The frame of a figure: title, unit and `i` in one row, then the picture, its table or its sentence in the same place. */
import { type ReactNode, useId } from 'react';
import { DataTable } from '../parts/data-table.tsx';
import { TruthLines } from '../parts/info-button.tsx';
import type { Form } from '../state/bench-query.ts';
import { tied } from '../text/format.ts';
import { FigureHost } from './figure-host.tsx';
import type { Figure } from './figures/figure.ts';

interface FigureFrameProps {
  readonly figure: Figure;
  readonly form: Form;
  /** At the right of the head: a legend. */
  readonly legend?: ReactNode;
}

export function FigureFrame({ figure, form, legend }: FigureFrameProps) {
  const heading = useId();
  return (
    <section className="figure" aria-labelledby={heading} data-figure={figure.id} data-form={form}>
      <header className="figure-head">
        <h2 id={heading}>{figure.title}</h2>
        <span className="note figure-unit">{figure.unit}</span>
        {form === 'picture' ? legend : null}
        <TruthLines title={figure.title} truth={figure.truth} />
      </header>
      <div className="figure-plot">
        {form === 'picture' ? <FigureHost figure={figure} className="chart-host" /> : null}
        {form === 'table' ? (
          <DataTable id={figure.id} table={figure.table} empty="No rows: nothing was answered." />
        ) : null}
        {form === 'sentence' ? <p className="figure-sentence">{tied(figure.sentence)}</p> : null}
      </div>
    </section>
  );
}
