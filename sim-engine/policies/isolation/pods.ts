/** @module Pods: shared servers and workers without state, and everything with state divided among blocks of tenants. */
import { type IsolationModel, inBlocks, sharedPlan } from './isolation.ts';

export const pods: IsolationModel = {
  id: 'pods',
  title: 'Pods',
  meaning: 'state by block',
  finer: true,
  summary: 'Servers and job workers serve everybody; each block of tenants has a cache and a database of its own.',
  source: 'Shopify Engineering, A pods architecture to allow Shopify to scale, 2018',
  params: [
    {
      name: 'pods',
      label: 'Pods',
      unit: '',
      min: 1,
      max: 50,
      default: 4,
      integer: true,
      doc: 'Number of pods; tenants are dealt to them in order, as evenly as possible.',
    },
  ],
  plan: (tenants, params) => {
    const groups = inBlocks(tenants, params.pods!, 'Pod');
    return { ...sharedPlan(tenants), cache: groups, connections: groups, database: groups, rows: groups };
  },
};
