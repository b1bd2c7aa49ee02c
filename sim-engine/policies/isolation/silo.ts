/** @module Silo: a whole stack for every tenant. */
import { apart, type IsolationModel, sharedPlan } from './isolation.ts';

export const silo: IsolationModel = {
  id: 'silo',
  title: 'Silo',
  meaning: 'own stack',
  finer: false,
  summary: 'Each tenant has servers, cache, database and workers of its own; nothing is shared.',
  source: 'AWS SaaS Lens, silo isolation; Azure Architecture Center, automated single-tenant deployments',
  params: [],
  plan: (tenants) => {
    const own = apart(tenants);
    const plan = sharedPlan(tenants);
    return { ...plan, app: own, cache: own, connections: own, database: own, jobs: own, rows: own };
  },
};
