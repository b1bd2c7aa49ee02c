/** @module Pool with limits: shared parts behind a rate limit per tenant, set by its plan. */
import { type IsolationModel, sharedPlan } from './isolation.ts';

export const limited: IsolationModel = {
  id: 'limited',
  title: 'Limited',
  meaning: 'rate limits',
  finer: false,
  summary: 'All tenants share every part, but each may send only what its plan allows.',
  source: 'AWS Builders’ Library, Fairness in multi-tenant systems; Stripe, Scaling your API with rate limiters',
  params: [],
  plan: (tenants) => ({ ...sharedPlan(tenants), planLimits: true }),
};
