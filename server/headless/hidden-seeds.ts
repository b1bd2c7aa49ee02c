/**
 * @module Seeds that name their attempt: of the world a learner is given, and of the worlds in which a configuration is tried.
 *
 * Both are drawn with the grader's key, so that nobody without it can tell them beforehand, and everybody with it gets the same.
 */
import { createHmac } from 'node:crypto';
import { canonicalJson } from '../content/canonical-json.ts';

/** Whose attempt it is. */
export interface AttemptName {
  readonly course: string;
  readonly learner: string;
  /** 1, 2, 3, ... */
  readonly attempt: number;
}

/** Bits of a seed: whole numbers up to 2^53 - 1. */
const SEED_BITS = 53n;

/**
 * @param key         the grader's secret
 * @param name        whose attempt
 * @param scenarioId  of what
 * @returns the seed of the world that this attempt is made in
 */
export function worldSeed(key: string, name: AttemptName, scenarioId: string): number {
  const { course, learner, attempt } = name;
  return draw(key, { purpose: 'tenantlab/world/1', course, learner, scenarioId, attempt });
}

/**
 * @param key             the grader's secret; without one the seeds can be told by everybody
 * @param scenarioSha256  of the recorded scenario
 * @param seed            of the learner's own world, which no hidden world is
 * @param count           how many; fewer are a beginning of more
 */
export function hiddenSeeds(key: string, scenarioSha256: string, seed: number, count: number): number[] {
  const seeds: number[] = [];
  for (let index = 0; seeds.length < count; index++) {
    const drawn = draw(key, { purpose: 'tenantlab/hidden/1', scenarioSha256, seed, index });
    if (drawn !== seed && !seeds.includes(drawn)) seeds.push(drawn);
  }
  return seeds;
}

function draw(key: string, message: unknown): number {
  const digest = createHmac('sha256', key).update(canonicalJson(message), 'utf8').digest('hex');
  return Number(BigInt(`0x${digest.slice(0, 16)}`) >> (64n - SEED_BITS));
}
