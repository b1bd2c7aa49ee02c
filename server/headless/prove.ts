/** @module Proves a scenario: runs each of its solutions over many seeds and compares the points with the stated band. */
import { assert } from '../../sim-engine/kernel/assert.ts';
import type { Proof, Scenario } from '../../sim-engine/model/scenario.ts';
import { type Estimate, estimate } from '../../sim-engine/statistics/estimate.ts';
import { execute } from './execute.ts';

/** How one solution fared. */
export interface ProofResult {
  readonly id: string;
  readonly role: Proof['role'];
  readonly title: string;
  /** Stated band. */
  readonly band: { readonly min: number; readonly max: number };
  readonly points: Estimate & { readonly min: number; readonly max: number };
  /** Seeds on which the solution reached the pass mark. */
  readonly passes: number;
  readonly seeds: readonly { readonly seed: number; readonly points: number }[];
  readonly holds: boolean;
  /** Why not, in sentences; empty when it holds. */
  readonly reasons: readonly string[];
}

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
  const { scenario, sha256, firstSeed, seedCount } = task;
  assert(seedCount >= 1, 'a proof needs at least one seed');
  const proofs = scenario.proofs.map((proof) => proveOne(task, proof));
  return {
    scenario: { id: scenario.id, sha256 },
    passPoints: scenario.passPoints,
    firstSeed,
    seedCount,
    holds: proofs.every((proof) => proof.holds),
    proofs,
  };
}

function proveOne({ scenario, sha256, firstSeed, seedCount }: ProofTask, proof: Proof): ProofResult {
  const { id, role, title, actions, pointsMin, pointsMax } = proof;
  const seeds: { seed: number; points: number }[] = [];
  const reasons: string[] = [];
  for (let seed = firstSeed; seed < firstSeed + seedCount; seed++) {
    const result = execute({ scenario, sha256, seed, isolation: null, actions, untilUs: scenario.durationUs }).result();
    const points = result.objectives.reduce((sum, objective) => sum + objective.points, 0);
    seeds.push({ seed, points });
    const refused = result.log.find((entry) => entry.kind === 'refused');
    if (refused !== undefined) reasons.push(`seed ${seed}: an action was refused: ${refused.text}`);
    if (points < pointsMin || points > pointsMax)
      reasons.push(`seed ${seed}: ${points} points are outside the band ${pointsMin}..${pointsMax}`);
    if (role === 'reference' && points < scenario.passPoints)
      reasons.push(`seed ${seed}: the reference does not pass with ${points} points`);
    if (role !== 'reference' && points >= scenario.passPoints)
      reasons.push(`seed ${seed}: a ${role} solution passes with ${points} points`);
  }
  const all = seeds.map((each) => each.points);
  return {
    id,
    role,
    title,
    band: { min: pointsMin, max: pointsMax },
    points: { ...estimate(all), min: Math.min(...all), max: Math.max(...all) },
    passes: all.filter((points) => points >= scenario.passPoints).length,
    seeds,
    holds: reasons.length === 0,
    reasons,
  };
}
