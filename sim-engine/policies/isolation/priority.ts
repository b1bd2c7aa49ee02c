/** @module Pool with priorities: shared parts, where whoever pays for the more urgent plan is served first. */
import { priority as discipline } from '../discipline/priority.ts';
import { type IsolationModel, sharedPlan } from './isolation.ts';

export const priority: IsolationModel = {
  id: 'priority',
  title: 'Priority',
  meaning: 'plans by rank',
  finer: true,
  summary: 'All tenants share every part; the plan with the highest rank is served first, and the last one may starve.',
  source: 'Cobham, Operations Research 2(1), 1954; Kubernetes, API priority and fairness',
  params: [],
  plan: (tenants) => ({ ...sharedPlan(tenants), discipline: discipline.id }),
};
