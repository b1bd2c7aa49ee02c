/** @module Token bucket with continuous refill: starts full, a request costs one token, exactly one token is enough. */
import { commonDenominator, numeratorOver } from '../../kernel/common-denominator.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { LimiterKind } from './limiter.ts';
import { RateLimiter } from './rate-limiter.ts';

const MICRO = 1_000_000;

/**
 * With a rate of p/q tokens a second the level is kept in units of 1/(10^6 q) token, so that a microsecond brings p of them
 * and nothing is rounded. That holds while a full bucket is below 2^53 units; a longer refill is cut to the bucket's size
 * whatever it was rounded to. A rate that is no such ratio is exact only as far as doubles are.
 */
class TokenBucket extends RateLimiter {
  private readonly token: number;
  private readonly perUs: number;
  private readonly capacity: number;
  private level: number;
  private lastUs: number;

  constructor(ratePerSec: number, burst: number, nowUs: number) {
    super();
    const parts = commonDenominator([ratePerSec], Number.MAX_SAFE_INTEGER / (burst * MICRO));
    this.token = MICRO * parts;
    this.perUs = numeratorOver(parts, ratePerSec);
    this.capacity = burst * this.token;
    this.level = this.capacity;
    this.lastUs = nowUs;
  }

  admit(nowUs: number): boolean {
    this.level = Math.min(this.capacity, this.level + (nowUs - this.lastUs) * this.perUs);
    this.lastUs = nowUs;
    if (this.level < this.token) return false;
    this.level -= this.token;
    return true;
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
  scope: 'tenant',
  limiter: (params, nowUs) => new TokenBucket(params.ratePerSec!, params.burst!, nowUs),
  mostPassing: (params, spanUs) => params.burst! + (params.ratePerSec! * spanUs) / MICRO,
  mostInFlight: () => Number.POSITIVE_INFINITY,
};
