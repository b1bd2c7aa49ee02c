/** @module Good share: the part of what arrived that was answered in time; the floor that a guard against refusing sets. */
import type { Metric } from './metric.ts';

export const goodShare: Metric = {
  id: 'good-share',
  title: 'Answered in time',
  summary: 'Share of the scope’s requests that were answered within their SLO.',
  source: 'Google, Site Reliability Engineering, 2016, chapter 4 (availability as a share of requests)',
  params: [],
  unit: '%',
  over: 'tenants',
  measure: (span) => {
    const arrived = span.tenants.reduce((sum, tenant) => sum + tenant.arrived, 0);
    if (arrived === 0) return null;
    // What arrived before the window may be answered in it.
    return Math.min(100, (100 * span.tenants.reduce((sum, tenant) => sum + tenant.good, 0)) / arrived);
  },
};
