/**
 * @module A lane: one simulation thread with a queue in front.
 *
 * Tasks go to the thread one at a time, so that a deadline counts from the task's start, and a thread that dies takes down
 * the task that killed it and no other.
 */
import { Piscina } from 'piscina';
import { LabError, messageOf } from '../core/lab-error.ts';
import type { Timers } from '../core/timers.ts';

interface Task<Request, Reply> {
  readonly request: Request;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: LabError) => void;
}

/** How a lane runs. */
export interface LaneOptions {
  /** Absolute path of the built worker file. */
  readonly workerFile: string;
  /** A task that takes longer is ended with its thread, milliseconds. */
  readonly deadlineMs: number;
  /** Tasks that may wait. */
  readonly waitingMax: number;
  /** Heap of the thread, mebibytes. */
  readonly heapMiB: number;
}

/** One thread with its queue. */
export class Lane<Request, Reply> {
  private readonly pool: Piscina<Request, Reply>;
  private readonly timers: Timers;
  private readonly options: LaneOptions;
  private waiting: Task<Request, Reply>[] = [];
  private working = false;
  private closed = false;

  /**
   * @param timers   for deadlines
   * @param options  the thread's file and limits
   */
  constructor(timers: Timers, options: LaneOptions) {
    this.timers = timers;
    this.options = options;
    this.pool = new Piscina<Request, Reply>({
      filename: options.workerFile,
      minThreads: 1,
      maxThreads: 1,
      concurrentTasksPerWorker: 1,
      // The thread's event loop must stay free to be ended between two tasks.
      atomics: 'disabled',
      resourceLimits: { maxOldGenerationSizeMb: options.heapMiB },
    });
    this.pool.on('error', () => {
      // A thread that dies while idle is replaced by the pool; the task of one that dies at work is rejected below.
    });
  }

  /** Tasks waiting or at work. */
  get load(): number {
    return this.waiting.length + (this.working ? 1 : 0);
  }

  /**
   * @param request  task for the thread
   * @throws LabError `busy`, `worker-lost` or `worker-late`
   */
  ask(request: Request): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (this.closed) {
        reject(new LabError('worker-lost', 'The server is closing.'));
      } else if (this.waiting.length >= this.options.waitingMax) {
        reject(new LabError('busy', 'The simulation threads have too much to do; try again in 5 s.'));
      } else {
        this.waiting.push({ request, resolve, reject });
        this.next();
      }
    });
  }

  /** Ends the thread; what was waiting is rejected. */
  async close(): Promise<void> {
    this.closed = true;
    const left = this.waiting;
    this.waiting = [];
    for (const task of left) task.reject(new LabError('worker-lost', 'The server is closing.'));
    await this.pool.destroy();
  }

  private next(): void {
    if (this.working || this.closed) return;
    const task = this.waiting.shift();
    if (!task) return;
    this.working = true;
    const abort = new AbortController();
    const cancel = this.timers.after(this.options.deadlineMs, () => abort.abort());
    const settle = (): void => {
      cancel();
      this.working = false;
      this.next();
    };
    this.pool.run(task.request, { signal: abort.signal }).then(
      (reply) => {
        task.resolve(reply);
        settle();
      },
      (error: unknown) => {
        task.reject(
          abort.signal.aborted
            ? new LabError(
                'worker-late',
                `A simulation thread did not answer within ${this.options.deadlineMs} ms.`,
                error,
              )
            : new LabError('worker-lost', `A simulation thread stopped: ${messageOf(error)}.`, error),
        );
        settle();
      },
    );
  }
}
