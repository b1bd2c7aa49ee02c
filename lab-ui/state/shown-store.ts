/** @module What the page shows of the run: what was received, or the moment in the past that is gone back to. */
import type { Moment } from '../replay/questions/moment.ts';
import type { BenchData } from './bench-data.ts';
import type { FrameStore } from './frame-store.ts';
import { pastData } from './past-data.ts';

/** A moment in the past, with the newest answer about it. */
export interface ShownPast {
  readonly atUs: number;
  readonly moment: Moment | null;
}

/** The data of every view on the page; the same contract as the store of what was received. */
export class ShownStore {
  /** What was received. */
  readonly received: FrameStore;
  private past: ShownPast | null = null;
  private made: { readonly head: BenchData; readonly past: ShownPast; readonly data: BenchData } | null = null;
  private readonly slowListeners = new Set<() => void>();
  private readonly frameListeners = new Set<() => void>();

  /** @param received  what was received */
  constructor(received: FrameStore) {
    this.received = received;
  }

  /** What is shown, or null before the run was opened. */
  get data(): BenchData | null {
    const { past } = this;
    const head = this.received.data;
    if (head === null || past === null || past.atUs >= head.simulatedUs) return head;
    if (this.made?.head !== head || this.made.past !== past) {
      this.made = { head, past, data: pastData(head, past.atUs, past.moment) };
    }
    return this.made.data;
  }

  get seed(): number {
    return this.received.seed;
  }

  /** @param past  the moment to show; null for the newest */
  show(past: ShownPast | null): void {
    this.past = past;
    for (const listener of [...this.frameListeners, ...this.slowListeners]) listener();
  }

  /** Called a few times a second, and at once when another moment is shown. */
  readonly subscribe = (listener: () => void): (() => void) =>
    joined(this.slowListeners, listener, this.received.subscribe);

  /** Called with every frame and every other moment: for the painter only. */
  readonly subscribeFrames = (listener: () => void): (() => void) =>
    joined(this.frameListeners, listener, this.received.subscribeFrames);
}

function joined(own: Set<() => void>, listener: () => void, other: (listener: () => void) => () => void): () => void {
  own.add(listener);
  const stop = other(listener);
  return () => {
    own.delete(listener);
    stop();
  };
}
