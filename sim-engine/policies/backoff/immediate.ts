/** @module Immediate retry: no backoff at all. */
import type { BackoffKind } from './backoff.ts';

export const immediate: BackoffKind = {
  id: 'immediate',
  title: 'Immediate retry',
  summary: 'A failed attempt is repeated at once, which is what makes a retry storm.',
  source: 'Brooker, Exponential backoff and jitter, AWS Architecture Blog, 2015: the case without backoff',
  params: [],
  backoff: () => ({ delayUs: () => 0 }),
};
