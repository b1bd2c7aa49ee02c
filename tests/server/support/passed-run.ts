/** @module Runs of noisy-neighbour that end within seconds: one by the reference's actions, and one by doing nothing. */
import { loadLibrary } from '../../../server/content/library.ts';
import type { LabClient } from './lab-client.ts';
import type { Action } from './wire.ts';

const { scenario } = loadLibrary().get('noisy-neighbour')!;
/** What the scenario's own reference does; done at once instead of at 40 s. */
const REFERENCE: readonly Action[] = scenario.proofs
  .find(({ role }) => role === 'reference')!
  .actions.map(({ action }) => action);

/**
 * Plays a run to its end.
 *
 * @param learner  whose run; connected here
 * @param seed     of the run
 * @param actions  done as soon as it runs
 * @returns the run's id
 */
export async function playedRun(
  learner: LabClient,
  seed: number,
  actions: readonly Action[] = REFERENCE,
): Promise<string> {
  const runId = await learner.makeRun(seed);
  learner.frames.length = 0;
  await learner.connect();
  await learner.open(runId);
  await learner.control(runId, 'start', { type: 'start' });
  for (const [index, action] of actions.entries()) {
    const answer = await learner.act(runId, `action-${index}`, action);
    if (!answer.ok) throw new TypeError(`the action was refused: ${JSON.stringify(answer.issues)}`);
  }
  await learner.control(runId, 'fast', { type: 'speed', speed: 50 });
  await learner.until((notes) => notes.digest !== undefined);
  learner.close();
  return runId;
}
