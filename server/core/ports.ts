/** @module Everything the server core takes from outside, in one record handed down from the composition root. */
import type { Clock } from './clock.ts';
import type { Disk } from './disk.ts';
import type { Log } from './log.ts';
import type { RandomSource } from './random-source.ts';
import type { Timers } from './timers.ts';

/** Clock, disk, timers, randomness and log. The network is `runs/viewer.ts`. */
export interface Ports {
  readonly clock: Clock;
  readonly disk: Disk;
  readonly timers: Timers;
  readonly random: RandomSource;
  readonly log: Log;
}
