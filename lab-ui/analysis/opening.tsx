/** @module Runs are being opened: said when it takes longer than a moment. */
import { useHeld } from '../parts/use-held.ts';

/** Nothing is shown as loading before this, milliseconds. */
const LOADING_AFTER_MS = 200;

interface OpeningProps {
  /** Heading of the page. */
  readonly title: string;
  /** In words: "both runs". */
  readonly what: string;
}

export function Opening({ title, what }: OpeningProps) {
  const isLate = useHeld(true, LOADING_AFTER_MS);
  return isLate ? (
    <main className="page" aria-busy="true">
      <h1 className="hidden-words">{title}</h1>
      <p className="quiet" role="status">
        Opening {what}
      </p>
    </main>
  ) : null;
}
