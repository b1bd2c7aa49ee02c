/** @module Sliding counter: estimates a sliding window from the counts of two fixed ones. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import { mostInWindows } from './fixed-window.ts';
import type { LimiterKind } from './limiter.ts';
import { RateLimiter } from './rate-limiter.ts';
import { LIMIT_MAX, limitParam, wholeUs, windowSec } from './window-params.ts';

/**
 * Takes the requests of the window before as spread evenly: of them counts the share that a sliding window still covers.
 * Only admitted requests count. Both sides of the comparison are multiplied by the window, so that nothing is rounded.
 */
class SlidingCounter extends RateLimiter {
  private readonly limit: number;
  private readonly windowUs: number;
  private beganUs = Number.NEGATIVE_INFINITY;
  private count = 0;
  private countBefore = 0;

  constructor(limit: number, windowUs: number) {
    super();
    this.limit = limit;
    this.windowUs = windowUs;
  }

  admit(nowUs: number): boolean {
    const elapsedUs = nowUs % this.windowUs;
    const beganUs = nowUs - elapsedUs;
    if (beganUs !== this.beganUs) {
      this.countBefore = beganUs - this.beganUs === this.windowUs ? this.count : 0;
      this.beganUs = beganUs;
      this.count = 0;
    }
    const before = this.countBefore * (this.windowUs - elapsedUs);
    if (before + (this.count + 1) * this.windowUs > this.limit * this.windowUs) return false;
    this.count++;
    return true;
  }

  state(codec: StateCodec): void {
    this.beganUs = codec.number(this.beganUs);
    this.count = codec.number(this.count);
    this.countBefore = codec.number(this.countBefore);
  }
}

export const slidingCounter: LimiterKind = {
  id: 'sliding-counter',
  title: 'Sliding counter',
  summary:
    'A sliding window estimated from two counters: nearly exact on even traffic, and as cheap as a fixed window.',
  source:
    'Cloudflare, How we built rate limiting capable of scaling to millions of domains, 2017 (sliding window counter)',
  params: [limitParam(LIMIT_MAX), windowSec],
  scope: 'tenant',
  limiter: (params) => new SlidingCounter(params.limit!, wholeUs(params.windowSec!)),
  // Requests all at the end of one window fade from the estimate while they are still young: no better in the worst case.
  mostPassing: (params, spanUs) => mostInWindows(params.limit!, wholeUs(params.windowSec!), spanUs),
  mostInFlight: () => Number.POSITIVE_INFINITY,
};
