/** @module Pool with caps: shared parts, of whose connections and workers no tenant may hold more than its part at once. */
import { type IsolationModel, sharedPlan } from './isolation.ts';

export const concurrency: IsolationModel = {
  id: 'concurrency',
  title: 'Capped',
  meaning: 'caps in flight',
  finer: true,
  summary: 'All tenants share every part, but none may hold more than its part of the connections and job workers.',
  source: 'Stripe, Scaling your API with rate limiters (concurrent requests limiter); Temporal, task queue fairness',
  params: [
    {
      name: 'share',
      label: 'Share of one tenant',
      unit: '',
      min: 0.01,
      max: 1,
      default: 0.3,
      doc: 'Part of a pool that one tenant may hold, at least one; a cap in its plan goes first.',
    },
  ],
  plan: (tenants, params) => ({ ...sharedPlan(tenants), capShare: params.share! }),
};
