/**
 * @module The pace of a running run: how much wall time is due to be simulated, in steps of one frame.
 *
 * Steps lie on a grid, so that a frame's due time is known. A run that cannot keep up drops the time it owes rather than
 * hoarding it: when all threads are busy, every run gets one bounded step per round and all slow by the same factor.
 */
import type { Clock } from '../core/clock.ts';

/** A step may catch up at most this many frame intervals. */
const INTERVALS_MAX = 2;

/** One step that is due. */
export interface DueStep {
  /** Wall time to simulate, milliseconds. */
  readonly spanMs: number;
  /** When its frame was due, monotonic milliseconds. */
  readonly dueMs: number;
}

/** Grid of one run. */
export class Pace {
  private readonly clock: Clock;
  private readonly intervalMs: () => number;
  private lastMs = 0;
  private nextMs = 0;

  /**
   * @param clock       monotonic time
   * @param intervalMs  frame interval as it stands, milliseconds
   */
  constructor(clock: Clock, intervalMs: () => number) {
    this.clock = clock;
    this.intervalMs = intervalMs;
  }

  /**
   * Begins a grid at this moment.
   *
   * @param phase  0..1, shifts the first step so that runs started together do not all fall due together
   */
  start(phase: number): void {
    this.lastMs = this.clock.monotonicMs();
    this.nextMs = this.lastMs + this.intervalMs() * (0.5 + 0.5 * phase);
  }

  /** Milliseconds until the next step is due, >= 0. */
  waitMs(): number {
    return Math.max(0, this.nextMs - this.clock.monotonicMs());
  }

  /** @returns the step that is due now, or undefined */
  take(): DueStep | undefined {
    const now = this.clock.monotonicMs();
    if (now < this.nextMs) return undefined;
    const interval = this.intervalMs();
    const dueMs = this.nextMs;
    if (now - dueMs < interval) {
      const spanMs = dueMs - this.lastMs;
      this.lastMs = dueMs;
      this.nextMs = dueMs + interval;
      return { spanMs, dueMs };
    }
    const spanMs = Math.min(now - this.lastMs, INTERVALS_MAX * interval);
    this.lastMs = now;
    this.nextMs = now + interval;
    return { spanMs, dueMs };
  }
}
