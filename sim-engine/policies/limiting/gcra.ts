/** @module GCRA, the generic cell rate algorithm: a request may come at most tau before its theoretical time of arrival. */
import { commonDenominator, numeratorOver } from '../../kernel/common-denominator.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { LimiterKind } from './limiter.ts';
import { RateLimiter } from './rate-limiter.ts';

const US_PER_MS = 1000;

/**
 * Keeps how far the theoretical arrival time lies ahead of now, which stays small however late it is, in whole parts of a
 * microsecond when interval and tolerance are ratios of small whole numbers.
 */
class Gcra extends RateLimiter {
  private readonly partsPerUs: number;
  private readonly interval: number;
  private readonly tolerance: number;
  private ahead = 0;
  private lastUs: number;

  constructor(intervalMs: number, toleranceMs: number, nowUs: number) {
    super();
    const largest = Number.MAX_SAFE_INTEGER / (US_PER_MS * (intervalMs + toleranceMs));
    this.partsPerUs = commonDenominator([intervalMs, toleranceMs], largest);
    this.interval = US_PER_MS * numeratorOver(this.partsPerUs, intervalMs);
    this.tolerance = US_PER_MS * numeratorOver(this.partsPerUs, toleranceMs);
    this.lastUs = nowUs;
  }

  admit(nowUs: number): boolean {
    this.ahead = Math.max(0, this.ahead - (nowUs - this.lastUs) * this.partsPerUs);
    this.lastUs = nowUs;
    if (this.ahead > this.tolerance) return false;
    this.ahead += this.interval;
    return true;
  }

  state(codec: StateCodec): void {
    this.ahead = codec.number(this.ahead);
    this.lastUs = codec.number(this.lastUs);
  }
}

export const gcra: LimiterKind = {
  id: 'gcra',
  title: 'GCRA',
  summary: 'One request per interval, early by at most the tolerance: a token bucket that keeps a single time.',
  source: 'ITU-T I.371 (2004), annex A; ATM Forum, Traffic Management Specification 4.1, 1999, section 4.4.2',
  params: [
    {
      name: 'intervalMs',
      label: 'Interval T',
      unit: 'ms',
      min: 0.01,
      max: 86_400_000,
      default: 20,
      doc: 'Time between requests that pass in the long run.',
    },
    {
      name: 'toleranceMs',
      label: 'Tolerance tau',
      unit: 'ms',
      min: 0,
      max: 86_400_000,
      default: 500,
      doc: 'How early a request may come; just so early is not too early.',
    },
  ],
  scope: 'tenant',
  limiter: (params, nowUs) => new Gcra(params.intervalMs!, params.toleranceMs!, nowUs),
  mostPassing: (params, spanUs) => 1 + (params.toleranceMs! + spanUs / US_PER_MS) / params.intervalMs!,
  mostInFlight: () => Number.POSITIVE_INFINITY,
};
