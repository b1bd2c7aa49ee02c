/** @module Binomial report: the verdict on probabilities that independent trials estimate. */
import type { OracleReport } from './oracle.ts';

/** Standard normal at 0.9995: a two-sided 99.9 % interval. */
const Z_QUANTILE = 3.29;

/**
 * @param expected  probabilities, 0..1
 * @param hits      per probability, in how many trials the event happened
 * @param trials    number of independent trials, >= 1
 * @returns the report; a figure passes within 3.29 sqrt(p (1 - p) / n) + 0.5 / n, the last for the step of a count
 */
export function binomialReport(
  about: { readonly id: string; readonly title: string },
  expected: Readonly<Record<string, number>>,
  hits: Readonly<Record<string, number>>,
  trials: number,
): OracleReport {
  const measured: Record<string, number> = {};
  const interval: Record<string, readonly [number, number]> = {};
  const notes = [`${trials} independent trials`];
  let passed = true;
  for (const [name, wanted] of Object.entries(expected)) {
    const found = (hits[name] ?? Number.NaN) / trials;
    const halfWidth = Z_QUANTILE * Math.sqrt((wanted * (1 - wanted)) / trials) + 0.5 / trials;
    measured[name] = found;
    interval[name] = [found - halfWidth, found + halfWidth];
    // Written so that a NaN fails.
    if (Math.abs(found - wanted) <= halfWidth) continue;
    passed = false;
    notes.push(`${name}: expected ${wanted}, found ${found} +- ${halfWidth}`);
  }
  const { id, title } = about;
  return { id, title, expected, measured, interval, verdict: passed ? 'pass' : 'fail', notes };
}
