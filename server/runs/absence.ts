/** @module What becomes of a run that nobody watches: while it runs it is paused in time, when it stands still it is put away. */
import type { Cancel, Timers } from '../core/timers.ts';

/** A running run nobody watches is paused after this long: a reload takes less, and nobody wants to miss their own run. */
export const UNWATCHED_MS = 30_000;
/** A run that stands still and that nobody watches is put away after this long. */
export const IDLE_MS = 30_000;

/** How the run stands. */
export type Attendance = 'watched' | 'running-alone' | 'standing-alone';

/** Measures one run's absence of viewers. */
export class Absence {
  private readonly timers: Timers;
  private readonly pause: () => void;
  private readonly putAway: () => void;
  private cancel: Cancel | undefined;
  private since: Attendance = 'watched';

  /**
   * @param timers   for the two patiences
   * @param pause    called when a running run was alone for {@link UNWATCHED_MS}, and again while it goes on
   * @param putAway  called when a standing run was alone for {@link IDLE_MS}, and again while it is still there
   */
  constructor(timers: Timers, pause: () => void, putAway: () => void) {
    this.timers = timers;
    this.pause = pause;
    this.putAway = putAway;
  }

  /** @param attendance  how the run stands now; telling the same again does not start the clock anew */
  note(attendance: Attendance): void {
    if (attendance === this.since) return;
    this.stop();
    this.since = attendance;
    if (attendance === 'running-alone') this.cancel = this.timers.every(UNWATCHED_MS, this.pause);
    if (attendance === 'standing-alone') this.cancel = this.timers.every(IDLE_MS, this.putAway);
  }

  /** Stops measuring. */
  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
  }
}
