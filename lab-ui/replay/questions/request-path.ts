/** @module Question: the whole way of one request, by its tenant and number. */
import type { Trace } from '../../../sim-engine/model/trace.ts';
import type { ReplayBook } from '../book.ts';
import { keptTraces } from './shared/kept-traces.ts';

/**
 * @param book    the run
 * @param wanted  tenant and number; `atUs` is how far the run has come at least
 * @returns null when no such request was kept
 */
export function requestPath(
  book: ReplayBook,
  wanted: { readonly tenant: string; readonly number: number; readonly atUs: number },
): Trace | null {
  const { tenant, number } = wanted;
  return keptTraces(book).traces.find((trace) => trace.tenant === tenant && trace.number === number) ?? null;
}
