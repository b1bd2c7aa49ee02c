/** @module Question: why the requests of a stretch took longer than others. The run is executed once for all such questions. */
import { explain as explainRegion } from '../../../sim-engine/explain/explain.ts';
import type { BaselineChoice, Explanation, Region } from '../../../sim-engine/explain/explanation.ts';
import { assert } from '../../../sim-engine/kernel/assert.ts';
import type { Result } from '../../../sim-engine/kernel/result.ts';
import type { ReplayBook } from '../book.ts';

/**
 * @param book     the run
 * @param argument which requests, and what they are compared with
 * @returns the explanation, or the issue that prevents one
 */
export function explain(
  book: ReplayBook,
  { region, baseline }: { readonly region: Region; readonly baseline: BaselineChoice },
): Result<Explanation> {
  const parts = book.once('latency-parts', () => book.execute({ keepParts: true }).parts());
  assert(parts !== null, 'a run that keeps parts of latencies has them');
  return explainRegion(parts, region, baseline);
}
