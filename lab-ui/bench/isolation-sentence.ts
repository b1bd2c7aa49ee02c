/** @module One sentence under the ladder: since when, from what, and what is still moving or draining. */
import type { BenchData } from '../state/bench-data.ts';
import { formatClock } from '../text/format.ts';
import { rolledBack, toCome, underWay } from '../text/move-words.ts';
import { isolationTitle } from '../text/run-facts.ts';

/** @returns the model that was chosen and holds once time goes on, and from when, or null */
function switchToCome(data: BenchData): { readonly model: string; readonly atUs: number } | null {
  const last = data.actions.filter(({ action }) => action.type === 'switch-isolation').at(-1);
  if (last?.action.type !== 'switch-isolation' || last.atUs < data.simulatedUs) return null;
  return { model: last.action.model.id, atUs: last.atUs };
}

/**
 * @param data      the run
 * @param isGuided  true while the guide leads to the ladder
 */
export function isolationSentence(data: BenchData, isGuided: boolean): string {
  const topology = data.topology;
  const chosen = switchToCome(data);
  if (chosen !== null && data.status === 'paused') {
    // Not the clock's time: after a pause, what was computed meanwhile may still be on its way here.
    return `Switches to ${isolationTitle(data, chosen.model)} at ${formatClock(chosen.atUs)}, as soon as the run goes on.`;
  }
  if (!topology || topology.isolationBefore === '') {
    if (data.simulatedUs > 0) return 'As the scenario began. A switch holds from the moment you press it.';
    return isGuided
      ? 'Not yet. You choose once the neighbours wait: first see the harm, then the cure.'
      : 'As the scenario begins. A switch now holds from 0 s.';
  }
  const before = isolationTitle(data, topology.isolationBefore);
  const switched = `Switched from ${before} at ${formatClock(topology.isolationSinceUs)}.`;
  if (topology.moves.length > 0) {
    const waiting = toCome(data);
    const parts = underWay(data);
    return `${switched} Moving data: ${parts.join(', ')}${waiting > 0 ? `${parts.length > 0 ? '; ' : ''}${waiting} to come` : ''}.`;
  }
  const stayed = rolledBack(data);
  if (stayed.length > 0) return `${switched} Rolled back, where they were: ${stayed.join(', ')}.`;
  if (topology.pools.some((pool) => pool.draining)) return `${switched} What was in line finishes under the old rule.`;
  return `${switched} The old line is empty.`;
}
