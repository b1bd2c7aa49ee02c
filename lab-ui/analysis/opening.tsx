/** @module Runs are being opened: said when it takes longer than a moment. */
import { useHeld } from '../parts/use-held.ts';

/** Nothing is shown as loading before this, milliseconds. */
const LOADING_AFTER_MS = 200;

/** @param props  `what` in words: "both runs" */
export function Opening({ what }: { readonly what: string }) {
  const isLate = useHeld(true, LOADING_AFTER_MS);
  return isLate ? (
    <main className="page" aria-busy="true">
      <p className="quiet" role="status">
        Opening {what}
      </p>
    </main>
  ) : null;
}
