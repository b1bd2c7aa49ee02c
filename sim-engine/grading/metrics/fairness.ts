/** @module Fairness: how evenly being answered in time is spread over the tenants. */
import { jainIndex } from '../../fairness/jain-index.ts';
import type { Metric } from './metric.ts';

export const fairness: Metric = {
  id: 'fairness',
  title: 'Fairness',
  summary: 'Jain’s index over the parts of their requests that the scope’s tenants had answered in time; 100 is even.',
  source: 'Jain, Chiu and Hawe, A quantitative measure of fairness and discrimination, DEC-TR-301, 1984',
  params: [],
  unit: '%',
  over: 'tenants',
  measure: (span) => {
    const shares = span.tenants.filter(({ arrived }) => arrived > 0).map(({ good, arrived }) => good / arrived);
    return shares.length === 0 ? null : 100 * jainIndex(shares);
  },
};
