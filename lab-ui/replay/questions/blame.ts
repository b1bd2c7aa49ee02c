/** @module Question: who has cost whom how much between two instants, by resource, and whether it is all of the measured delay. */
import type { BlameCharge } from '../../../sim-engine/model/run-result.ts';
import type { ReplayBook } from '../book.ts';

/** A span of the run, [fromUs, toUs). */
export interface TimeSpan {
  /** Whole microseconds from 0 to where the run has come. */
  readonly fromUs: number;
  readonly toUs: number;
}

/** The ledger at the end of a span minus the ledger at its beginning. */
export interface WindowBlame extends TimeSpan {
  /**
   * By resource, culprit and victim. The ledger rounds its shares so that columns add up; of two readings a pair may therefore be
   * a microsecond below 0.
   */
  readonly charges: readonly BlameCharge[];
  /** Delay of each victim's requests in the span as they measured it themselves, whole microseconds. */
  readonly delaysUs: Readonly<Record<string, number>>;
  /** Victims whose charges are another number of microseconds than their requests measured; empty when the ledger holds. */
  readonly unmatched: readonly string[];
}

/**
 * @param book  the run
 * @param span  what is asked about
 */
export function blame(book: ReplayBook, { fromUs, toUs }: TimeSpan): WindowBlame {
  const before = book.recording.seek(fromUs);
  const gained = new Map<string, BlameCharge>();
  const spent = before.blame();
  const delayedBefore = before.delays();
  const after = book.recording.seek(toUs);
  for (const charge of after.blame()) gained.set(keyOf(charge), charge);
  // What stood there before stands there after, but for a microsecond that rounding may have moved to another.
  for (const charge of spent) {
    const key = keyOf(charge);
    gained.set(key, { ...charge, us: (gained.get(key)?.us ?? 0) - charge.us });
  }
  const charges = [...gained.values()].filter(({ us }) => us !== 0);
  const delaysUs = Object.fromEntries(
    Object.entries(after.delays()).map(([victim, us]) => [victim, us - (delayedBefore[victim] ?? 0)]),
  );
  const charged = new Map<string, number>();
  for (const { victim, us } of charges) charged.set(victim, (charged.get(victim) ?? 0) + us);
  const unmatched = Object.keys(delaysUs).filter((victim) => (charged.get(victim) ?? 0) !== delaysUs[victim]);
  return { fromUs, toUs, charges, delaysUs, unmatched };
}

function keyOf({ resource, culprit, victim }: BlameCharge): string {
  return `${resource} ${culprit} ${victim}`;
}
