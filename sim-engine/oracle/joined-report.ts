/** @module Joined report: one verdict on figures of several kinds, exact and sampled. */
import type { OracleReport } from './oracle.ts';

/**
 * @param reports  their figures have different names
 * @returns all figures; it passes when every report does
 */
export function joinedReport(
  about: { readonly id: string; readonly title: string },
  reports: readonly OracleReport[],
): OracleReport {
  const { id, title } = about;
  return {
    id,
    title,
    expected: Object.assign({}, ...reports.map((each) => each.expected)),
    measured: Object.assign({}, ...reports.map((each) => each.measured)),
    interval: Object.assign({}, ...reports.map((each) => each.interval)),
    basis: Object.assign({}, ...reports.map((each) => each.basis)),
    verdict: reports.every((each) => each.verdict === 'pass') ? 'pass' : 'fail',
    notes: reports.flatMap((each) => each.notes),
  };
}
