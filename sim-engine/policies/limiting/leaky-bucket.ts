/** @module Leaky bucket as a queue: a shaper that lets requests pass one by one at its rate, and turns away when full. */
import { commonDenominator, numeratorOver } from '../../kernel/common-denominator.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { LimiterKind } from './limiter.ts';
import { RateLimiter } from './rate-limiter.ts';

const MICRO = 1_000_000;

/**
 * With a rate of p/q requests a second, times are kept in units of 1/p microsecond, in which the gap between two requests is
 * the whole number 10^6 q. Each passes at its exact time, rounded up to a microsecond; the rounding is not carried on.
 */
class LeakyBucket extends RateLimiter {
  private readonly partsPerUs: number;
  private readonly gap: number;
  private readonly longestWait: number;
  /** Time from now until the next request may pass. */
  private wait = 0;
  private lastUs: number;

  constructor(ratePerSec: number, queue: number, nowUs: number) {
    super();
    const denominator = commonDenominator([ratePerSec], Number.MAX_SAFE_INTEGER / ((queue + 1) * MICRO));
    this.partsPerUs = numeratorOver(denominator, ratePerSec);
    this.gap = MICRO * denominator;
    this.longestWait = queue * this.gap;
    this.lastUs = nowUs;
  }

  admit(nowUs: number): boolean {
    this.wait = Math.max(0, this.wait - (nowUs - this.lastUs) * this.partsPerUs);
    this.lastUs = nowUs;
    // Those that wait pass one gap apart, so they are as many as gaps begun in the time left.
    if (this.wait > this.longestWait) return false;
    const rest = this.wait % this.partsPerUs;
    this.delayUs = Math.round((this.wait - rest) / this.partsPerUs) + (rest > 0 ? 1 : 0);
    this.wait += this.gap;
    return true;
  }

  state(codec: StateCodec): void {
    this.delayUs = codec.number(this.delayUs);
    this.wait = codec.number(this.wait);
    this.lastUs = codec.number(this.lastUs);
  }
}

export const leakyBucket: LimiterKind = {
  id: 'leaky-bucket',
  title: 'Leaky bucket',
  summary: 'Holds requests in a bounded queue and lets them pass at an even pace: bursts become waiting.',
  source:
    'Turner, New directions in communications, IEEE Communications Magazine 24(10), 1986; Tanenbaum, Computer Networks',
  params: [
    {
      name: 'ratePerSec',
      label: 'Rate',
      unit: '/s',
      min: 0.1,
      max: 100_000,
      default: 60,
      doc: 'Requests per second that pass, evenly spaced.',
    },
    {
      name: 'queue',
      label: 'Queue',
      unit: 'requests',
      min: 0,
      max: 100_000,
      default: 30,
      integer: true,
      doc: 'Requests that may wait; the one that passes at once does not count.',
    },
  ],
  scope: 'tenant',
  limiter: (params, nowUs) => new LeakyBucket(params.ratePerSec!, params.queue!, nowUs),
  // Rounding up to a microsecond can bring two requests closer by less than one.
  mostPassing: (params, spanUs) => 1 + (params.ratePerSec! * (spanUs + 1)) / MICRO,
  mostInFlight: () => Number.POSITIVE_INFINITY,
};
