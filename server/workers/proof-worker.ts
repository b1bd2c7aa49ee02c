/** @module Entry of a proof thread: what one solution of a scenario scores in one world. */
import { workerData } from 'node:worker_threads';
import { type SeedScore, scoreOnSeed } from '../../sim-engine/index.ts';
import type { LoadedScenario } from '../content/load-scenario.ts';

/** One solution in one world. */
export interface ProofStep {
  /** Index of the scenario, and of its solution. */
  readonly scenario: number;
  readonly proof: number;
  readonly seed: number;
}

const scenarios = workerData as readonly Pick<LoadedScenario, 'scenario' | 'sha256'>[];

/** @param step  which solution, and where */
export default function score(step: ProofStep): SeedScore {
  const { scenario, sha256 } = scenarios[step.scenario]!;
  return scoreOnSeed(scenario, sha256, scenario.proofs[step.proof]!, step.seed);
}
