/** @module Proofs: what a scenario's own solution scores on a seed, and whether it scores as it is said to. Command and browser use it. */
import type { Proof, Scenario } from '../model/scenario.ts';
import { Run } from '../run/run.ts';
import { type Estimate, estimate } from '../statistics/estimate.ts';

/** What one solution scored in one world. */
export interface SeedScore {
  readonly seed: number;
  /** 0..100 */
  readonly points: number;
  /** Why one of its actions was refused there, or null. */
  readonly refused: string | null;
}

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

/**
 * @param scenario  the scenario
 * @param sha256    its hash, lowercase hex
 * @param proof     one of its solutions
 * @param seed      whole number, 0..2^53 - 1
 * @returns its points; executes one whole run
 */
export function scoreOnSeed(scenario: Scenario, sha256: string, proof: Proof, seed: number): SeedScore {
  const run = Run.create({ scenario, scenarioSha256: sha256, seed });
  for (const [sequence, { atUs, action }] of proof.actions.entries()) run.submit({ sequence, atUs, action });
  run.advanceTo(scenario.durationUs);
  const points = run.objectives().reduce((sum, objective) => sum + objective.points, 0);
  return { seed, points, refused: run.log().find((entry) => entry.kind === 'refused')?.text ?? null };
}

/**
 * @param scenario  the scenario
 * @param proof     one of its solutions
 * @param scores    what it scored, at least one
 * @returns whether every score lies in the band, the reference passes and no other solution does
 */
export function judgeProof(scenario: Scenario, proof: Proof, scores: readonly SeedScore[]): ProofResult {
  const { id, role, title, pointsMin, pointsMax } = proof;
  const { passPoints } = scenario;
  const reasons: string[] = [];
  for (const { seed, points, refused } of scores) {
    if (refused !== null) reasons.push(`seed ${seed}: an action was refused: ${refused}`);
    if (points < pointsMin || points > pointsMax)
      reasons.push(`seed ${seed}: ${points} points are outside the band ${pointsMin}..${pointsMax}`);
    if (role === 'reference' && points < passPoints)
      reasons.push(`seed ${seed}: the reference does not pass with ${points} points`);
    if (role !== 'reference' && points >= passPoints)
      reasons.push(`seed ${seed}: a ${role} solution passes with ${points} points`);
  }
  const all = scores.map((each) => each.points);
  return {
    id,
    role,
    title,
    band: { min: pointsMin, max: pointsMax },
    points: { ...estimate(all), min: Math.min(...all), max: Math.max(...all) },
    passes: all.filter((points) => points >= passPoints).length,
    seeds: scores.map(({ seed, points }) => ({ seed, points })),
    holds: reasons.length === 0,
    reasons,
  };
}
