/**
 * @module Copy rounds of a live move: first everything, then again and again what was written meanwhile, until so little is
 * left that it can be copied while writes stand still.
 *
 * Rounds shrink as long as copying is faster than writing. A size has the unit of whoever counts: IO operations in a system,
 * rows in the oracle.
 */

/** One round. */
export interface CopyRound {
  /** 0 is the copy of everything. */
  readonly number: number;
  /** What it copies. */
  readonly size: number;
  /** The smallest round so far. */
  readonly leastSize: number;
  /** Rounds in a row that were no smaller than the smallest before them. */
  readonly stalled: number;
}

/** When to freeze, and when to give up. */
export interface RoundTerms {
  /** Freeze when at most this much is left, >= 0. */
  readonly freezeSize: number;
  /** Give up after so many rounds in a row without a new smallest, >= 1. */
  readonly stalledRoundsMax: number;
}

/** @param size  everything there is to copy, > 0 */
export function firstRound(size: number): CopyRound {
  return { number: 0, size, leastSize: size, stalled: 0 };
}

/**
 * @param round    that has ended
 * @param written  what was written while it lasted
 * @returns the round that follows
 */
export function nextRound(round: CopyRound, written: number): CopyRound {
  const shrinks = written < round.leastSize;
  return {
    number: round.number + 1,
    size: written,
    leastSize: shrinks ? written : round.leastSize,
    stalled: shrinks ? 0 : round.stalled + 1,
  };
}

/**
 * What to do with a round after the first. Ends for every sequence of sizes: a round either is a new smallest or stalls.
 *
 * @returns `copy` it while writes go on, `freeze` writes and copy it, or `give-up`
 * @source Clark et al., Live migration of virtual machines, NSDI 2005, section 3.2 (iterative pre-copy)
 */
export function roundVerdict(round: CopyRound, terms: RoundTerms): 'copy' | 'freeze' | 'give-up' {
  if (round.size <= terms.freezeSize) return 'freeze';
  return round.stalled >= terms.stalledRoundsMax ? 'give-up' : 'copy';
}
