/** @module Proves a scenario: runs each of its solutions over many seeds and compares the points with the stated band. */
import { judgeProof, type ProofResult, type SeedScore, scoreOnSeed } from '../../sim-engine/index.ts';
import { assert } from '../../sim-engine/kernel/assert.ts';
import type { Proof, Scenario } from '../../sim-engine/model/scenario.ts';

/** How all solutions fared. */
export interface ProofReport {
  readonly scenario: { readonly id: string; readonly sha256: string };
  readonly passPoints: number;
  readonly firstSeed: number;
  readonly seedCount: number;
  readonly holds: boolean;
  readonly proofs: readonly ProofResult[];
}

/** What to prove, and how thoroughly. */
export interface ProofTask {
  readonly scenario: Scenario;
  readonly sha256: string;
  readonly firstSeed: number;
  /** >= 1 */
  readonly seedCount: number;
}

/** @param task  a scenario with its proofs */
export function prove(task: ProofTask): ProofReport {
  const { scenario, sha256 } = task;
  const seeds = seedsOf(task);
  const scores = scenario.proofs.map((proof) => seeds.map((seed) => scoreOnSeed(scenario, sha256, proof, seed)));
  return proofReport(task, scores);
}

/** @returns the seeds of a task, in their order */
export function seedsOf({ firstSeed, seedCount }: ProofTask): readonly number[] {
  assert(seedCount >= 1, 'a proof needs at least one seed');
  return Array.from({ length: seedCount }, (_, at) => firstSeed + at);
}

/** @param scores  of each solution, in the order of the seeds */
export function proofReport(task: ProofTask, scores: readonly (readonly SeedScore[])[]): ProofReport {
  const { scenario, sha256, firstSeed, seedCount } = task;
  const proofs = scenario.proofs.map((proof: Proof, at) => judgeProof(scenario, proof, scores[at] ?? []));
  return {
    scenario: { id: scenario.id, sha256 },
    passPoints: scenario.passPoints,
    firstSeed,
    seedCount,
    holds: proofs.every((proof) => proof.holds),
    proofs,
  };
}
