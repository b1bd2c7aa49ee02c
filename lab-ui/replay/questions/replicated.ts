/** @module Question: how the designs of two runs differ over several seeds; asked with a growing count it does one pair more each time. */
import { compareReplicated, type ReplicatedComparison } from '../../../sim-engine/comparison/compare-replicated.ts';
import { Run } from '../../../sim-engine/index.ts';
import type { RunResult } from '../../../sim-engine/model/run-result.ts';
import type { RunInputs } from '../../../sim-engine/protocol/messages.ts';
import type { ReplayBook } from '../book.ts';

export type { ReplicatedComparison } from '../../../sim-engine/comparison/compare-replicated.ts';

/** Which run beside that of the book, and how many seeds. */
export interface ReplicatedArgument {
  readonly other: RunInputs;
  /** True: the other one is A. */
  readonly swapped: boolean;
  /** Seeds, >= 2; the first is the run's own. */
  readonly count: number;
}

/**
 * @param book      one run
 * @param argument  the other, and how many seeds
 */
export function replicated(book: ReplayBook, { other, swapped, count }: ReplicatedArgument): ReplicatedComparison {
  const designOf = (inputs: RunInputs) => ({
    firstSeed: inputs.seed,
    results: Array.from({ length: count }, (_, at) =>
      book.once(`seed ${at} of ${inputs.runId} ${inputs.simulatedUs}`, () => resultOf(inputs, inputs.seed + at)),
    ),
  });
  const [own, others] = [designOf(book.inputs), designOf(other)];
  return swapped ? compareReplicated(others, own) : compareReplicated(own, others);
}

function resultOf({ scenario, scenarioSha256, actions, simulatedUs }: RunInputs, seed: number): RunResult {
  const run = Run.create({ scenario, scenarioSha256, seed });
  for (const action of actions) run.submit(action);
  run.advanceTo(simulatedUs);
  return run.result();
}
