/** @module Simulation on threads: each run sticks to one lane, so that the lane's thread keeps it warm. */
import { availableParallelism } from 'node:os';
import type { Timers } from '../core/timers.ts';
import { Lane } from './lane.ts';
import type { Simulation } from './simulation.ts';
import type { RecordReply, RecordRequest, WorkerReply, WorkerRequest } from './slice.ts';
import { workerFile } from './worker-file.ts';

/** Longest a slice may take before its thread counts as stuck; a slice stops itself after a quarter of a second. */
const SLICE_DEADLINE_MS = 10_000;
/** Longest a whole run may take to be executed again for its record. */
const RECORD_DEADLINE_MS = 120_000;
const SLICES_WAITING_MAX = 4_000;
const RECORDS_WAITING_MAX = 32;
const HEAP_MIB = 1_024;

/** @returns lanes for this machine: one core is left to sockets, frames and the disk */
export function laneCountDefault(): number {
  return Math.max(1, availableParallelism() - 1);
}

/**
 * Starts the threads.
 *
 * @param timers     for deadlines
 * @param laneCount  simulation threads, >= 1
 */
export function startThreads(timers: Timers, laneCount: number): Simulation {
  const lanes = Array.from(
    { length: laneCount },
    () =>
      new Lane<WorkerRequest, WorkerReply>(timers, {
        workerFile: workerFile('sim-worker'),
        deadlineMs: SLICE_DEADLINE_MS,
        waitingMax: SLICES_WAITING_MAX,
        heapMiB: HEAP_MIB,
      }),
  );
  // Executing a whole run again takes seconds; it must not stand before anybody's frames.
  let records: Lane<RecordRequest, RecordReply> | undefined;
  const laneOf = new Map<string, { readonly lane: Lane<WorkerRequest, WorkerReply>; readonly index: number }>();
  const runsPerLane = lanes.map(() => 0);
  const stick = (runId: string): Lane<WorkerRequest, WorkerReply> => {
    const known = laneOf.get(runId);
    if (known) return known.lane;
    const index = runsPerLane.indexOf(Math.min(...runsPerLane));
    const lane = lanes[index]!;
    runsPerLane[index]!++;
    laneOf.set(runId, { lane, index });
    return lane;
  };
  return {
    async slice(request) {
      const reply = await stick(request.runId).ask(request);
      return reply.kind === 'forgotten' ? { kind: 'need-world' } : reply;
    },
    forget(runId) {
      const known = laneOf.get(runId);
      if (!known) return;
      laneOf.delete(runId);
      runsPerLane[known.index]!--;
      // A thread that cannot be told has ended, and with it what it held.
      known.lane.ask({ kind: 'forget', runId }).catch(() => undefined);
    },
    record(request) {
      records ??= new Lane<RecordRequest, RecordReply>(timers, {
        workerFile: workerFile('record-worker'),
        deadlineMs: RECORD_DEADLINE_MS,
        waitingMax: RECORDS_WAITING_MAX,
        heapMiB: HEAP_MIB,
      });
      return records.ask(request);
    },
    async close() {
      await Promise.all([...lanes, ...(records ? [records] : [])].map((lane) => lane.close()));
    },
  };
}
