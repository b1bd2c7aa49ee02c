/** @module A06: a bounded queue under more load than it can carry: what is turned away, and how long the rest waits. */
import { type BoundedQueueCase, boundedQueueReport } from './bounded-queue.ts';
import type { Oracle } from './oracle.ts';

const CASE: BoundedQueueCase = {
  queue: { arrivalRate: 12, serviceRate: 10, servers: 1, bound: 20 },
  jobs: 90_000,
  longJobs: 360_000,
  firstSeed: 6000,
};

export const a06: Oracle = {
  id: 'A06',
  title: 'M/M/1/20: a bounded queue under overload',
  source: 'Gross and Harris, Fundamentals of Queueing Theory, 1998, section 2.5 (birth and death)',
  formula: 'turned away (1−ρ)ρᴷ/(1−ρᴷ⁺¹), K = 20; W = L/λ(1−that share)',
  run: (options) => boundedQueueReport(a06, CASE, options),
};
