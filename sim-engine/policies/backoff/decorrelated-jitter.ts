/** @module Decorrelated jitter: each delay is drawn up to three times the one before. */
import { type BackoffKind, GROWTH_PARAMS, Growth } from './backoff.ts';

const GROWTH = 3;

export const decorrelatedJitter: BackoffKind = {
  id: 'decorrelated-jitter',
  title: 'Decorrelated jitter',
  summary: 'A delay drawn from the base to three times the last one, up to a cap: it grows by chance, not by count.',
  source:
    'Brooker, Exponential backoff and jitter, AWS Architecture Blog, 2015: sleep = min(cap, random(base, 3 sleep)), at first sleep = base',
  params: GROWTH_PARAMS,
  backoff: (params) => {
    const { baseUs, capUs } = new Growth(params);
    return {
      delayUs: (_retry, lastUs, stream) => {
        const spanUs = GROWTH * Math.max(baseUs, lastUs) - baseUs;
        return Math.min(capUs, baseUs + stream.below(spanUs + 1));
      },
    };
  },
};
