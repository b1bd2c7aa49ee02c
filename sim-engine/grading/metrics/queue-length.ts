/** @module Queue length: how many requests waited at a tier. */
import type { Metric } from './metric.ts';

export const queueLength: Metric = {
  id: 'queue-length',
  title: 'Queue length',
  summary: 'Requests that waited at the tier, on average over time.',
  source: 'Little, A proof for the queuing formula L = λW, 1961',
  params: [],
  unit: 'waiting',
  over: 'tier',
  measure: ({ tier, passedUs }) =>
    tier === null || passedUs === 0 ? null : Math.max(0, tier.presentUs - tier.busyUs) / passedUs,
};
