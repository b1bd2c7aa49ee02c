/** @module Exponential backoff without jitter: callers that failed together come back together. */
import { type BackoffKind, GROWTH_PARAMS, Growth } from './backoff.ts';

export const exponential: BackoffKind = {
  id: 'exponential',
  title: 'Exponential',
  summary: 'Every delay is twice the one before, up to a cap; callers that failed together come back together.',
  source: 'Brooker, Exponential backoff and jitter, AWS Architecture Blog, 2015: sleep = min(cap, base 2^attempt)',
  params: GROWTH_PARAMS,
  backoff: (params) => {
    const growth = new Growth(params);
    return { delayUs: (retry) => growth.atUs(retry) };
  },
};
