/** @module How many runs the server takes on, for one learner and in all. */
import { type Issue, issue } from '../../sim-engine/kernel/result.ts';
import type { RunListing } from '../../sim-engine/protocol/messages.ts';

/** How much the server takes on. */
export interface RunLimits {
  /** Running runs on the whole server. */
  readonly runningRunsMax: number;
  /** Running runs of one learner. */
  readonly runningRunsPerLearnerMax: number;
  /** Unfinished runs of one learner, standing still or not. */
  readonly openRunsPerLearnerMax: number;
  /** What a learner is told to wait when the server is full, seconds. */
  readonly busyRetryS: number;
}

/**
 * @param limits        the limits
 * @param runningCount  running runs on the server
 * @param own           the learner's runs
 * @returns why another running run is one too many, or undefined
 */
export function refuseRunning(limits: RunLimits, runningCount: number, own: readonly RunListing[]): Issue | undefined {
  if (runningCount >= limits.runningRunsMax) {
    const wait = `try again in ${limits.busyRetryS} s`;
    return issue('busy', '', `The server is running ${limits.runningRunsMax} runs and has no room: ${wait}.`);
  }
  if (own.filter(({ status }) => status === 'running').length < limits.runningRunsPerLearnerMax) return undefined;
  const message = `You have ${limits.runningRunsPerLearnerMax} runs running. Pause or finish one of them first.`;
  return issue('too-many-running', '', message);
}

/**
 * @param limits        the limits
 * @param runningCount  running runs on the server
 * @param own           the learner's runs
 * @returns why a new run is one too many, or undefined
 */
export function refuseNew(limits: RunLimits, runningCount: number, own: readonly RunListing[]): Issue | undefined {
  const open = own.filter(({ status }) => status !== 'finished' && status !== 'failed').length;
  if (open < limits.openRunsPerLearnerMax) return refuseRunning(limits, runningCount, own);
  return issue('too-many-open', '', `You have ${open} runs that are not finished. Finish one of them first.`);
}
