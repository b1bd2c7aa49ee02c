/** @module Equal jitter: half of the exponential delay is kept, half is drawn. */
import { type BackoffKind, GROWTH_PARAMS, Growth } from './backoff.ts';

export const equalJitter: BackoffKind = {
  id: 'equal-jitter',
  title: 'Equal jitter',
  summary: 'Half of the exponential delay, and a random part of the other half: never at once, never all together.',
  source:
    'Brooker, Exponential backoff and jitter, AWS Architecture Blog, 2015: t = min(cap, base 2^attempt), sleep = t/2 + random(0, t/2)',
  params: GROWTH_PARAMS,
  backoff: (params) => {
    const growth = new Growth(params);
    return {
      delayUs: (retry, _lastUs, stream) => {
        const wholeUs = growth.atUs(retry);
        const halfUs = Math.floor(wholeUs / 2);
        return wholeUs - halfUs + stream.below(halfUs + 1);
      },
    };
  },
};
