/** @module REGISTRY of limiters: one line per limiter. */
import { aimd } from './aimd.ts';
import { concurrency } from './concurrency.ts';
import { dailyQuota } from './daily-quota.ts';
import { fixedWindow } from './fixed-window.ts';
import { gcra } from './gcra.ts';
import { gradient } from './gradient.ts';
import { leakyBucket } from './leaky-bucket.ts';
import type { LimiterKind } from './limiter.ts';
import { shedReserve } from './shed-reserve.ts';
import { slidingCounter } from './sliding-counter.ts';
import { slidingWindow } from './sliding-window.ts';
import { tokenBucket } from './token-bucket.ts';

/** The first entry is the registry's default. */
export const LIMITERS: readonly LimiterKind[] = [
  tokenBucket,
  gcra,
  fixedWindow,
  slidingWindow,
  slidingCounter,
  dailyQuota,
  leakyBucket,
  concurrency,
  aimd,
  gradient,
  shedReserve,
];
