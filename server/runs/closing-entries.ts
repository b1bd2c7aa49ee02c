/** @module The two entries that end a journal: what they say, and to whom. */
import type { LabError } from '../core/lab-error.ts';
import type { SliceReply } from '../workers/slice.ts';
import type { CreatedEntry, FailedEntry, FinishedEntry } from './journal-entry.ts';

/**
 * @param atUs   simulated time at which the run ended, microseconds
 * @param reply  the slice that reached it, with objectives
 */
export function finishedEntry(atUs: number, reply: SliceReply): FinishedEntry {
  const objectives = reply.objectives ?? [];
  return {
    type: 'finished',
    atUs,
    events: reply.events,
    digest: reply.digest,
    points: objectives.reduce((sum, objective) => sum + objective.points, 0),
    pointsMax: objectives.reduce((sum, objective) => sum + objective.pointsMax, 0),
  };
}

/**
 * @param atUs     simulated time up to which the run is good, microseconds
 * @param created  the run
 * @param error    what its threads died of
 */
export function failedEntry(atUs: number, created: CreatedEntry, error: LabError): FailedEntry {
  const message =
    `The simulation of this run broke off twice at the same point: ${error.message} Nothing you did was lost. ` +
    `Start a new run; to report this, quote scenario ${created.scenarioId} and seed ${created.seed}.`;
  return { type: 'failed', atUs, code: 'run-failed', message };
}
