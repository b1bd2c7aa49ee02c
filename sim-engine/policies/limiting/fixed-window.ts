/** @module Fixed window: counts per window of the clock, and passes up to twice its limit around a boundary. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { LimiterKind } from './limiter.ts';
import { RateLimiter } from './rate-limiter.ts';
import { LIMIT_MAX, limitParam, wholeUs, windowSec } from './window-params.ts';

/** Windows begin at whole multiples of their length, counted from an offset. */
export class FixedWindow extends RateLimiter {
  private readonly limit: number;
  private readonly windowUs: number;
  private readonly offsetUs: number;
  private beganUs = Number.NEGATIVE_INFINITY;
  private count = 0;

  /**
   * @param windowUs  whole microseconds
   * @param offsetUs  where one window begins, 0 to windowUs
   */
  constructor(limit: number, windowUs: number, offsetUs: number) {
    super();
    this.limit = limit;
    this.windowUs = windowUs;
    this.offsetUs = offsetUs;
  }

  admit(nowUs: number): boolean {
    const beganUs = nowUs - ((nowUs - this.offsetUs + this.windowUs) % this.windowUs);
    if (beganUs !== this.beganUs) {
      this.beganUs = beganUs;
      this.count = 0;
    }
    if (this.count === this.limit) return false;
    this.count++;
    return true;
  }

  state(codec: StateCodec): void {
    this.beganUs = codec.number(this.beganUs);
    this.count = codec.number(this.count);
  }
}

/** @returns most requests in a span, which may touch one window more than fit into it */
export function mostInWindows(limit: number, windowUs: number, spanUs: number): number {
  return limit * (Math.ceil(spanUs / windowUs) + 1);
}

export const fixedWindow: LimiterKind = {
  id: 'fixed-window',
  title: 'Fixed window',
  summary: 'So many requests per window of the clock: cheap, but two full windows can meet at a boundary.',
  source:
    'Cloudflare, How we built rate limiting capable of scaling to millions of domains, 2017 (fixed window counter)',
  params: [limitParam(LIMIT_MAX), windowSec],
  scope: 'tenant',
  limiter: (params) => new FixedWindow(params.limit!, wholeUs(params.windowSec!), 0),
  mostPassing: (params, spanUs) => mostInWindows(params.limit!, wholeUs(params.windowSec!), spanUs),
  mostInFlight: () => Number.POSITIVE_INFINITY,
};
