/** @module Bridge: shared app tier, cache and workers, a database per tenant. */
import { apart, type IsolationModel, sharedPlan } from './isolation.ts';

export const bridge: IsolationModel = {
  id: 'bridge',
  title: 'Bridge',
  meaning: 'own database',
  finer: false,
  summary: 'Servers, cache and job workers stay shared; each tenant has a database and connections of its own.',
  source: 'AWS SaaS Lens, bridge model; Azure SQL, database-per-tenant pattern (Wingtip)',
  params: [],
  plan: (tenants) => {
    const own = apart(tenants);
    return { ...sharedPlan(tenants), connections: own, database: own, rows: own };
  },
};
