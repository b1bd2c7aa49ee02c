/** @module Exact report: the verdict on figures that nothing random enters. */
import type { FigureBasis, OracleReport } from './oracle.ts';

/**
 * @param tolerance  largest relative difference, 0 for figures that must agree exactly
 * @returns the report; every interval is a point
 */
export function exactReport(
  about: { readonly id: string; readonly title: string },
  expected: Readonly<Record<string, number>>,
  measured: Readonly<Record<string, number>>,
  tolerance: number,
): OracleReport {
  const interval: Record<string, readonly [number, number]> = {};
  const basis: Record<string, FigureBasis> = {};
  const notes: string[] = [];
  for (const [name, wanted] of Object.entries(expected)) {
    const found = measured[name] ?? Number.NaN;
    interval[name] = [found, found];
    const held = Math.abs(found - wanted) <= tolerance * Math.abs(wanted);
    basis[name] = { kind: 'exact', n: 0, held };
    if (!held) {
      notes.push(`${name}: expected ${wanted}, found ${found}`);
    }
  }
  const { id, title } = about;
  return { id, title, expected, measured, interval, basis, verdict: notes.length === 0 ? 'pass' : 'fail', notes };
}
