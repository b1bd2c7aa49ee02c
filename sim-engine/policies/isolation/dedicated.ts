/** @module Dedicated stacks for some: the biggest tenants, or those of one plan, by themselves, and everybody else together. */
import { apart, besides, type IsolationModel, type PlacedTenant, sharedPlan, unknownPlan } from './isolation.ts';

/** @returns tenants with a stack of their own, in order; of equally big ones the earlier goes first */
function chosen(tenants: readonly PlacedTenant[], biggest: number, plan: number): PlacedTenant[] {
  const bySize = [...tenants].sort((a, b) => b.ratePerSec - a.ratePerSec || a.index - b.index).slice(0, biggest);
  return tenants.filter((tenant) => tenant.planNumber === plan || bySize.includes(tenant));
}

export const dedicated: IsolationModel = {
  id: 'dedicated',
  title: 'Dedicated',
  meaning: 'for some',
  finer: true,
  summary: 'The biggest tenants, or those of one plan, have a stack of their own; everybody else shares one system.',
  source: 'Azure Architecture Center, tenancy models (vertically partitioned); Citus, Tenant isolation',
  params: [
    {
      name: 'biggest',
      label: 'Biggest tenants',
      unit: '',
      min: 0,
      max: 50,
      default: 1,
      integer: true,
      doc: 'How many tenants, by the requests they usually send, have a stack of their own.',
    },
    {
      name: 'plan',
      label: 'Plan',
      unit: '',
      min: 0,
      max: 50,
      default: 0,
      integer: true,
      doc: 'Place, from 1, of the plan whose tenants have a stack of their own as well; 0 for none.',
    },
  ],
  plan: (tenants, params) => {
    const own = chosen(tenants, params.biggest!, params.plan!);
    const plan = sharedPlan(tenants);
    if (own.length === 0) return plan;
    const rest = tenants.filter((tenant) => !own.includes(tenant));
    const groups = besides(apart(own), rest);
    return { ...plan, app: groups, cache: groups, connections: groups, database: groups, jobs: groups, rows: groups };
  },
  contradiction: (tenants, params) =>
    params.biggest! > tenants.length
      ? `found ${params.biggest} biggest of ${tenants.length} tenants, expected at most all of them: lower it`
      : unknownPlan(tenants, params.plan!),
};
