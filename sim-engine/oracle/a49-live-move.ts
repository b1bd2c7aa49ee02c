/** @module A49: a live move of ten million rows: the rounds of the engine's moves, fed by hand, shrink geometrically. */
import { type CopyRound, firstRound, nextRound, roundVerdict } from '../system/copy-rounds.ts';
import {
  type LiveMigration,
  leftAfter,
  roundRatio,
  roundsDoneAt,
  roundsUntilLeft,
  totalTimeLimit,
} from '../theory/live-migration.ts';
import { exactReport } from './exact-report.ts';
import type { Oracle } from './oracle.ts';

const MOVE: LiveMigration = { size: 10_000_000, copyRate: 5000, writeRate: 500 };
const TERMS = { freezeSize: 500, stalledRoundsMax: 3 };
/** Faster than they are copied. */
const TOO_MANY_WRITES: LiveMigration = { ...MOVE, writeRate: 5500 };

interface Followed {
  /** When each round ended, and what was left then. */
  readonly ends: readonly (readonly [seconds: number, rows: number])[];
  readonly verdict: string;
}

/** Follows a move round by round, with writes at a fixed rate. */
function follow({ size, copyRate, writeRate }: LiveMigration): Followed {
  const ends: [number, number][] = [];
  let seconds = 0;
  let verdict = 'copy';
  for (let round: CopyRound = firstRound(size); verdict === 'copy'; ) {
    const lasts = round.size / copyRate;
    seconds += lasts;
    // As much as there is can be written over, not more.
    round = nextRound(round, Math.min(size, lasts * writeRate));
    ends.push([seconds, round.size]);
    verdict = roundVerdict(round, TERMS);
  }
  return { ends, verdict };
}

export const a49: Oracle = {
  id: 'A49',
  title: 'Live move: copy and tail rounds',
  source: 'geometric series; Clark et al., NSDI 2005 (iterative pre-copy); Shopify Engineering, 2021 (shop moves)',
  formula: 'left after k rounds S·(w/c)ᵏ; done at (S/c)(1−xᵏ)/(1−x), x = w/c; never later than S/(c−w)',
  run: () => {
    const { ends, verdict } = follow(MOVE);
    const rounds = roundsUntilLeft(MOVE, TERMS.freezeSize);
    const expected: Record<string, number> = {
      rounds,
      froze: 1,
      freeze_seconds: leftAfter(MOVE, rounds) / MOVE.copyRate,
      ratio_per_round: roundRatio(MOVE),
      limit_seconds: totalTimeLimit(MOVE),
      rounds_until_given_up: TERMS.stalledRoundsMax,
    };
    const [endSeconds, endRows] = ends[ends.length - 1]!;
    const divergent = follow(TOO_MANY_WRITES);
    const freezeSeconds = endRows / MOVE.copyRate;
    const measured: Record<string, number> = {
      rounds: ends.length,
      froze: verdict === 'freeze' ? 1 : 0,
      freeze_seconds: freezeSeconds,
      ratio_per_round: ends[1]![1] / ends[0]![1],
      // What the rounds came to, and what the rest of the series would add.
      limit_seconds: endSeconds + (freezeSeconds * MOVE.copyRate) / (MOVE.copyRate - MOVE.writeRate),
      rounds_until_given_up: divergent.verdict === 'give-up' ? divergent.ends.length : 0,
    };
    ends.forEach(([seconds, rows], at) => {
      expected[`seconds[${at}]`] = roundsDoneAt(MOVE, at + 1);
      expected[`rows_left[${at}]`] = leftAfter(MOVE, at + 1);
      measured[`seconds[${at}]`] = seconds;
      measured[`rows_left[${at}]`] = rows;
    });
    return exactReport(a49, expected, measured, 1e-9);
  },
};
