/** @module A part of the page: title, note, legend and `i` in one row, content, hairline. */
import { type ReactNode, useId } from 'react';
import { TruthLines } from '../parts/info-button.tsx';

interface SectionProps {
  readonly title: string;
  readonly note: string;
  readonly truth: readonly string[];
  readonly legend?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, note, truth, legend, children }: SectionProps) {
  const heading = useId();
  return (
    <section className="blame-part" aria-labelledby={heading}>
      <header className="blame-part-head">
        <h3 id={heading}>{title}</h3>
        <span className="note">{note}</span>
        <span className="chart-head-gap" />
        {legend}
        <TruthLines title={title} truth={truth} />
      </header>
      {children}
    </section>
  );
}
