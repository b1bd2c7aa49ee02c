/** @module A lock that is granted strictly in order: who waits behind one exclusive request behind a long reader. */

/** A reader holds the lock, an exclusive request waits for it, and short readers come at even distances; times in one unit. */
export interface LockQueue {
  /** When the long reader gives the lock back; it takes it at 0. */
  readonly reportEnds: number;
  /** When exclusive use is asked for, for how long it is kept, and when the request gives up, Infinity for never. */
  readonly exclusiveAt: number;
  readonly exclusiveHold: number;
  readonly patience: number;
  /** Short readers per unit of time; reader k comes at (k + 0.5) / rate. */
  readonly readRate: number;
}

/** What the short readers suffer. */
export interface BlockedReads {
  readonly count: number;
  readonly longest: number;
  /** Mean over those that wait at all. */
  readonly mean: number;
}

/**
 * Enumerates the readers: from when exclusive use is asked for until it is over, or given up, everyone waits to its end.
 *
 * @source Gray and Reuter, Transaction Processing, 1993, section 8.4 (locks granted first come, first served)
 */
export function blockedReads(queue: LockQueue): BlockedReads {
  const { reportEnds, exclusiveAt, exclusiveHold, patience, readRate } = queue;
  const givesUpAt = exclusiveAt + patience;
  const until = givesUpAt < reportEnds ? givesUpAt : reportEnds + exclusiveHold;
  const first = Math.ceil(exclusiveAt * readRate - 0.5);
  let count = 0;
  let sum = 0;
  let longest = 0;
  for (let reader = first; (reader + 0.5) / readRate < until; reader++) {
    const wait = until - (reader + 0.5) / readRate;
    count++;
    sum += wait;
    longest = Math.max(longest, wait);
  }
  return { count, longest, mean: count === 0 ? 0 : sum / count };
}
