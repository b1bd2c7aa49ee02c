/** @module Difficulty bench: every solution of a draft in many worlds, dealt out to workers; stopped at once, and gone on with. */
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import type { ScoredSeed } from './lab-messages.ts';
import { type LabWorker, lanesFor, startLabWorker } from './lab-workers.ts';

/** What is known of one text's solutions. */
export interface DifficultyState {
  readonly status: 'idle' | 'running' | 'stopped' | 'done' | 'failed';
  /** The text that was read as this scenario; null before the first run. */
  readonly scenario: Scenario | null;
  /** Seeds per solution that are wanted. */
  readonly seeds: number;
  /** Of each solution in the scenario's order, in the order of the seeds. */
  readonly scores: readonly (readonly ScoredSeed[])[];
  readonly done: number;
  readonly wanted: number;
  /** Wall time of the runs so far, milliseconds. */
  readonly tookMs: number;
  readonly failure: string;
}

const NOTHING: DifficultyState = {
  status: 'idle',
  scenario: null,
  seeds: 0,
  scores: [],
  done: 0,
  wanted: 0,
  tookMs: 0,
  failure: '',
};

/** Longest that a change is kept from the page, milliseconds: a hundred quick runs a second need not be drawn one by one. */
const TELL_MS = 100;

interface Step {
  readonly proof: number;
  readonly seed: number;
}

/** Runs and stops; each free worker takes the next step. */
export class DifficultyBench {
  private readonly make: () => LabWorker;
  private readonly lanes: number;
  private state: DifficultyState = NOTHING;
  private workers: LabWorker[] = [];
  private steps: Step[] = [];
  private readonly found = new Map<number, ScoredSeed>();
  private beganAt = 0;
  private tookBefore = 0;
  private busy = 0;
  private told = 0;
  private readonly listeners = new Set<() => void>();

  /**
   * @param make   starts a worker
   * @param lanes  how many run side by side
   */
  constructor(make: () => LabWorker = startLabWorker, lanes = lanesFor(navigator.hardwareConcurrency)) {
    this.make = make;
    this.lanes = lanes;
  }

  readonly get = (): DifficultyState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /**
   * Runs every solution on seeds 1 to `seeds`; what was measured of the same scenario is kept.
   *
   * @param scenario  as it was read; the same object is the same text
   * @param seeds     >= 1
   */
  run(scenario: Scenario, seeds: number): void {
    this.end();
    if (this.state.scenario !== scenario) {
      this.found.clear();
      this.tookBefore = 0;
    }
    // Seed by seed, so that every solution has its first dots early.
    const all = Array.from({ length: seeds }, (_, at) =>
      scenario.proofs.map((_each, proof) => ({ proof, seed: at + 1 })),
    );
    this.steps = all.flat().filter((step) => !this.found.has(keyOf(step)));
    this.beganAt = performance.now();
    const wanted = scenario.proofs.length * seeds;
    this.state = { ...NOTHING, status: 'running', scenario, seeds, wanted, tookMs: this.tookBefore };
    if (this.steps.length === 0) {
      this.finish();
      return;
    }
    this.tell(true);
    const count = Math.min(this.lanes, this.steps.length);
    for (let lane = 0; lane < count; lane++) {
      const worker = this.started(scenario);
      this.workers.push(worker);
      this.next(worker);
    }
  }

  /** Stops at once; what was measured stays. */
  stop(): void {
    if (this.state.status !== 'running') return;
    this.end();
    this.state = { ...this.state, status: 'stopped' };
    this.tell(true);
  }

  dispose(): void {
    this.end();
  }

  private started(scenario: Scenario): LabWorker {
    const worker = this.make();
    worker.onmessage = ({ data }) => {
      if (data.type !== 'score') return;
      this.busy--;
      this.found.set(data.id, data.score);
      this.tell(false);
      this.next(worker);
      if (this.busy === 0) this.finish();
    };
    worker.onerror = (event) => {
      this.end();
      const failure = event.message || 'its file could not be loaded';
      this.state = { ...this.state, status: 'failed', failure };
      this.tell(true);
    };
    worker.postMessage({ id: 0, type: 'scenario', scenario });
    return worker;
  }

  private next(worker: LabWorker): void {
    const step = this.steps.shift();
    if (step === undefined) return;
    this.busy++;
    worker.postMessage({ id: keyOf(step), type: 'score', ...step });
  }

  private finish(): void {
    this.end();
    this.state = { ...this.state, status: 'done' };
    this.tell(true);
  }

  private end(): void {
    if (this.workers.length > 0) this.tookBefore += performance.now() - this.beganAt;
    for (const worker of this.workers.splice(0)) worker.terminate();
    this.steps = [];
    this.busy = 0;
  }

  private tell(isNow: boolean): void {
    const now = performance.now();
    if (!isNow && now - this.told < TELL_MS) return;
    this.told = now;
    const { scenario, seeds } = this.state;
    const scores = (scenario?.proofs ?? []).map((_, proof) =>
      Array.from({ length: seeds }, (_each, at) => this.found.get(keyOf({ proof, seed: at + 1 }))).filter(
        (score) => score !== undefined,
      ),
    );
    const done = scores.reduce((sum, each) => sum + each.length, 0);
    const tookMs = this.tookBefore + (this.workers.length > 0 ? now - this.beganAt : 0);
    this.state = { ...this.state, scores, done, tookMs };
    for (const listener of this.listeners) listener();
  }
}

/** Seeds of one solution, at most; larger than any that are asked for. */
const SEEDS_MAX = 10_000;

function keyOf({ proof, seed }: Step): number {
  return proof * SEEDS_MAX + seed;
}
