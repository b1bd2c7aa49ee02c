/** @module Pool with fair queueing: shared parts, each tenant with its own line at every queue. */
import { drr } from '../discipline/drr.ts';
import { type IsolationModel, sharedPlan } from './isolation.ts';

export const fair: IsolationModel = {
  id: 'fair',
  title: 'Fair',
  meaning: 'fair queue',
  finer: false,
  summary: 'All tenants share every part, but wait in lines of their own that are served in turns by plan weight.',
  source: 'Shreedhar and Varghese, SIGCOMM 1995; Kubernetes, API priority and fairness',
  params: drr.params,
  plan: (tenants, params) => ({ ...sharedPlan(tenants), discipline: drr.id, disciplineParams: params }),
};
