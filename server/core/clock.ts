/** @module The server's two clocks, behind one interface so that tests own the time. */

/** Monotonic time for pacing, wall time for people. Neither ever enters a run. */
export interface Clock {
  /** Milliseconds since an arbitrary start; never goes back. */
  monotonicMs(): number;
  /** Milliseconds since 1970; may jump when somebody sets the clock. */
  wallMs(): number;
}

/** The machine's own clocks. */
export const systemClock: Clock = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
};
