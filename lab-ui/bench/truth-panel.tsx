/** @module The `i` of a chart: what is modelled, what is not, and when its numbers may be believed. */
import { useId } from 'react';

interface TruthButtonProps {
  readonly title: string;
  readonly truth: readonly string[];
}

/** A popover of the platform: Esc and a click elsewhere close it, focus comes back by itself. */
export function TruthButton({ title, truth }: TruthButtonProps) {
  const id = useId();
  return (
    <>
      <button type="button" className="info" popoverTarget={id} aria-label={`About ${title}`}>
        <span aria-hidden="true">i</span>
      </button>
      <div id={id} popover="auto" className="truth">
        <h3>{title}: what to believe</h3>
        <ul>
          {truth.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <button type="button" className="button outline" popoverTarget={id} popoverTargetAction="hide">
          Close
        </button>
      </div>
    </>
  );
}
