/**
 * One example per limiter, worked out by hand, that no other limiter answers alike; beside it the parameters with which the
 * default comes nearest.
 */
import type { ParamValues } from '../../sim-engine/model/registry.ts';
import type { Limiter } from '../../sim-engine/policies/limiting/limiter.ts';

interface LimiterExample {
  readonly id: string;
  readonly tells: string;
  readonly params: ParamValues;
  /** Parameters of the default. */
  readonly nearest: ParamValues;
  /** @param make  a fresh limiter */
  play(make: (critical: boolean) => Limiter): unknown;
  readonly expected: unknown;
}

const MS = 1000;
const SECOND = 1_000_000;
const HOUR = 3_600_000_000;

/** Decisions at some times. */
const at =
  (unitUs: number, ...times: readonly number[]) =>
  (make: (critical: boolean) => Limiter): boolean[] => {
    const limiter = make(false);
    return times.map((time) => limiter.admit(Math.round(time * unitUs)));
  };

/** Offers so many at one instant. @returns how many were admitted */
function offer(limiter: Limiter, nowUs: number, count: number): number {
  let admitted = 0;
  for (let i = 0; i < count; i++) if (limiter.admit(nowUs)) admitted++;
  return admitted;
}

function end(limiter: Limiter, nowUs: number, latencyUs: number, ok: boolean, count: number): void {
  for (let i = 0; i < count; i++) limiter.finished(nowUs, latencyUs, ok);
}

export const LIMITER_EXAMPLES: readonly LimiterExample[] = [
  {
    id: 'token-bucket',
    tells: 'a burst at once, then one per token; just one token is enough',
    params: { ratePerSec: 10, burst: 2 },
    nearest: { ratePerSec: 10, burst: 2 },
    play: at(MS, 0, 0, 0, 99, 100, 100),
    expected: [true, true, false, false, true, false],
  },
  {
    id: 'gcra',
    tells: 'a tolerance of two and a half intervals, which is no whole burst; a tie passes',
    params: { intervalMs: 100, toleranceMs: 250 },
    nearest: { ratePerSec: 10, burst: 3 },
    play: at(MS, 0, 0, 0, 0, 50, 50),
    expected: [true, true, true, false, true, false],
  },
  {
    id: 'fixed-window',
    tells: 'twice the limit around a boundary',
    params: { limit: 3, windowSec: 1 },
    nearest: { ratePerSec: 3, burst: 3 },
    play: at(MS, 900, 900, 900, 999, 1000, 1000, 1000, 1000),
    expected: [true, true, true, false, true, true, true, false],
  },
  {
    id: 'sliding-window',
    tells: 'a place is free again one window after it was taken, to the microsecond',
    params: { limit: 2, windowSec: 1 },
    nearest: { ratePerSec: 2, burst: 2 },
    play: at(MS, 0, 900, 999.999, 1000, 1000, 1899.999, 1900),
    expected: [true, true, false, true, false, false, true],
  },
  {
    id: 'sliding-counter',
    // Cloudflare's own example: 42 in the minute before, 18 so far, 15 s in: 42 * 45/60 + 18 = 49.5, so 10 more fit into 60.
    tells: 'the minute before counts by the part of it that is still covered',
    params: { limit: 60, windowSec: 60 },
    nearest: { ratePerSec: 1, burst: 60 },
    play: (make) => {
      const limiter = make(false);
      return [offer(limiter, 30 * SECOND, 42), offer(limiter, 61 * SECOND, 18), offer(limiter, 75 * SECOND, 50)];
    },
    expected: [42, 18, 10],
  },
  {
    id: 'daily-quota',
    tells: 'nothing comes back before the hour of renewal',
    params: { quota: 2, resetHour: 6 },
    nearest: { ratePerSec: 0.1, burst: 2 },
    play: at(HOUR, 0, 1, 5.999, 6, 7, 8, 29.999, 30),
    expected: [true, true, false, true, true, false, false, true],
  },
  {
    id: 'leaky-bucket',
    tells: 'a burst waits and passes evenly; two may wait',
    params: { ratePerSec: 10, queue: 2 },
    nearest: { ratePerSec: 10, burst: 3 },
    play: (make) => {
      const limiter = make(false);
      return [0, 0, 0, 0, 50, 100, 1000].map((ms) => limiter.admit(ms * MS) && limiter.delayUs / MS);
    },
    expected: [0, 100, 200, false, false, 200, 0],
  },
  {
    id: 'concurrency',
    tells: 'time frees no place, an end does',
    params: { limit: 2 },
    nearest: { ratePerSec: 2, burst: 2 },
    play: (make) => {
      const limiter = make(false);
      const full = [offer(limiter, 0, 5), offer(limiter, HOUR, 5)];
      end(limiter, HOUR, HOUR, false, 1);
      return [...full, offer(limiter, HOUR, 5)];
    },
    expected: [2, 0, 1],
  },
  {
    id: 'aimd',
    tells: 'grows by one in a round trip, halves once for all the slow ones of another',
    params: { initialLimit: 4, maxLimit: 100, increase: 1, decrease: 0.5, slowMs: 1000 },
    nearest: { ratePerSec: 1, burst: 4 },
    play: (make) => {
      const limiter = make(false);
      const limits = [offer(limiter, 0, 50)];
      // Two ends grow it while at least half of it is used: 4 -> 4.49 -> 4.92 -> 5.32.
      for (let round = 1; round <= 3; round++) {
        end(limiter, round * SECOND, SECOND, true, limits.at(-1)!);
        limits.push(offer(limiter, round * SECOND, 50));
      }
      // All five are slow, or fail: 5.32 -> 2.66, once.
      end(limiter, 4 * SECOND + 1, SECOND + 1, true, 3);
      end(limiter, 4 * SECOND + 1, SECOND + 1, false, 2);
      limits.push(offer(limiter, 5 * SECOND, 50));
      // The two that came after the decrease fail too: -> 1.33, once.
      end(limiter, 6 * SECOND, SECOND, false, 1);
      end(limiter, 7 * SECOND, 2 * SECOND, false, 1);
      return [...limits, offer(limiter, 7 * SECOND, 50)];
    },
    expected: [4, 4, 4, 5, 2, 1],
  },
  {
    id: 'gradient',
    tells: 'grows while latency is as usual, shrinks when it is not, and learns nothing from quick failures',
    params: { initialLimit: 20, minLimit: 5, maxLimit: 100, queueSize: 4, smoothing: 0.2, longWindow: 600 },
    nearest: { ratePerSec: 1, burst: 20 },
    play: (make) => {
      const limiter = make(false);
      const begins = offer(limiter, 0, 50);
      // Grows by 0.2 * 4 while at least half is used, that is eight times: 26.4.
      end(limiter, 10 * MS, 10 * MS, true, 10);
      const grown = 10 + offer(limiter, 10 * MS, 50);
      // Ten times as slow: the gradient is cut off at a half, L -> 0.9 L + 0.8, four times: 20.07.
      end(limiter, 110 * MS, 100 * MS, true, 4);
      const none = offer(limiter, 110 * MS, 50);
      end(limiter, 110 * MS, 0, false, 22);
      return [begins, grown, none, offer(limiter, 110 * MS, 50)];
    },
    expected: [20, 26, 0, 20],
  },
  {
    id: 'shed-reserve',
    tells: 'critical requests are not shed, all others together have the rest',
    params: { capacity: 10, reservePercent: 20 },
    nearest: { ratePerSec: 1, burst: 8 },
    play: (make) => {
      const others = make(false);
      const shed = [offer(others, 0, 50), offer(others, HOUR, 50)];
      end(others, HOUR, HOUR, true, 3);
      return [...shed, offer(others, HOUR, 50), offer(make(true), HOUR, 50)];
    },
    expected: [8, 0, 3, 50],
  },
];
