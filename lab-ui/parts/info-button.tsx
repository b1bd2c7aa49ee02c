/** @module The `i` of a view: a popover of the platform, which Esc and a click elsewhere close; focus comes back by itself. */
import { type ReactNode, useId, useState } from 'react';

interface InfoButtonProps {
  /** Of the view. */
  readonly title: string;
  /** Made when it opens. */
  children(): ReactNode;
}

export function InfoButton({ title, children }: InfoButtonProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="info" popoverTarget={id} aria-label={`About ${title}`}>
        <span aria-hidden="true">i</span>
      </button>
      <div id={id} popover="auto" className="truth" onToggle={(event) => setOpen(event.newState === 'open')}>
        <header className="truth-title">
          <h3>{title}: what to believe</h3>
          <button type="button" className="button outline" popoverTarget={id} popoverTargetAction="hide">
            Close
          </button>
        </header>
        {open ? children() : null}
      </div>
    </>
  );
}

/** The `i` of a view whose truth is a few lines. */
export function TruthLines({ title, truth }: { readonly title: string; readonly truth: readonly string[] }) {
  return (
    <InfoButton title={title}>
      {() => (
        <ul>
          {truth.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </InfoButton>
  );
}
