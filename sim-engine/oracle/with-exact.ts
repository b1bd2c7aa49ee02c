/** @module With exact figures: joins what was simulated with figures of the same item that nothing random enters. */
import type { OracleReport } from './oracle.ts';

/**
 * @param simulated  report of the simulated figures
 * @param exact      report of the exact ones, for example the sizes that a calculator proposes
 * @returns one report, which passes when both do
 */
export function withExact(simulated: OracleReport, exact: OracleReport): OracleReport {
  const passed = simulated.verdict === 'pass' && exact.verdict === 'pass';
  return {
    ...simulated,
    expected: { ...simulated.expected, ...exact.expected },
    measured: { ...simulated.measured, ...exact.measured },
    interval: { ...simulated.interval, ...exact.interval },
    basis: { ...simulated.basis, ...exact.basis },
    verdict: passed ? 'pass' : 'fail',
    notes: [...simulated.notes, ...exact.notes],
  };
}
