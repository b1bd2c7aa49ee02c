/** @module Lost share: how much of what arrived got no answer. */
import type { Metric } from './metric.ts';

export const lostShare: Metric = {
  id: 'lost-share',
  title: 'Requests lost',
  summary: 'Share of the scope’s requests that were rejected, timed out or failed.',
  source: 'Google, Site Reliability Engineering, 2016, chapter 4 (availability as a share of requests)',
  params: [],
  unit: '%',
  over: 'tenants',
  measure: (span) => {
    const arrived = span.tenants.reduce((sum, tenant) => sum + tenant.arrived, 0);
    if (arrived === 0) return null;
    return (100 * span.tenants.reduce((sum, tenant) => sum + tenant.lost, 0)) / arrived;
  },
};
