/** @module What limiters of requests in flight have in common: they count, and compare with a limit that may learn. */
import { assert } from '../../kernel/assert.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Limiter } from './limiter.ts';

export abstract class InFlightLimiter implements Limiter {
  readonly delayUs = 0;
  /** Most requests in flight; a fraction counts as the whole number below it. */
  protected limit: number;
  protected inFlight = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  admit(): boolean {
    if (this.inFlight + 1 > this.limit) return false;
    this.inFlight++;
    return true;
  }

  finished(nowUs: number, latencyUs: number, ok: boolean): void {
    assert(this.inFlight > 0, 'limiter: a request has ended that was not admitted, or has ended twice');
    this.learn(nowUs, latencyUs, ok);
    this.inFlight--;
  }

  state(codec: StateCodec): void {
    this.limit = codec.number(this.limit);
    this.inFlight = codec.number(this.inFlight);
  }

  /** Called before the request is counted out. */
  protected abstract learn(nowUs: number, latencyUs: number, ok: boolean): void;
}
