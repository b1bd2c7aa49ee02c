/** @module The page's side of the text worker: questions with promises; one that hangs is ended and started anew. */
import type { TextQuestion, TextQuestions, TextReply, TextRequest } from './text-messages.ts';

/** Longest that an answer may take before the worker counts as stuck, milliseconds; a hostile text is refused long before. */
const STUCK_MS = 10_000;

/** What the client needs of a worker; tests hand in one without a browser. */
export interface TextWorker {
  postMessage(request: TextRequest): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<TextReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

interface Waiting {
  readonly resolve: (answer: TextReply['answer'] | null) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Asks about texts. */
export class TextClient {
  private readonly make: () => TextWorker;
  private worker: TextWorker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;

  /** @param make  starts a worker */
  constructor(make: () => TextWorker = startTextWorker) {
    this.make = make;
  }

  /** @returns the answer, or null where the worker was lost over the question */
  ask<Q extends TextQuestion>(question: Q, what: TextQuestions[Q]['ask']): Promise<TextQuestions[Q]['answer'] | null> {
    this.worker ??= this.started();
    const { worker } = this;
    const id = this.nextId++;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.lose(), STUCK_MS);
      this.waiting.set(id, { resolve: resolve as Waiting['resolve'], timer });
      worker.postMessage({ id, question, ...what } as TextRequest);
    });
  }

  dispose(): void {
    this.lose();
  }

  private started(): TextWorker {
    const worker = this.make();
    worker.onmessage = ({ data }) => {
      const waiting = this.waiting.get(data.id);
      if (waiting === undefined) return;
      this.waiting.delete(data.id);
      clearTimeout(waiting.timer);
      waiting.resolve(data.answer);
    };
    worker.onerror = () => this.lose();
    return worker;
  }

  private lose(): void {
    this.worker?.terminate();
    this.worker = null;
    for (const { resolve, timer } of this.waiting.values()) {
      clearTimeout(timer);
      resolve(null);
    }
    this.waiting.clear();
  }
}

function startTextWorker(): TextWorker {
  return new Worker(new URL('./text-worker.ts', import.meta.url), { type: 'module' });
}
