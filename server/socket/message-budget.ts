/** @module How many messages a connection may send: a token bucket, so that a burst passes and a flood does not. */
import type { Clock } from '../core/clock.ts';

/** Budget of one connection. */
export class MessageBudget {
  private readonly clock: Clock;
  private readonly perSec: number;
  private tokens: number;
  private atMs: number;

  /**
   * @param clock   monotonic time
   * @param perSec  messages per second, and at once, > 0
   */
  constructor(clock: Clock, perSec: number) {
    this.clock = clock;
    this.perSec = perSec;
    this.tokens = perSec;
    this.atMs = clock.monotonicMs();
  }

  /** @returns whether one more message is within the budget */
  take(): boolean {
    const now = this.clock.monotonicMs();
    this.tokens = Math.min(this.perSec, this.tokens + ((now - this.atMs) * this.perSec) / 1_000);
    this.atMs = now;
    if (this.tokens < 1) return false;
    this.tokens--;
    return true;
  }
}
