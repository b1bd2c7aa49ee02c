/** @module A titled part of the inspector: title, note at the right, content, hairline; no box. */
import { type ReactNode, useId } from 'react';

interface PanelProps {
  readonly title: ReactNode;
  readonly note?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Panel({ title, note, className = '', children }: PanelProps) {
  const heading = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={heading}>
      <header className="panel-head">
        <h2 id={heading}>{title}</h2>
        {note === undefined ? null : <span className="note panel-note">{note}</span>}
      </header>
      {children}
    </section>
  );
}
