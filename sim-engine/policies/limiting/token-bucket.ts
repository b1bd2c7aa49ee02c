/** @module Token bucket with continuous refill: starts full, a request costs one token, exactly one token is enough. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Limiter, LimiterKind } from './limiter.ts';

/** Level is kept in millionths of a token, so that whole rates refill without rounding. */
const TOKEN = 1_000_000;

class TokenBucket implements Limiter {
  readonly delayUs = 0;
  private readonly ratePerSec: number;
  private readonly capacity: number;
  private level: number;
  private lastUs: number;

  constructor(ratePerSec: number, burst: number, nowUs: number) {
    this.ratePerSec = ratePerSec;
    this.capacity = burst * TOKEN;
    this.level = this.capacity;
    this.lastUs = nowUs;
  }

  admit(nowUs: number): boolean {
    this.level = Math.min(this.capacity, this.level + (nowUs - this.lastUs) * this.ratePerSec);
    this.lastUs = nowUs;
    if (this.level < TOKEN) return false;
    this.level -= TOKEN;
    return true;
  }

  finished(): void {
    // What was let in does not matter any more.
  }

  state(codec: StateCodec): void {
    this.level = codec.number(this.level);
    this.lastUs = codec.number(this.lastUs);
  }
}

export const tokenBucket: LimiterKind = {
  id: 'token-bucket',
  title: 'Token bucket',
  summary: 'A steady rate with room for a burst; what exceeds it is turned away at the edge.',
  source: 'Turner, New directions in communications, IEEE Communications Magazine 24(10), 1986; ITU-T I.371 (GCRA)',
  params: [
    {
      name: 'ratePerSec',
      label: 'Rate',
      unit: '/s',
      min: 0.1,
      max: 100_000,
      default: 60,
      doc: 'Requests per second that pass in the long run.',
    },
    {
      name: 'burst',
      label: 'Burst',
      unit: 'requests',
      min: 1,
      max: 100_000,
      default: 30,
      integer: true,
      doc: 'Requests that may pass at once after a quiet time.',
    },
  ],
  limiter: (params, nowUs) => new TokenBucket(params.ratePerSec!, params.burst!, nowUs),
};
