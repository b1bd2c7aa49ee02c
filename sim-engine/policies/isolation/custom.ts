/** @module Custom: every tier divided as one likes, for everybody or for the tenants of one plan. */
import { type ParamSpec, type ParamValues, withDefaults } from '../../model/registry.ts';
import { drr } from '../discipline/drr.ts';
import {
  apart,
  besides,
  byPlan,
  cutBy,
  type Group,
  type IsolationModel,
  inBlocks,
  type PlacedTenant,
  sharedPlan,
  together,
  unknownPlan,
} from './isolation.ts';

const LEVELS = '0 shared, 1 by plan, 2 by cell, 3 by tenant';

function level(name: string, label: string, byDefault: number, more = ''): ParamSpec {
  const doc = `How it is divided: ${LEVELS}${more}.`;
  return { name, label, unit: '', min: 0, max: 3, default: byDefault, integer: true, doc };
}

function divided(tenants: readonly PlacedTenant[], at: number, cells: number): Group[] {
  if (at === 0) return together(tenants);
  if (at === 1) return byPlan(tenants);
  return at === 2 ? inBlocks(tenants, cells, 'Cell') : apart(tenants);
}

function planned(tenants: readonly PlacedTenant[], params: ParamValues) {
  const concerned = tenants.filter((tenant) => params.plan === 0 || tenant.planNumber === params.plan);
  const rest = tenants.filter((tenant) => !concerned.includes(tenant));
  const tier = (at: number): Group[] =>
    at === 0 || concerned.length === 0 ? together(tenants) : besides(divided(concerned, at, params.cells!), rest);
  const database = tier(params.database!);
  const tiers = {
    app: tier(params.app!),
    cache: tier(params.cache!),
    connections: cutBy(tier(params.connections!), database),
    database,
    jobs: tier(params.jobs!),
  };
  const rows = Object.values(tiers).reduce((most, groups) => (groups.length > most.length ? groups : most));
  return { ...tiers, rows };
}

export const custom: IsolationModel = {
  id: 'custom',
  title: 'Custom',
  meaning: 'tier by tier',
  finer: true,
  summary: 'Every tier is divided by itself: one for all, one per plan, one per cell, or one per tenant.',
  source: 'Azure Architecture Center, tenancy models (horizontally partitioned); AWS SaaS Lens, bridge model',
  params: [
    level('app', 'Servers', 0),
    level('cache', 'Cache', 3),
    level('connections', 'Connections', 3, '; at least as the database, since a connection leads to one'),
    level('database', 'Database', 0),
    level('jobs', 'Job workers', 3),
    {
      name: 'cells',
      label: 'Cells',
      unit: '',
      min: 1,
      max: 50,
      default: 4,
      integer: true,
      doc: 'Number of cells where a tier is divided by cell.',
    },
    {
      name: 'plan',
      label: 'Plan',
      unit: '',
      min: 0,
      max: 50,
      default: 0,
      integer: true,
      doc: 'Place, from 1, of the plan whose tenants are divided while everybody else shares; 0 divides everybody.',
    },
    {
      name: 'limits',
      label: 'Plan limits',
      unit: '',
      min: 0,
      max: 1,
      default: 0,
      integer: true,
      doc: '1 holds every tenant to the rate limit of its plan.',
    },
    {
      name: 'fair',
      label: 'Fair queues',
      unit: '',
      min: 0,
      max: 1,
      default: 0,
      integer: true,
      doc: '1 gives each tenant a line of its own at every queue, served in turns by plan weight.',
    },
  ],
  plan: (tenants, params) => ({
    ...sharedPlan(tenants),
    ...planned(tenants, params),
    planLimits: params.limits === 1,
    ...(params.fair === 1 ? { discipline: drr.id, disciplineParams: withDefaults(drr, {}) } : {}),
  }),
  contradiction: (tenants, params) => {
    const { connections } = planned(tenants, params);
    const asked = planned(tenants, { ...params, database: 0 }).connections;
    if (connections.length === asked.length) return unknownPlan(tenants, params.plan!);
    return `found connections at level ${params.connections} and databases at level ${params.database}, expected no connection pool that leads to two databases: raise connections to ${params.database} or 3`;
  },
};
