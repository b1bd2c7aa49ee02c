/** @module Spend: the bill of the window, for budgets of money. */
import type { Metric } from './metric.ts';

export const spend: Metric = {
  id: 'spend',
  title: 'Spend',
  summary: 'What everything that stood cost in the window.',
  source: 'FinOps Foundation, unit economics',
  params: [],
  unit: 'USD',
  over: 'whole',
  measure: (span) => (span.passedUs === 0 ? null : span.costMicroUsd / 1e6),
};
