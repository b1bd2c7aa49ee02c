/** @module Entry of a simulation thread: holds runs, answers slices, owns nothing. */
import { RunCache } from './run-cache.ts';
import type { WorkerReply, WorkerRequest } from './slice.ts';

const cache = new RunCache(() => performance.now());

/**
 * One request of the server.
 *
 * @param request  a slice to simulate, or a run to let go of
 * @throws what the engine throws; the server then takes the run up from its last checkpoint
 */
export default function answer(request: WorkerRequest): WorkerReply {
  if (request.kind === 'slice') return cache.slice(request);
  cache.forget(request.runId);
  return { kind: 'forgotten' };
}
