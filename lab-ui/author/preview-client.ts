/** @module Runs the newest draft for the preview: what is asked meanwhile replaces what waits, and a run that nobody wants is ended. */
import type { Scenario, TimedAction } from '../../sim-engine/model/scenario.ts';
import type { PreviewRun } from './lab-messages.ts';
import { type LabWorker, startLabWorker } from './lab-workers.ts';

/** After this long a run for an older text is ended, milliseconds; before, it is shown: somebody who types sees something move. */
const PATIENCE_MS = 2_000;
const SEED = 1;

/** How the preview stands. */
export interface PreviewState {
  readonly run: PreviewRun | null;
  readonly isRunning: boolean;
  /** Why there is none, where the worker was lost. */
  readonly failure: string;
}

interface Wanted {
  readonly scenario: Scenario;
  readonly actions: readonly TimedAction[];
}

/** One worker, always at the newest text. */
export class PreviewClient {
  private readonly make: () => LabWorker;
  private worker: LabWorker | null = null;
  private state: PreviewState = { run: null, isRunning: false, failure: '' };
  private next: Wanted | null = null;
  private askedAt = 0;
  private id = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(make: () => LabWorker = startLabWorker) {
    this.make = make;
  }

  readonly get = (): PreviewState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Runs a scenario with these actions; the state follows. */
  show(scenario: Scenario, actions: readonly TimedAction[]): void {
    this.next = { scenario, actions };
    if (!this.state.isRunning) {
      this.begin();
      return;
    }
    clearTimeout(this.timer);
    const left = this.askedAt + PATIENCE_MS - performance.now();
    this.timer = setTimeout(() => this.giveUp(), Math.max(0, left));
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = null;
  }

  private begin(): void {
    const { next } = this;
    if (next === null) return;
    this.next = null;
    this.worker ??= this.started();
    this.askedAt = performance.now();
    this.change({ isRunning: true, failure: '' });
    this.worker.postMessage({ id: ++this.id, type: 'preview', ...next, seed: SEED });
  }

  /** The run under way takes too long for a text that is no longer there. */
  private giveUp(): void {
    if (this.next === null || !this.state.isRunning) return;
    this.worker?.terminate();
    this.worker = null;
    this.begin();
  }

  private started(): LabWorker {
    const worker = this.make();
    worker.onmessage = ({ data }) => {
      if (data.type !== 'preview' || data.id !== this.id) return;
      clearTimeout(this.timer);
      this.change({ run: data.run, isRunning: false });
      this.begin();
    };
    worker.onerror = (event) => {
      worker.terminate();
      this.worker = null;
      this.change({ isRunning: false, failure: event.message || 'its file could not be loaded' });
    };
    return worker;
  }

  private change(what: Partial<PreviewState>): void {
    this.state = { ...this.state, ...what };
    for (const listener of this.listeners) listener();
  }
}
