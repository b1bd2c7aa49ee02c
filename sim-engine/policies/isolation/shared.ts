/** @module Shared everything: one system for all, no controls. */
import { type IsolationModel, sharedPlan } from './isolation.ts';

export const shared: IsolationModel = {
  id: 'shared',
  title: 'Shared',
  meaning: 'one of all',
  finer: false,
  summary: 'All tenants share every part, and whoever comes first is served first.',
  source: 'AWS SaaS Lens, pool isolation; Azure Architecture Center, tenancy models (fully multitenant)',
  params: [],
  plan: (tenants) => sharedPlan(tenants),
};
