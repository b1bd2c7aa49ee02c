/** @module Binomial report: the verdict on probabilities that were estimated by counting independent trials. */
import type { FigureBasis, OracleReport } from './oracle.ts';

/** Standard normal quantile at 0.9995: a two-sided 99.9 % interval. */
const Z_QUANTILE = 3.29;

/** How often something happened in so many independent trials. */
export interface Tally {
  readonly successes: number;
  readonly trials: number;
}

/**
 * @param probability  of success, 0..1
 * @param trials       >= 1
 * @returns how far a counted share may lie from the probability with 99.9 % confidence, by the normal approximation with
 *   its correction for counts being whole
 */
export function binomialMargin(probability: number, trials: number): number {
  return Z_QUANTILE * Math.sqrt((probability * (1 - probability)) / trials) + 0.5 / trials;
}

/**
 * @param expected  probabilities from theory
 * @param tallies   one per expected figure
 * @returns the report: every share must lie within the margin of its probability
 */
export function tallyReport(
  about: { readonly id: string; readonly title: string },
  expected: Readonly<Record<string, number>>,
  tallies: Readonly<Record<string, Tally>>,
): OracleReport {
  const measured: Record<string, number> = {};
  const interval: Record<string, readonly [number, number]> = {};
  const basis: Record<string, FigureBasis> = {};
  const notes: string[] = [];
  for (const [name, probability] of Object.entries(expected)) {
    const { successes, trials } = tallies[name] ?? { successes: Number.NaN, trials: 1 };
    const share = successes / trials;
    const own = binomialMargin(share, trials);
    measured[name] = share;
    interval[name] = [share - own, share + own];
    // Written so that a NaN fails.
    const held = Math.abs(share - probability) <= binomialMargin(probability, trials);
    basis[name] = { kind: 'sampled', n: trials, held };
    if (!held) {
      notes.push(`${name}: expected ${probability}, counted ${share} of ${trials} trials`);
    }
  }
  const { id, title } = about;
  return { id, title, expected, measured, interval, basis, verdict: notes.length === 0 ? 'pass' : 'fail', notes };
}

/**
 * The same where every figure was counted over the same trials.
 *
 * @param hits    per probability, in how many trials the event happened
 * @param trials  number of independent trials, >= 1
 */
export function binomialReport(
  about: { readonly id: string; readonly title: string },
  expected: Readonly<Record<string, number>>,
  hits: Readonly<Record<string, number>>,
  trials: number,
): OracleReport {
  const tallies = Object.fromEntries(Object.entries(hits).map(([name, successes]) => [name, { successes, trials }]));
  return tallyReport(about, expected, tallies);
}
