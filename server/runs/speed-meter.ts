/** @module The speed a run really has: simulated time gained per wall time, over the last two seconds. */
import type { Clock } from '../core/clock.ts';

/** Long enough to be steady at ten frames a second, short enough to show a change while it is felt. */
const WINDOW_MS = 2_000;

/** Measures one run. */
export class SpeedMeter {
  private readonly clock: Clock;
  private samples: { readonly ms: number; readonly us: number }[] = [];

  /** @param clock  monotonic time */
  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Forgets the past: the run starts, stops or changes its speed. */
  reset(simulatedUs: number): void {
    this.samples = [{ ms: this.clock.monotonicMs(), us: simulatedUs }];
  }

  /** @param simulatedUs  simulated time just reached, microseconds */
  add(simulatedUs: number): void {
    const ms = this.clock.monotonicMs();
    this.samples.push({ ms, us: simulatedUs });
    while (this.samples.length > 2 && ms - this.samples[1]!.ms >= WINDOW_MS) this.samples.shift();
  }

  /**
   * @param asked  speed asked for, told until there is something to measure
   * @returns simulated seconds per second
   */
  speed(asked: number): number {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (!first || !last || last.ms - first.ms < WINDOW_MS / 8) return asked;
    return (last.us - first.us) / ((last.ms - first.ms) * 1_000);
  }
}
