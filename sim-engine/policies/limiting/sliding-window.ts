/** @module Sliding window: remembers the times it admitted, so that no window of its length holds more than the limit. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { LimiterKind } from './limiter.ts';
import { RateLimiter } from './rate-limiter.ts';
import { limitParam, wholeUs, windowSec } from './window-params.ts';

/** The log is as long as the limit, at eight bytes a request. */
const LOG_MAX = 10_000;

/** A request exactly one window old counts no longer. */
class SlidingWindow extends RateLimiter {
  private readonly windowUs: number;
  /** Ring of the times of admission; a place never used lies infinitely far back. */
  private readonly log: Float64Array;
  /** Place of the oldest time, which the next one replaces. */
  private oldest = 0;

  constructor(limit: number, windowUs: number) {
    super();
    this.windowUs = windowUs;
    this.log = new Float64Array(limit).fill(Number.NEGATIVE_INFINITY);
  }

  admit(nowUs: number): boolean {
    if (nowUs - this.log[this.oldest]! < this.windowUs) return false;
    this.log[this.oldest] = nowUs;
    this.oldest = this.oldest + 1 === this.log.length ? 0 : this.oldest + 1;
    return true;
  }

  state(codec: StateCodec): void {
    const restored = codec.float64s(this.log, this.log.length);
    if (codec.restoring) this.log.set(restored);
    this.oldest = codec.number(this.oldest);
  }
}

export const slidingWindow: LimiterKind = {
  id: 'sliding-window',
  title: 'Sliding window',
  summary: 'So many requests in any window, exactly, at the price of remembering each of them.',
  source: 'Cloudflare, How we built rate limiting capable of scaling to millions of domains, 2017 (sliding window log)',
  params: [limitParam(LOG_MAX), windowSec],
  scope: 'tenant',
  limiter: (params) => new SlidingWindow(params.limit!, wholeUs(params.windowSec!)),
  mostPassing: (params, spanUs) => params.limit! * (Math.floor(spanUs / wholeUs(params.windowSec!)) + 1),
  mostInFlight: () => Number.POSITIVE_INFINITY,
};
