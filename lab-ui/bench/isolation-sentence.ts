/** @module One sentence under the ladder: since when, from what, and what is still moving or draining. */
import type { BenchData } from '../state/bench-data.ts';
import { formatClock, formatShare } from '../text/format.ts';
import { isolationTitle, letterOf } from '../text/run-facts.ts';

/**
 * @param data      the run
 * @param isGuided  true while the guide leads to the ladder
 */
export function isolationSentence(data: BenchData, isGuided: boolean): string {
  const topology = data.topology;
  if (!topology || topology.isolationBefore === '') {
    if (data.simulatedUs > 0) return 'As the scenario began. A switch holds from the moment you press it.';
    return isGuided
      ? 'Not yet. You choose once the neighbours wait: first see the harm, then the cure.'
      : 'As the scenario begins. A switch now holds from 0 s.';
  }
  const before = isolationTitle(data, topology.isolationBefore);
  const switched = `Switched from ${before} at ${formatClock(topology.isolationSinceUs)}.`;
  if (topology.moves.length > 0) {
    const copying = topology.moves.filter((move) => !move.waiting);
    const waiting = topology.moves.length - copying.length;
    const parts = copying.map((move) => `${letterOf(data, move.tenant)} ${formatShare(move.doneShare)}`);
    return `${switched} Copying data: ${parts.join(', ')}${waiting > 0 ? `${parts.length > 0 ? '; ' : ''}${waiting} to come` : ''}.`;
  }
  if (topology.pools.some((pool) => pool.draining)) return `${switched} What was in line finishes under the old rule.`;
  return `${switched} The old line is empty.`;
}
