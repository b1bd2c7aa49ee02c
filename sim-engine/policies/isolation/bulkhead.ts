/** @module Bulkhead per plan: shared servers and database engine, with cache, connections and workers divided by plan. */
import { byPlan, type IsolationModel, sharedPlan } from './isolation.ts';

export const bulkhead: IsolationModel = {
  id: 'bulkhead',
  title: 'Bulkhead',
  meaning: 'pools by plan',
  finer: false,
  summary: 'Servers and the database engine stay shared; cache, connections and job workers are divided by plan.',
  source: 'Nygard, Release It!, 2018, Bulkheads; Azure Architecture Center, Bulkhead pattern',
  params: [],
  plan: (tenants) => {
    const plans = byPlan(tenants);
    return { ...sharedPlan(tenants), cache: plans, connections: plans, jobs: plans, rows: plans };
  },
};
