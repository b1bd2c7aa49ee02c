/** @module Interference matrices as tables for people: culprits in rows, victims in columns. */
import { SYSTEM_CULPRIT } from '../../sim-engine/index.ts';
import type { BlameInterference, ChangeMatrix, CounterfactualInterference } from '../headless/interference.ts';
import { columns, digits, table } from './table.ts';

/** Most rows and columns that are shown; more are read with --json. */
const SHOWN_MAX = 16;

/**
 * @param found     blame of a run
 * @param resource  shows this resource instead of all together
 */
export function describeBlame(found: BlameInterference, resource?: string): string {
  const matrix = resource === undefined ? found.matrix : (found.byResource[resource] ?? {});
  const culprits = [...found.tenants, SYSTEM_CULPRIT];
  const whole: Record<string, Record<string, number>> = {};
  const sums: Record<string, number> = {};
  for (const culprit of culprits) {
    whole[culprit] = Object.fromEntries(found.tenants.map((victim) => [victim, matrix[culprit]?.[victim] ?? 0]));
    for (const victim of found.tenants) sums[victim] = (sums[victim] ?? 0) + whole[culprit]![victim]!;
  }
  const where = resource === undefined ? 'at all resources together' : `at ${resource}`;
  const text = `${head(found)}Blame: time that the column's requests lost to the row ${where}, ms. The diagonal is self-inflicted.\n\n`;
  const rows = matrixTable(whole, culprits, found.tenants, ['all', sums]);
  return `${text}${rows}\nResources: ${Object.keys(found.byResource).join(', ')}\n`;
}

/** @param found  runs without each tenant */
export function describeCounterfactual(found: CounterfactualInterference): string {
  const { tenants, matrix, matrixP99, latencyMs } = found;
  const text = `${head(found)}Counterfactual: by how much the column's latency falls when the row sends nothing, ms.\n`;
  const part = (title: string, changes: ChangeMatrix, pick: 'mean' | 'p99'): string => {
    const now = Object.fromEntries(tenants.map((id) => [id, latencyMs[id]![pick]]));
    return `\n${title}\n${matrixTable(changes, tenants, tenants, ['with all', now])}`;
  };
  return text + part('Mean latency', matrix, 'mean') + part('p99 latency', matrixP99, 'p99');
}

function head({
  scenario,
  seed,
  isolation,
  simulatedMs,
  digest,
}: BlameInterference | CounterfactualInterference): string {
  return `${scenario}: seed ${seed}, ${digits(simulatedMs / 1000)} s simulated, ended under ${isolation}, digest ${digest}\n`;
}

function matrixTable(
  matrix: ChangeMatrix,
  culprits: readonly string[],
  victims: readonly string[],
  [lastHead, last]: readonly [string, Readonly<Record<string, number>>],
): string {
  const others = (culprit: string): number =>
    victims.reduce((sum, victim) => sum + (victim === culprit ? 0 : (matrix[culprit]?.[victim] ?? 0)), 0);
  const ranked = [...culprits].sort((a, b) => others(b) - others(a)).slice(0, SHOWN_MAX);
  const rowsShown = culprits.filter((id) => ranked.includes(id) || id === SYSTEM_CULPRIT);
  const shown = victims.slice(0, SHOWN_MAX);
  const row = (name: string, of: Readonly<Record<string, number | null>>): string[] => [
    name,
    ...shown.map((victim) => digits(of[victim] ?? null)),
  ];
  const rows = rowsShown.map((culprit) => row(culprit, matrix[culprit] ?? {}));
  const cut =
    rowsShown.length < culprits.length || shown.length < victims.length
      ? `The ${rowsShown.length} rows with the most harm of ${culprits.length} and the first ${shown.length} columns of ${victims.length}; --json has all.\n`
      : '';
  return table(columns('culprit', ...shown.map((id) => `>${id}`)), [...rows, row(lastHead, last)]) + cut;
}
