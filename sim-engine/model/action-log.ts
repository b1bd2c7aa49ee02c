/** @module The action log: what was done to a run, in the order in which it took effect. */
import type { Action } from './scenario.ts';

/** An action as the server stamped it. */
export interface StampedAction {
  /** 0, 1, 2, ... within the run. */
  readonly sequence: number;
  /** Simulated time at which it takes effect, before every event of that microsecond. */
  readonly atUs: number;
  readonly action: Action;
}
