/** @module Full jitter: anywhere below the exponential delay. */
import { type BackoffKind, GROWTH_PARAMS, Growth } from './backoff.ts';

export const fullJitter: BackoffKind = {
  id: 'full-jitter',
  title: 'Full jitter',
  summary: 'A delay drawn uniformly from zero to the exponential one, which spreads callers the most.',
  source:
    'Brooker, Exponential backoff and jitter, AWS Architecture Blog, 2015: sleep = random(0, min(cap, base 2^attempt))',
  params: GROWTH_PARAMS,
  backoff: (params) => {
    const growth = new Growth(params);
    return { delayUs: (retry, _lastUs, stream) => stream.below(growth.atUs(retry) + 1) };
  },
};
