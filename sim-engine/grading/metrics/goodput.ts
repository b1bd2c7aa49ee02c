/** @module Goodput: completions within the SLO per second, summed over the scope. */
import type { Metric } from './metric.ts';

export const goodput: Metric = {
  id: 'goodput',
  title: 'Goodput',
  summary: 'Requests answered within their SLO, per second, of all tenants of the scope together.',
  source: 'Google, Site Reliability Engineering, 2016, chapter 22 (goodput under overload)',
  params: [],
  unit: 'req/s',
  over: 'tenants',
  measure: (span) =>
    span.passedUs === 0 ? null : span.tenants.reduce((sum, tenant) => sum + tenant.good, 0) / (span.passedUs / 1e6),
};
