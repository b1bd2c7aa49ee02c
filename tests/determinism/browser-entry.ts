/** @module What the browser page runs: every golden run and the portable functions, handed to the test by a global. */
import { GOLDEN_RUNS, type GoldenOutcome } from '../golden/golden-runs.ts';
import { portableMathHashes } from './portable-math-hashes.ts';

/** What the page found. */
export interface BrowserFindings {
  readonly runs: Readonly<Record<string, GoldenOutcome>>;
  readonly math: ReturnType<typeof portableMathHashes>;
}

/** @returns everything, computed in the engine that runs this script */
export function findings(): BrowserFindings {
  return {
    runs: Object.fromEntries(GOLDEN_RUNS.map((run) => [run.id, run.execute(1)])),
    math: portableMathHashes(),
  };
}

Object.assign(globalThis, { findings });
