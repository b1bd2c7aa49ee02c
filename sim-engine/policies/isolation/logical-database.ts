/** @module Logical databases: one database engine, in which each tenant has a database and connections of its own. */
import { apart, type IsolationModel, sharedPlan } from './isolation.ts';

export const logicalDatabase: IsolationModel = {
  id: 'logical-database',
  title: 'Schemas',
  meaning: 'connections',
  finer: true,
  summary: 'Each tenant has a logical database and connections of its own, but all of them work on one engine.',
  source:
    'Azure Architecture Center, tenancy models (database per tenant on a shared server); PostgreSQL, CREATE DATABASE',
  params: [],
  plan: (tenants) => {
    const own = apart(tenants);
    return { ...sharedPlan(tenants), connections: own, rows: own };
  },
};
