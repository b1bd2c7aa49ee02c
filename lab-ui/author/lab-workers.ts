/** @module A lab worker as the page holds it. */
import type { LabReply, LabRequest } from './lab-messages.ts';

/** What is needed of a worker; tests hand in one without a browser. */
export interface LabWorker {
  postMessage(request: LabRequest): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<LabReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** One worker per core, but no more than this: each holds an engine of its own. */
const LANES_MAX = 8;

/** @returns workers for so many cores */
export function lanesFor(cores: number): number {
  return Math.min(LANES_MAX, Math.max(1, cores));
}

/** Starts a worker. */
export function startLabWorker(): LabWorker {
  return new Worker(new URL('./lab-worker.ts', import.meta.url), { type: 'module' });
}
