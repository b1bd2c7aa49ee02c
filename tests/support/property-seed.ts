/** @module The seed of property tests: fixed, so that a run repeats; TEST_SEED=random draws one and prints it. */
import { randomInt } from 'node:crypto';

const DEFAULT_SEED = 20_260_124;

function chosenSeed(): number {
  const given = process.env.TEST_SEED;
  if (given === undefined) return DEFAULT_SEED;
  const seed = given === 'random' ? randomInt(1, 2_147_483_647) : Number(given);
  if (!Number.isSafeInteger(seed)) throw new TypeError(`TEST_SEED is ${given}: expected "random" or a whole number`);
  console.log(`property tests run with TEST_SEED=${seed}`);
  return seed;
}

/** Mutation testing runs a test thousands of times: TEST_CASES=20 tries no more than 20 cases, and shrinks none. */
function mostCases(): number {
  const given = process.env.TEST_CASES;
  if (given === undefined) return Number.POSITIVE_INFINITY;
  const most = Number(given);
  if (!Number.isSafeInteger(most) || most < 1) {
    throw new TypeError(`TEST_CASES is ${given}: expected a whole number of at least 1`);
  }
  return most;
}

/** Long runs (TENANTLAB_LONG=1) try ten times as many cases. */
const FACTOR = process.env.TENANTLAB_LONG === '1' ? 10 : 1;
const SEED = chosenSeed();
const MOST = mostCases();

/** @param cases  how many cases an ordinary run tries */
export function cases(cases: number): {
  readonly seed: number;
  readonly numRuns: number;
  readonly endOnFailure: boolean;
} {
  return { seed: SEED, numRuns: Math.min(cases * FACTOR, MOST), endOnFailure: MOST < Number.POSITIVE_INFINITY };
}
