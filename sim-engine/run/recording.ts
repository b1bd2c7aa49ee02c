/**
 * @module Recording: a run that can be gone back to, and gone on from, at any instant it has passed.
 *
 * It keeps a snapshot every so many model events, and comes to an instant by restoring the last snapshot before it and
 * executing the rest again. Invariant: no snapshot holds an action that has not taken effect, so that one serves every fork.
 */
import { assert } from '../kernel/assert.ts';
import type { StampedAction } from '../model/action-log.ts';
import { Run } from './run.ts';
import type { RunOptions } from './run-options.ts';

/** Model events between two snapshots, unless told otherwise: some 10 ms of execution, against 2 ms of restoring. */
const EVERY_EVENTS = 10_000;
/** Bytes that snapshots may take, unless told otherwise: a million events of the library's scenarios. */
const BYTES_MAX = 64 * 1024 * 1024;
/** Longest piece, in simulated time, that is executed before it is asked whether a snapshot is due; microseconds. */
const STEP_US_MAX = 100_000;
/** A piece is made shorter when it holds more than this share of the events between two snapshots, and longer below half of it. */
const STEP_SHARE = 1 / 8;

/** When snapshots are taken and how much room they may take. */
export interface RecordingRule {
  /** Model events between two snapshots at first, >= 1: about as many are executed again by the slowest seek. */
  readonly everyEvents?: number;
  /** Bytes that all snapshots together may take, >= 0; beyond it every second one goes and twice as many events lie between. */
  readonly bytesMax?: number;
}

/** A run that goes its own way from an instant on. */
export interface Fork {
  /** Stands at the instant; no later action of the recorded run is handed in. */
  readonly run: Run;
  /** What the recorded run did before the instant: the beginning of the fork's own log. */
  readonly actions: readonly StampedAction[];
}

interface Kept {
  readonly atUs: number;
  readonly events: number;
  readonly snapshot: Uint8Array;
}

/** One run with its past. */
export class Recording {
  private readonly options: RunOptions;
  private readonly bytesMax: number;
  private readonly newest: Run;
  private readonly log: StampedAction[] = [];
  /** Actions of the log that the newest state was given: those whose time has come. */
  private given = 0;
  /** Ascending. */
  private kept: Kept[] = [];
  /** Where the last seek ended, so that looking about there costs little. */
  private landing: Kept | null = null;
  private spacing: number;
  private dueEvents: number;
  private stepUs = 1000;

  /**
   * @param options  what the run starts from
   * @param rule     when snapshots are taken
   */
  constructor(options: RunOptions, rule: RecordingRule = {}) {
    this.options = options;
    this.bytesMax = rule.bytesMax ?? BYTES_MAX;
    this.spacing = rule.everyEvents ?? EVERY_EVENTS;
    assert(this.spacing >= 1 && this.bytesMax >= 0, `a snapshot every ${this.spacing} events, ${this.bytesMax} bytes`);
    this.dueEvents = this.spacing;
    this.newest = Run.create(options);
  }

  /** The run at its newest instant; to be read, and to take its ticks. It advances through the recording. */
  get run(): Run {
    return this.newest;
  }

  /** Model events between two snapshots by now. */
  get everyEvents(): number {
    return this.spacing;
  }

  /** Snapshots held. */
  get snapshots(): number {
    return this.kept.length + (this.landing === null ? 0 : 1);
  }

  /** Bytes of the snapshots held. */
  get bytes(): number {
    return this.kept.reduce((sum, each) => sum + each.snapshot.length, this.landing?.snapshot.length ?? 0);
  }

  /**
   * Hands an action in; it takes effect before every event of its microsecond.
   *
   * @param stamped  checked, not before the newest instant, and in order of sequence and time
   */
  submit(stamped: StampedAction): void {
    const last = this.log[this.log.length - 1];
    assert(
      stamped.atUs >= Math.max(this.newest.nowUs, last?.atUs ?? 0) && stamped.sequence > (last?.sequence ?? -1),
      `action ${stamped.sequence} at ${stamped.atUs} us comes too late`,
    );
    this.log.push(stamped);
  }

  /**
   * Handles every event before an instant.
   *
   * @param untilUs  whole microseconds; beyond the scenario's end it means the end
   */
  advanceTo(untilUs: number): void {
    const run = this.newest;
    const endUs = Math.min(untilUs, this.options.scenario.durationUs);
    while (run.nowUs < endUs) {
      while (this.log[this.given]?.atUs === run.nowUs) run.submit(this.log[this.given++]!);
      const actionUs = this.log[this.given]?.atUs ?? Number.POSITIVE_INFINITY;
      const before = run.events;
      run.advanceTo(Math.min(endUs, actionUs, run.nowUs + this.stepUs));
      const share = (run.events - before) / this.spacing;
      if (share > STEP_SHARE) this.stepUs = Math.max(1, this.stepUs >> 1);
      else if (share < STEP_SHARE / 2) this.stepUs = Math.min(STEP_US_MAX, 2 * this.stepUs);
      if (run.events >= this.dueEvents) this.keep();
    }
  }

  /**
   * Goes to an instant of the run as it was.
   *
   * @param us  whole microseconds from 0 to the newest instant
   * @returns a run of its own that stands there, and that repeats the recorded actions when it goes on
   */
  seek(us: number): Run {
    const run = this.executeTo(us);
    for (const action of this.log.slice(this.actionsBefore(us))) run.submit(action);
    return run;
  }

  /**
   * Goes another way from an instant on. Actions at the very instant have not taken effect, and are left out.
   *
   * @param us  whole microseconds from 0 to the newest instant
   */
  fork(us: number): Fork {
    return { run: this.executeTo(us), actions: this.log.slice(0, this.actionsBefore(us)) };
  }

  private executeTo(us: number): Run {
    assert(
      Number.isInteger(us) && us >= 0 && us <= this.newest.nowUs,
      `${us} us is no instant from 0 to ${this.newest.nowUs} us`,
    );
    const from = this.lastBefore(us);
    const run = from === null ? Run.create(this.options) : this.restore(from);
    const given = from === null ? 0 : this.actionsBefore(from.atUs);
    for (const action of this.log.slice(given, this.actionsBefore(us))) run.submit(action);
    run.advanceTo(us);
    // Ticks since the snapshot, wherever that was, are no part of what was asked for.
    run.takeTicks();
    if (run.events - (from?.events ?? 0) > STEP_SHARE * this.spacing) this.land(run);
    return run;
  }

  private restore(from: Kept): Run {
    const restored = Run.restore(this.options, from.snapshot);
    assert(restored.ok, `the snapshot of ${from.atUs} us, made by this recording, cannot be read`);
    return restored.value;
  }

  private lastBefore(us: number): Kept | null {
    let from: Kept | null = null;
    for (const each of this.kept) {
      if (each.atUs > us) break;
      from = each;
    }
    const { landing } = this;
    return landing !== null && landing.atUs <= us && landing.atUs > (from?.atUs ?? -1) ? landing : from;
  }

  /** Number of actions that took effect before an instant. */
  private actionsBefore(us: number): number {
    let count = this.log.length;
    while (count > 0 && this.log[count - 1]!.atUs >= us) count--;
    return count;
  }

  private keep(): void {
    const { nowUs: atUs, events } = this.newest;
    this.kept.push({ atUs, events, snapshot: this.newest.snapshot() });
    if (this.bytes > this.bytesMax) this.landing = null;
    while (this.bytes > this.bytesMax) {
      this.kept = this.kept.filter((_, at) => at % 2 === 1);
      this.spacing *= 2;
    }
    this.dueEvents = events + this.spacing;
  }

  private land(run: Run): void {
    this.landing = null;
    const snapshot = run.snapshot();
    if (this.bytes + snapshot.length <= this.bytesMax) {
      this.landing = { atUs: run.nowUs, events: run.events, snapshot };
    }
  }
}
