/** @module Shuffle sharding: everything shared, except that each tenant is served by a few app servers of its own choosing. */
import { shuffleShard } from '../balancing/shuffle-shard.ts';
import { type IsolationModel, sharedPlan } from './isolation.ts';

export const shuffle: IsolationModel = {
  id: 'shuffle',
  title: 'Shuffle',
  meaning: 'few servers',
  finer: true,
  summary: 'Each tenant is served by a few app servers, and hardly two tenants by the same ones; the rest is shared.',
  source: 'MacCárthaigh, Workload isolation using shuffle-sharding, Amazon Builders’ Library, 2019',
  params: shuffleShard.params,
  plan: (tenants, params) => ({ ...sharedPlan(tenants), appBalancing: { id: shuffleShard.id, params } }),
};
