/** @module The run's state in words, with the glyph that goes with them. */

import type { StateName } from '../marks/state-glyph.ts';
import type { BenchData } from '../state/bench-data.ts';
import type { BenchStateName } from '../state/bench-machine.ts';
import { formatClock } from '../text/format.ts';

/** What the top bar says. */
export interface RunWords {
  readonly glyph: StateName;
  readonly words: string;
}

/** @param factor  simulated seconds per second */
export function formatSpeed(factor: number): string {
  return `${factor < 10 ? factor.toFixed(1) : Math.round(factor)}×`;
}

/**
 * @param state  from the machine
 * @param data   the run; null before it is open
 */
export function runWords(state: BenchStateName, data: BenchData | null): RunWords {
  if (!data || state === 'connecting') return { glyph: 'not-yet', words: 'Connecting' };
  switch (state) {
    case 'ready':
      return { glyph: 'not-yet', words: 'Not started' };
    case 'running':
      return { glyph: 'running', words: `Live at ${formatSpeed(data.speed)}` };
    case 'paused':
      return { glyph: 'not-yet', words: `Paused at ${formatClock(data.simulatedUs)}` };
    case 'rewound':
      return { glyph: 'not-yet', words: `Back at ${formatClock(data.simulatedUs)}` };
    case 'reconnecting':
      return { glyph: 'near', words: 'Reconnecting' };
    case 'finished':
      return { glyph: 'fine', words: `Finished at ${formatClock(data.simulatedUs)}` };
    case 'failed':
      return { glyph: 'over', words: `Stopped at ${formatClock(data.simulatedUs)}` };
  }
}

/** Slower than this share of the speed asked for counts as busy. */
const BUSY_SHARE = 0.8;

/** @returns true when the server reaches clearly less than the speed asked for */
export function isBusy(state: BenchStateName, data: BenchData): boolean {
  return state === 'running' && data.actualSpeed > 0 && data.actualSpeed < BUSY_SHARE * data.speed;
}

/** Points as they stand: won, decided so far, and in all. */
export function pointsOf(data: BenchData): { readonly won: number; readonly max: number } {
  if (data.objectives.length === 0) {
    return { won: 0, max: data.scenario.objectives.reduce((sum, objective) => sum + objective.points, 0) };
  }
  return {
    won: data.objectives.reduce((sum, objective) => sum + objective.points, 0),
    max: data.objectives.reduce((sum, objective) => sum + objective.pointsMax, 0),
  };
}
