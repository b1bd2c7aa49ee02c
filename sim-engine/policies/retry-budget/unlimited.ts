/** @module Unlimited retries: every call may use up its own, whatever the others do. */
import type { RetryBudgetKind } from './retry-budget.ts';

export const unlimited: RetryBudgetKind = {
  id: 'unlimited',
  title: 'No budget',
  summary: 'Every call may make all its retries, so that an outage multiplies the load by their number.',
  source: 'Beyer et al., Site Reliability Engineering, 2016, chapter 22 (retries amplify an overload)',
  params: [],
  budget: () => ({ deposit: () => {}, withdraw: () => true, state: () => {} }),
  mostRetries: () => Number.POSITIVE_INFINITY,
};
