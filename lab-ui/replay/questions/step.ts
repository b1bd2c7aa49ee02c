/** @module Question: to which instant does one step by event lead, forward or back. */
import type { NextEvent, Run } from '../../../sim-engine/index.ts';

export type { NextEvent };

import type { ReplayBook } from '../book.ts';

/** Where one step leads. */
export interface Step {
  /** The instant at which everything of the event's microsecond has happened. */
  readonly atUs: number;
  /** What happened there; the first of them when several did. */
  readonly event: NextEvent;
}

/** First span that is searched for the event before, microseconds; each further one is longer. */
const LOOK_BACK_US = 2_000;
const LOOK_BACK_GROWTH = 8;

/**
 * @param book     the run
 * @param wanted   `atUs` from 0 to where the run has come; `back` leads to the instant after the last event before it
 * @returns null where there is no event left in that direction
 */
export function step(book: ReplayBook, wanted: { readonly atUs: number; readonly back: boolean }): Step | null {
  return wanted.back ? stepBack(book, wanted.atUs) : stepOn(book, wanted.atUs);
}

function stepOn(book: ReplayBook, atUs: number): Step | null {
  const event = book.recording.seek(atUs).next();
  return event === null || event.atUs >= book.inputs.simulatedUs ? null : { atUs: event.atUs + 1, event };
}

/** An instant t stands after every event before t; the step back goes to after the last event before t - 1. */
function stepBack(book: ReplayBook, atUs: number): Step | null {
  for (let span = LOOK_BACK_US; ; span *= LOOK_BACK_GROWTH) {
    const fromUs = Math.max(0, atUs - span);
    const event = lastBefore(book.recording.seek(fromUs), atUs - 1);
    if (event !== null) return { atUs: event.atUs + 1, event };
    if (fromUs === 0) return null;
  }
}

/** @returns the last event of a run before an instant, the first of its microsecond */
function lastBefore(run: Run, limitUs: number): NextEvent | null {
  let last: NextEvent | null = null;
  for (let event = run.next(); event !== null && event.atUs < limitUs; event = run.next()) {
    last = event;
    run.advanceTo(event.atUs + 1);
  }
  return last;
}
