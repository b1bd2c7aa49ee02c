/** @module Hurt share: how many tenants of the scope miss their SLO. */
import type { Metric } from './metric.ts';

export const hurtShare: Metric = {
  id: 'hurt-share',
  title: 'Tenants hurt',
  summary: 'Share of the scope’s tenants whose p99 in the window exceeds their SLO.',
  source: 'AWS Well-Architected, Reducing the scope of impact with cell-based architecture (blast radius)',
  params: [],
  unit: '%',
  over: 'tenants',
  measure: (span) => {
    const served = span.tenants.filter((tenant) => tenant.arrived > 0);
    if (served.length === 0) return null;
    // Who gets no answer at all is hurt as well, though there is no latency to show for it.
    const hurt = served.filter(
      (tenant) => tenant.latency.count === 0 || tenant.latency.percentile(0.99) > tenant.sloUs,
    );
    return (100 * hurt.length) / served.length;
  },
};
