/** @module Limits and fair queueing: a rate limit per tenant at the edge, and a line per tenant behind it. */
import { drr } from '../discipline/drr.ts';
import { type IsolationModel, sharedPlan } from './isolation.ts';

export const fairLimited: IsolationModel = {
  id: 'fair-limited',
  title: 'Fair limits',
  meaning: 'both of these',
  finer: true,
  summary:
    'All tenants share every part; each may send what its plan allows, and what passes waits in lines of its own.',
  source: 'AWS Builders’ Library, Fairness in multi-tenant systems; Shreedhar and Varghese, SIGCOMM 1995',
  params: drr.params,
  plan: (tenants, params) => ({
    ...sharedPlan(tenants),
    planLimits: true,
    discipline: drr.id,
    disciplineParams: params,
  }),
};
