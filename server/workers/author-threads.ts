/** @module The author's threads: one that reads texts at once, one that proves scenarios and takes its time. */
import { LabError } from '../core/lab-error.ts';
import type { Timers } from '../core/timers.ts';
import type { ProofReport, ProofTask } from '../headless/prove.ts';
import type { AuthorReply, AuthorRequest, ReadText } from './author-worker.ts';
import { Lane } from './lane.ts';
import { workerFile } from './worker-file.ts';

/** A text of the largest size takes a second on a busy machine. */
const READ_DEADLINE_MS = 10_000;
const READS_WAITING_MAX = 200;
/** Longest that proving may take when something is published. */
const PROVE_DEADLINE_MS = 300_000;
const PROOFS_WAITING_MAX = 8;
const HEAP_MIB = 512;

/** What the desk asks of them. */
export interface AuthorThreads {
  /**
   * @param file  the name that issues are told under
   * @param text  the whole file
   * @throws LabError `busy`, `worker-lost` or `worker-late`
   */
  read(file: string, text: string): Promise<ReadText>;
  /** @throws LabError `busy`, `worker-lost` or `worker-late` */
  prove(task: ProofTask): Promise<ProofReport>;
  close(): Promise<void>;
}

/** @param timers  for deadlines; the threads start when they are first asked */
export function startAuthorThreads(timers: Timers): AuthorThreads {
  let reading: Lane<AuthorRequest, AuthorReply> | undefined;
  let proving: Lane<AuthorRequest, AuthorReply> | undefined;
  const lane = (deadlineMs: number, waitingMax: number): Lane<AuthorRequest, AuthorReply> =>
    new Lane(timers, { workerFile: workerFile('author-worker'), deadlineMs, waitingMax, heapMiB: HEAP_MIB });
  return {
    async read(file, text) {
      reading ??= lane(READ_DEADLINE_MS, READS_WAITING_MAX);
      const reply = await reading.ask({ kind: 'read', file, text });
      if (reply.kind !== 'read') throw wrongReply();
      return reply.read;
    },
    async prove(task) {
      proving ??= lane(PROVE_DEADLINE_MS, PROOFS_WAITING_MAX);
      const reply = await proving.ask({ kind: 'prove', task });
      if (reply.kind !== 'prove') throw wrongReply();
      return reply.report;
    },
    async close() {
      await Promise.all([reading?.close(), proving?.close()]);
    },
  };
}

function wrongReply(): LabError {
  return new LabError('worker-lost', 'The author’s thread answered something else than it was asked.');
}
