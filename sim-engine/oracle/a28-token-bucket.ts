/** @module A28: a token bucket on a metronome, where every decision can be worked out by hand. */
import { tokenBucket } from '../policies/limiting/token-bucket.ts';
import { tokenBucketBound } from '../theory/token-bucket-bound.ts';
import { exactReport } from './exact-report.ts';
import type { Oracle } from './oracle.ts';

const RATE = 20;
const BURST = 50;
const TICKS = 1000;
const TICK_US = 10_000;

/** Between two ticks the bucket gains a fifth of a token, so it first lacks one at tick 62: 50 + 62/5 < 63. */
const EXPECTED = { admitted: 249, rejected: 751, first_rejection_index: 62 };

export const a28: Oracle = {
  id: 'A28',
  title: 'Token bucket conformance on a metronome',
  source: 'ITU-T I.371 (GCRA with T = 1/20 s, tau = 49/20 s); worked out with exact rationals',
  formula: 'admitted while tokens ≥ 1; tokens = min(b, tokens + r·Δt); never more than b + r·t',
  run: () => {
    const limiter = tokenBucket.limiter({ ratePerSec: RATE, burst: BURST }, 0);
    let admitted = 0;
    let firstRejection = -1;
    for (let tick = 0; tick < TICKS; tick++) {
      if (limiter.admit(tick * TICK_US)) admitted++;
      else if (firstRejection < 0) firstRejection = tick;
    }
    const bound = tokenBucketBound(RATE, BURST, ((TICKS - 1) * TICK_US) / 1e6);
    const report = exactReport(
      a28,
      { ...EXPECTED, 'bound_b+rT': 249.8 },
      { admitted, rejected: TICKS - admitted, first_rejection_index: firstRejection, 'bound_b+rT': bound },
      1e-9,
    );
    return admitted <= bound ? report : { ...report, verdict: 'fail', notes: [...report.notes, 'above its bound'] };
  },
};
