/** @module What every JavaScript engine is asked for: all golden runs, the portable functions' bits, the generators' draws. */
import { GOLDEN_RUNS, type GoldenOutcome } from '../golden/golden-runs.ts';
import { type GeneratorDraws, generatorDraws } from './generator-draws.ts';
import { portableMathHashes } from './portable-math-hashes.ts';

/** What an engine found. */
export interface Findings {
  readonly runs: Readonly<Record<string, GoldenOutcome>>;
  readonly math: ReturnType<typeof portableMathHashes>;
  readonly generators: GeneratorDraws;
}

/** @returns everything, computed in the engine that runs this script */
export function findings(): Findings {
  return {
    runs: Object.fromEntries(GOLDEN_RUNS.map((run) => [run.id, run.execute(1)])),
    math: portableMathHashes(),
    generators: generatorDraws(),
  };
}

/** @returns one golden run's outcome: the task of a worker thread */
export function goldenOutcome(id: string): GoldenOutcome {
  const run = GOLDEN_RUNS.find((each) => each.id === id);
  if (run === undefined) throw new TypeError(`no golden run is called ${id}`);
  return run.execute(1);
}

export default goldenOutcome;

// A script without modules, as a bare engine's shell runs it, has no other way to hand this out.
Object.assign(globalThis, { findings });
