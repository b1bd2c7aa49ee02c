/** @module The page's side of the replay worker: questions about one run, each with a promise of its answer. */
import { fail, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import { ownWorker } from '../parts/own-worker.ts';
import type { QuestionAnswer, QuestionArgument, QuestionName, ReplayReply, ReplayRequest } from './replay-messages.ts';
import workerAddress from './replay-worker.ts?worker&url';

/** Asks about one run; its worker starts with the first question. */
export class ReplayClient {
  private inputs: RunInputs;
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, (reply: Result<unknown>) => void>();
  private nextId = 1;

  /** @param inputs  what the run is made of */
  constructor(inputs: RunInputs) {
    this.inputs = inputs;
  }

  /** How far the run has come in the eyes of the worker, microseconds. */
  get simulatedUs(): number {
    return this.inputs.simulatedUs;
  }

  /** @param inputs  the run as it has gone on since */
  follow(inputs: RunInputs): void {
    this.inputs = inputs;
    this.worker?.postMessage({ type: 'run', inputs } satisfies ReplayRequest);
  }

  /**
   * @param question  one of the registry
   * @param argument  what it wants to know
   * @returns the answer, or the issue that prevented it; never rejects
   */
  ask<N extends QuestionName>(question: N, argument: QuestionArgument<N>): Promise<Result<QuestionAnswer<N>>> {
    const worker = this.started();
    const id = this.nextId++;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve as (reply: Result<unknown>) => void);
      worker.postMessage({ type: 'ask', id, question, argument } satisfies ReplayRequest);
    });
  }

  /** Ends the worker; what was asked and not answered is answered with an issue. */
  dispose(): void {
    this.worker?.terminate();
    this.worker = null;
    this.abandon('the page was left before the answer came');
  }

  private started(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = ownWorker(workerAddress);
    worker.onmessage = ({ data }: MessageEvent<ReplayReply>) => {
      const resolve = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      resolve?.(data.type === 'answer' ? ok(data.value) : fail(data.issue));
    };
    worker.onerror = (event) => {
      this.worker = null;
      worker.terminate();
      this.abandon(event.message === '' ? 'its file could not be loaded' : event.message);
    };
    worker.postMessage({ type: 'run', inputs: this.inputs } satisfies ReplayRequest);
    this.worker = worker;
    return worker;
  }

  private abandon(reason: string): void {
    const lost = issue('replay-lost', '', `The replay of this run stopped: ${reason}. Load this page again.`);
    for (const resolve of this.waiting.values()) resolve(fail(lost));
    this.waiting.clear();
  }
}
