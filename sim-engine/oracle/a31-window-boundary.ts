/** @module A31: two bursts on either side of a minute's boundary, under three limits of 100 a minute. */
import { fixedWindow } from '../policies/limiting/fixed-window.ts';
import type { Limiter } from '../policies/limiting/limiter.ts';
import { slidingWindow } from '../policies/limiting/sliding-window.ts';
import { tokenBucket } from '../policies/limiting/token-bucket.ts';
import { exactReport } from './exact-report.ts';
import type { Oracle } from './oracle.ts';

const LIMIT = 100;
const WINDOW_SEC = 60;
const BURSTS_US: readonly number[] = [59_900_000, 60_100_000];

function admitted(limiter: Limiter): number {
  let count = 0;
  for (const nowUs of BURSTS_US) {
    for (let request = 0; request < LIMIT; request++) if (limiter.admit(nowUs)) count++;
  }
  return count;
}

export const a31: Oracle = {
  id: 'A31',
  title: 'A fixed window lets twice its limit through at the boundary',
  source: 'Worked out: window index floor(t/60); the log keeps 60 s; the bucket regains 0.2 s * 100/60 s = 1/3 token',
  formula: 'fixed: window ⌊t/60 s⌋, so 2·limit about its boundary; sliding: limit in any 60 s; bucket: limit + r·Δt',
  run: () => {
    const window = { limit: LIMIT, windowSec: WINDOW_SEC };
    return exactReport(
      a31,
      {
        fixed_window_admitted: 200,
        sliding_log_admitted: 100,
        'token_bucket(r=100/60,b=100)_admitted': 100,
      },
      {
        fixed_window_admitted: admitted(fixedWindow.limiter(window, 0)),
        sliding_log_admitted: admitted(slidingWindow.limiter(window, 0)),
        'token_bucket(r=100/60,b=100)_admitted': admitted(
          tokenBucket.limiter({ ratePerSec: LIMIT / WINDOW_SEC, burst: LIMIT }, 0),
        ),
      },
      0,
    );
  },
};
