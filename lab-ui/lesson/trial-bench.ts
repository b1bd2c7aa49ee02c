/** @module Trial bench: the runs of one experiment that the page has so far, and the worker that makes the others. */
import type { Experiment, Trial } from '../../sim-engine/model/experiment.ts';
import type { TrialReply, TrialRequest } from './trial-messages.ts';

/** What is known by now. */
export interface TrialState {
  /** By index of the setting. */
  readonly trials: ReadonlyMap<number, Trial>;
  readonly engineVersion: string;
  /** Why nothing more comes; empty while all is well. */
  readonly failure: string;
}

/** What the bench needs of a worker. */
export interface TrialWorker {
  postMessage(request: TrialRequest): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<TrialReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** Conducts what is asked for first, then every other setting, one after the other. */
export class TrialBench {
  private state: TrialState = { trials: new Map(), engineVersion: '', failure: '' };
  private readonly experiment: Experiment;
  private readonly make: () => TrialWorker;
  private worker: TrialWorker | null = null;
  private waiting: number[] = [];
  private isBusy = false;
  private readonly listeners = new Set<() => void>();

  /**
   * @param experiment  of the lesson
   * @param make        starts a worker
   */
  constructor(experiment: Experiment, make: () => TrialWorker) {
    this.experiment = experiment;
    this.make = make;
  }

  readonly get = (): TrialState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** @param first  index of the setting that is wanted now; the others follow */
  want(first: number): void {
    const all = this.experiment.control.settings.map((_, at) => at);
    this.waiting = [first, ...all.filter((at) => at !== first)].filter((at) => !this.state.trials.has(at));
    this.next();
  }

  /** Ends the worker; what was measured stays. */
  dispose(): void {
    this.worker?.terminate();
    this.worker = null;
    this.isBusy = false;
    this.waiting = [];
  }

  private next(): void {
    if (this.isBusy) return;
    const at = this.waiting.shift();
    if (at === undefined) {
      this.dispose();
      return;
    }
    this.isBusy = true;
    this.worker ??= this.started();
    this.worker.postMessage({ experiment: this.experiment, at });
  }

  private started(): TrialWorker {
    const worker = this.make();
    worker.onmessage = ({ data: { trial, engineVersion } }) => {
      this.isBusy = false;
      this.change({ trials: new Map(this.state.trials).set(trial.at, trial), engineVersion });
      this.next();
    };
    worker.onerror = (event) => {
      this.dispose();
      this.change({ failure: event.message || 'its file could not be loaded' });
    };
    return worker;
  }

  private change(what: Partial<TrialState>): void {
    this.state = { ...this.state, ...what };
    for (const listener of this.listeners) listener();
  }
}
