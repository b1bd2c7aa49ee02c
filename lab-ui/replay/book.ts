/**
 * @module The book of one run inside the replay worker: its recording, and whatever single questions keep between answers.
 *
 * The run is executed here again from what it is made of, so that every answer is about the very run on the bench.
 */
import { Recording, type Run, type RunOptions } from '../../sim-engine/index.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';

/** One run as the worker has it. */
export class ReplayBook {
  private held: RunInputs;
  readonly options: RunOptions;
  private recorded: Recording | null = null;
  private readonly kept = new Map<string, unknown>();

  /** @param inputs  what the run is made of */
  constructor(inputs: RunInputs) {
    const { scenario, scenarioSha256, seed } = inputs;
    this.held = inputs;
    this.options = { scenario, scenarioSha256, seed };
  }

  /** What the run is made of so far. */
  get inputs(): RunInputs {
    return this.held;
  }

  /**
   * The run has gone on: what was executed of it stays.
   *
   * @param inputs  the same run, with at least the same actions
   * @returns false when these are inputs of another run, which needs a book of its own
   */
  follow(inputs: RunInputs): boolean {
    const before = this.held;
    const begins = JSON.stringify(inputs.actions.slice(0, before.actions.length)) === JSON.stringify(before.actions);
    if (inputs.runId !== before.runId || inputs.simulatedUs < before.simulatedUs || !begins) return false;
    this.held = inputs;
    this.kept.clear();
    if (this.recorded !== null) {
      for (const action of inputs.actions.slice(before.actions.length)) this.recorded.submit(action);
      this.recorded.advanceTo(inputs.simulatedUs);
    }
    return true;
  }

  /** The run up to where it has come, executed when first asked for. */
  get recording(): Recording {
    this.recorded ??= this.record();
    return this.recorded;
  }

  /**
   * Executes the run from its beginning with other settings: without a tenant, with traces, with every latency kept.
   *
   * @param settings  what differs from `options`
   * @returns the run where it has come
   */
  execute(settings: Partial<RunOptions>): Run {
    const recording = new Recording({ ...this.options, ...settings }, { bytesMax: 0 });
    for (const action of this.inputs.actions) recording.submit(action);
    recording.advanceTo(this.inputs.simulatedUs);
    return recording.run;
  }

  /**
   * A value that is worked out once per run.
   *
   * @param key   names it
   * @param make  works it out
   */
  once<T>(key: string, make: () => T): T {
    if (!this.kept.has(key)) this.kept.set(key, make());
    return this.kept.get(key) as T;
  }

  private record(): Recording {
    const recording = new Recording(this.options);
    for (const action of this.inputs.actions) recording.submit(action);
    recording.advanceTo(this.inputs.simulatedUs);
    return recording;
  }
}
