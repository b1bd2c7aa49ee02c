/** @module Concurrency cap: so many requests in flight and no more, however long each of them takes. */
import { InFlightLimiter } from './in-flight-limiter.ts';
import type { LimiterKind } from './limiter.ts';

class ConcurrencyCap extends InFlightLimiter {
  protected learn(): void {
    // A fixed cap does not learn.
  }
}

export const concurrency: LimiterKind = {
  id: 'concurrency',
  title: 'Concurrency cap',
  summary: 'So many requests in flight at once: costly ones use the limit up longer, which a rate does not see.',
  source: 'Stripe, Scaling your API with rate limiters, 2017 (concurrent requests limiter)',
  params: [
    {
      name: 'limit',
      label: 'In flight',
      unit: 'requests',
      min: 1,
      max: 100_000,
      default: 20,
      integer: true,
      doc: 'Requests that may be in flight at once.',
    },
  ],
  scope: 'tenant',
  limiter: (params) => new ConcurrencyCap(params.limit!),
  mostPassing: () => Number.POSITIVE_INFINITY,
  mostInFlight: (params) => params.limit!,
};
