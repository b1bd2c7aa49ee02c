/** @module Utilisation: how busy the servers of a tier were; a floor on it speaks against over-provisioning. */
import type { Metric } from './metric.ts';

export const utilisation: Metric = {
  id: 'utilisation',
  title: 'Utilisation',
  summary: 'Busy time of the tier’s servers as a part of the time they were there.',
  source: 'Kleinrock, Queueing Systems, volume 1, 1975, section 2.1',
  params: [],
  unit: '%',
  over: 'tier',
  measure: ({ tier }) => (tier === null || tier.availableUs === 0 ? null : (100 * tier.busyUs) / tier.availableUs),
};
