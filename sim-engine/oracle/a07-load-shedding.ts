/** @module A07: two servers that shed load: a short line keeps the wait short and turns a quarter away. */
import { type BoundedQueueCase, boundedQueueReport } from './bounded-queue.ts';
import type { Oracle } from './oracle.ts';

const CASE: BoundedQueueCase = {
  queue: { arrivalRate: 25, serviceRate: 10, servers: 2, bound: 6 },
  jobs: 20_000,
  longJobs: 80_000,
  firstSeed: 7000,
};

export const a07: Oracle = {
  id: 'A07',
  title: 'M/M/2/6: load shedding',
  source: 'Gross and Harris, Fundamentals of Queueing Theory, 1998, section 2.5 (birth and death)',
  formula: 'pₙ ∝ aⁿ/n! up to 2, then each ρ times the one before; turned away p₆; W = L/λ(1−p₆)',
  run: (options) => boundedQueueReport(a07, CASE, options),
};
