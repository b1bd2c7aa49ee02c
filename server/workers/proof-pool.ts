/** @module Proves scenarios on threads; whatever their number, the scores are the same, in the order of solutions and seeds. */
import { Piscina } from 'piscina';
import type { SeedScore } from '../../sim-engine/index.ts';
import type { ProofTask } from '../headless/prove.ts';
import { type ProofReport, proofReport, seedsOf } from '../headless/prove.ts';
import type { ProofStep } from './proof-worker.ts';
import { workerFile } from './worker-file.ts';

/** Largest heap of one thread, MiB. */
const HEAP_MIB = 1_024;

/**
 * @param tasks    what to prove
 * @param workers  threads, >= 1
 * @param done     is told after every run
 * @returns the reports in the order of the tasks
 */
export async function proveOnThreads(
  tasks: readonly ProofTask[],
  workers: number,
  done: () => void,
): Promise<ProofReport[]> {
  const pool = new Piscina<ProofStep, SeedScore>({
    filename: workerFile('proof-worker'),
    minThreads: 1,
    maxThreads: workers,
    concurrentTasksPerWorker: 1,
    workerData: tasks.map(({ scenario, sha256 }) => ({ scenario, sha256 })),
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
  });
  const step = async (what: ProofStep): Promise<SeedScore> => {
    const score = await pool.run(what);
    done();
    return score;
  };
  try {
    return await Promise.all(
      tasks.map(async (task, scenario) => {
        const seeds = seedsOf(task);
        const scores = task.scenario.proofs.map((_, proof) =>
          Promise.all(seeds.map((seed) => step({ scenario, proof, seed }))),
        );
        return proofReport(task, await Promise.all(scores));
      }),
    );
  } finally {
    await pool.destroy();
  }
}
