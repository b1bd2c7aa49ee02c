/** @module Question: the paths of some requests of the run, in a format that other programs read. */
import { TRACE_FORMATS } from '../../../sim-engine/trace-formats/index.ts';
import type { ReplayBook } from '../book.ts';

/**
 * @param book    the run; it is executed again with the traces of `run --traces`
 * @param format  id of a trace format
 * @returns the file's text, or null for a format that is not known
 */
export function tracesFile(book: ReplayBook, { format }: { readonly format: string }): string | null {
  const known = TRACE_FORMATS.find(({ id }) => id === format);
  const run = book.execute({ traces: {} });
  const report = run.traces();
  if (known === undefined || report === null) return null;
  const { engineVersion, digest, seed } = run.result();
  const { scenario, scenarioSha256 } = book.options;
  const tenants = scenario.tenants.map(({ id }) => id);
  return known.export(report, { scenario: scenario.id, scenarioSha256, seed, engineVersion, digest, tenants });
}
