/** @module Load shedding with a reserve: requests that are not critical may use only part of the fleet. */
import { InFlightLimiter } from './in-flight-limiter.ts';
import type { LimiterKind } from './limiter.ts';

class ReserveShedder extends InFlightLimiter {
  protected learn(): void {
    // The reserve is fixed.
  }
}

/** Whole percents keep 80 % of ten from being 7.999. */
function share(capacity: number, reservePercent: number): number {
  return Math.floor((capacity * (100 - reservePercent)) / 100);
}

export const shedReserve: LimiterKind = {
  id: 'shed-reserve',
  title: 'Reserve for critical requests',
  summary: 'Keeps part of the fleet free for critical requests; all others together are turned away beyond the rest.',
  source: 'Stripe, Scaling your API with rate limiters, 2017 (fleet usage load shedder)',
  params: [
    {
      name: 'capacity',
      label: 'Fleet',
      unit: 'requests',
      min: 1,
      max: 1_000_000,
      default: 100,
      integer: true,
      doc: 'Requests that the fleet can work on at once.',
    },
    {
      name: 'reservePercent',
      label: 'Reserve',
      unit: '%',
      min: 0,
      max: 99,
      default: 20,
      integer: true,
      doc: 'Share of the fleet kept for critical requests.',
    },
  ],
  scope: 'fleet',
  // Critical requests are not shed here; what bounds them is the fleet itself.
  limiter: (params, _nowUs, critical) =>
    new ReserveShedder(critical === true ? Number.POSITIVE_INFINITY : share(params.capacity!, params.reservePercent!)),
  mostPassing: () => Number.POSITIVE_INFINITY,
  mostInFlight: (params) => share(params.capacity!, params.reservePercent!),
};
