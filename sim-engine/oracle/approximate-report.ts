/** @module Approximate report: the verdict on figures whose theory is an approximation with a stated largest error. */
import type { FigureBasis, OracleReport } from './oracle.ts';
import { REPLICATIONS, T_QUANTILE } from './replicated-estimate.ts';

/** Batches of one long run; each is much longer than the system's memory, so that they are as good as independent. */
export const BATCHES = REPLICATIONS;

/**
 * @param expected   figures from the approximation
 * @param tolerance  largest absolute difference per figure
 * @param batches    the figures of each batch
 * @returns the report: the mean of the batches must lie within the tolerance, and its 99.9 % interval must be no wider
 *   than that, so that noise cannot pass
 */
export function approximateReport(
  about: { readonly id: string; readonly title: string },
  expected: Readonly<Record<string, number>>,
  tolerance: Readonly<Record<string, number>>,
  batches: readonly Readonly<Record<string, number>>[],
): OracleReport {
  const measured: Record<string, number> = {};
  const interval: Record<string, readonly [number, number]> = {};
  const basis: Record<string, FigureBasis> = {};
  const notes: string[] = [];
  for (const [name, wanted] of Object.entries(expected)) {
    const values = batches.map((batch) => batch[name] ?? Number.NaN);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
    const halfWidth = T_QUANTILE * Math.sqrt(squares / (values.length - 1) / values.length);
    const allowed = tolerance[name] ?? 0;
    measured[name] = mean;
    interval[name] = [mean - halfWidth, mean + halfWidth];
    const enough = values.length === BATCHES;
    // Written so that a NaN fails.
    const held = enough && Math.abs(mean - wanted) <= allowed && halfWidth <= allowed;
    basis[name] = { kind: 'approximation', n: values.length, held };
    if (held) continue;
    notes.push(
      `${name}: expected ${wanted} +- ${allowed}, measured ${mean} +- ${halfWidth} in ${values.length} batches`,
    );
  }
  const { id, title } = about;
  return { id, title, expected, measured, interval, basis, verdict: notes.length === 0 ? 'pass' : 'fail', notes };
}
