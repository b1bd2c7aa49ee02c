/** @module Rejected share: how much of what arrived was turned away, so that refusing everything is no solution. */
import type { Metric } from './metric.ts';

export const rejectedShare: Metric = {
  id: 'rejected-share',
  title: 'Turned away',
  summary: 'Share of the scope’s requests that a limit or a full queue turned away.',
  source: 'Google, Site Reliability Engineering, 2016, chapter 21 (handling overload)',
  params: [],
  unit: '%',
  over: 'tenants',
  measure: (span) => {
    const arrived = span.tenants.reduce((sum, tenant) => sum + tenant.arrived, 0);
    if (arrived === 0) return null;
    return (100 * span.tenants.reduce((sum, tenant) => sum + tenant.rejected, 0)) / arrived;
  },
};
