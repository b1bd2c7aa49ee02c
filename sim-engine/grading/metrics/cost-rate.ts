/** @module Cost rate: what the system costs per hour, averaged over the window. */
import type { Metric } from './metric.ts';

export const costRate: Metric = {
  id: 'cost-rate',
  title: 'Cost',
  summary: 'Price of everything that stood, averaged over the window.',
  source: 'FinOps Foundation, unit economics',
  params: [],
  unit: 'USD/h',
  over: 'whole',
  measure: (span) => (span.passedUs === 0 ? null : span.costMicroUsd / 1e6 / (span.passedUs / 3.6e9)),
};
