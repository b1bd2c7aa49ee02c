/** @module Moves: how many changes of the system the learner may still make in this run. */
import type { BenchData } from '../state/bench-data.ts';

/** @param data  the run */
export function movesLeft(data: BenchData): string {
  const { moves } = data.scenario.rights;
  return `${Math.max(0, moves - data.movesUsed)} of ${moves} moves left`;
}

/** @returns why no change may be made, or null while moves are left */
export function noMoves(data: BenchData): string | null {
  return data.movesUsed >= data.scenario.rights.moves ? 'Not now: 0 moves left' : null;
}
