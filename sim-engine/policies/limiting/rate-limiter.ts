/** @module What limiters of rates have in common: a request is forgotten once it has been decided on. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Limiter } from './limiter.ts';

export abstract class RateLimiter implements Limiter {
  delayUs = 0;

  abstract admit(nowUs: number): boolean;

  abstract state(codec: StateCodec): void;

  finished(): void {
    // How a request fares further in does not change how many may come.
  }
}
