/** @module Per tier and plan: rows of a table say how the tenants of a plan, or one tenant, are divided at each tier. */
import { type ColumnSpec, type ParamSpec, withDefaults } from '../../model/registry.ts';
import { drr } from '../discipline/drr.ts';
import { apart, cutBy, type Group, type IsolationModel, inBlocks, type PlacedTenant, sharedPlan } from './isolation.ts';

const TIERS = ['app', 'cache', 'connections', 'database', 'jobs'] as const;
type Tier = (typeof TIERS)[number];

/** How the tenants of a row are divided at a tier. */
const LEVEL = { shared: 0, own: 1, cells: 2, each: 3 } as const;

/** One row of the table. */
interface Row {
  readonly plan: number;
  readonly tenant: number;
  readonly levels: Readonly<Record<Tier, number>>;
  readonly limits: boolean;
}

function place(name: 'plan' | 'tenant', label: string, doc: string): ColumnSpec {
  const places = name === 'plan' ? 'plans' : 'tenants';
  return { name, label, unit: '', min: 0, max: 500, integer: true, doc, words: ['any'], places };
}

function level(name: Tier, label: string, more = ''): ColumnSpec {
  const doc = `How these tenants are divided: 0 with everybody else, 1 apart from them, 2 in cells, 3 each alone${more}.`;
  return { name, label, unit: '', min: 0, max: 3, integer: true, doc, words: ['shared', 'own', 'cells', 'each'] };
}

function fair(name: string, label: string, where: string): ParamSpec {
  const doc = `1 gives each tenant a line of its own ${where}, served in turns by plan weight.`;
  return { name, label, unit: '', min: 0, max: 1, default: 0, integer: true, doc, words: ['in order', 'by tenant'] };
}

const COLUMNS: readonly ColumnSpec[] = [
  place('plan', 'Plan', 'Place, from 1, of the plan whose tenants the row is about; 0 for any plan.'),
  place('tenant', 'Tenant', 'Place, from 1, of the one tenant that the row is about; 0 for all of the plan.'),
  level('app', 'Servers'),
  level('cache', 'Cache'),
  level('connections', 'Connections', '; no less than at the database'),
  level('database', 'Database'),
  level('jobs', 'Workers'),
  {
    name: 'limits',
    label: 'Plan limit',
    unit: '',
    min: 0,
    max: 1,
    integer: true,
    doc: '1 holds these tenants to the rate limit of their plan.',
    words: ['off', 'on'],
  },
];

function rowsOf(table: readonly number[]): readonly Row[] {
  return Array.from({ length: table.length / COLUMNS.length }, (_, at) => {
    const value = (name: string): number =>
      table[at * COLUMNS.length + COLUMNS.findIndex((column) => column.name === name)]!;
    const levels = Object.fromEntries(TIERS.map((tier) => [tier, value(tier)])) as Row['levels'];
    return { plan: value('plan'), tenant: value('tenant'), levels, limits: value('limits') === 1 };
  });
}

/** @returns the row that a tenant follows: its own before that of its plan before that of everybody, or undefined */
function rowFor(rows: readonly Row[], tenant: PlacedTenant): Row | undefined {
  return (
    rows.find((row) => row.tenant === tenant.index + 1) ??
    rows.find((row) => row.tenant === 0 && row.plan === tenant.planNumber) ??
    rows.find((row) => row.tenant === 0 && row.plan === 0)
  );
}

function titleOf(row: Row, members: readonly PlacedTenant[]): string {
  if (row.tenant > 0) return members[0]!.name;
  return row.plan > 0 ? members[0]!.planTitle : 'Everybody';
}

function divided(tenants: readonly PlacedTenant[], rows: readonly Row[], tier: Tier, cells: number): Group[] {
  const shared = tenants.filter((tenant) => (rowFor(rows, tenant)?.levels[tier] ?? LEVEL.shared) === LEVEL.shared);
  const groups = rows.flatMap((row): Pick<Group, 'title' | 'tenants'>[] => {
    const at = row.levels[tier];
    const members = tenants.filter((tenant) => rowFor(rows, tenant) === row);
    if (at === LEVEL.shared || members.length === 0) return [];
    const title = titleOf(row, members);
    if (at === LEVEL.own) return [{ title, tenants: members.map((tenant) => tenant.index) }];
    return at === LEVEL.cells ? inBlocks(members, cells, `${title} cell`) : apart(members);
  });
  if (shared.length > 0) {
    const title = groups.length === 0 ? 'One system' : 'Everybody else';
    groups.push({ title, tenants: shared.map((tenant) => tenant.index) });
  }
  return groups.map((group) => ({ ...group, share: group.tenants.length / tenants.length }));
}

/** @returns what a row names that these tenants do not have, or that it names two things, or what another row names; or null */
function wrongRow(rows: readonly Row[], tenants: readonly PlacedTenant[]): string | null {
  for (const [at, row] of rows.entries()) {
    const { plan, tenant } = row;
    const found = `found row ${at + 1} about plan ${plan} and tenant ${tenant}`;
    if (plan > 0 && tenant > 0) return `${found}, expected one of them to be 0: a tenant has one plan`;
    if (tenant > tenants.length) return `${found}, expected a tenant from 1 to ${tenants.length}, or 0`;
    if (plan > 0 && !tenants.some((each) => each.planNumber === plan)) {
      const known = [...new Set(tenants.map((each) => each.planNumber))].sort((a, b) => a - b).join(', ');
      return `${found}, expected one of the plans that tenants have, ${known}, or 0`;
    }
    const same = rows.findIndex((other) => other.plan === plan && other.tenant === tenant);
    if (same < at) return `${found}, as row ${same + 1} is already, expected one row for each: take one of them away`;
  }
  return null;
}

export const tiersAndPlans: IsolationModel = {
  id: 'tiers-and-plans',
  title: 'By plan',
  meaning: 'tier by tier',
  finer: true,
  summary: 'Each plan, or a single tenant, is divided by itself at every tier; who is named nowhere shares.',
  source:
    'AWS SaaS Lens, tiered (bridge) deployment; Azure Architecture Center, tenancy models (vertically partitioned)',
  params: [
    {
      name: 'cells',
      label: 'Cells',
      unit: '',
      min: 1,
      max: 50,
      default: 2,
      integer: true,
      doc: 'Number of cells where the tenants of a row are divided in cells.',
    },
    fair('fairApp', 'App queues', 'at every app server'),
    fair('fairConnections', 'DB queues', 'for connections'),
    fair('fairJobs', 'Job queues', 'of background jobs'),
  ],
  table: {
    label: 'Who is divided how',
    columns: COLUMNS,
    rowsMin: 1,
    rowsMax: 40,
    ascending: false,
    // The first plan has a stack of its own.
    default: [1, 0, LEVEL.own, LEVEL.own, LEVEL.own, LEVEL.own, LEVEL.own, 0],
    doc: 'Whose tenants are divided, and how at each tier; a tenant’s own row goes before that of its plan.',
  },
  plan: (tenants, params, table) => {
    const rows = rowsOf(table);
    const tier = (at: Tier): Group[] => divided(tenants, rows, at, params.cells!);
    const database = tier('database');
    const tiers = {
      app: tier('app'),
      cache: tier('cache'),
      connections: cutBy(tier('connections'), database),
      database,
      jobs: tier('jobs'),
    };
    const queue = { id: drr.id, params: withDefaults(drr, {}) };
    return {
      ...sharedPlan(tenants),
      ...tiers,
      rows: Object.values(tiers).reduce((most, groups) => (groups.length > most.length ? groups : most)),
      planLimits: rows.some((row) => row.limits),
      limited: tenants.filter((tenant) => rowFor(rows, tenant)?.limits === true).map((tenant) => tenant.index),
      disciplineAt: {
        ...(params.fairApp === 1 ? { app: queue } : {}),
        ...(params.fairConnections === 1 ? { connections: queue } : {}),
        ...(params.fairJobs === 1 ? { jobs: queue } : {}),
      },
    };
  },
  contradiction: (tenants, params, table) => {
    const rows = rowsOf(table);
    const wrong = wrongRow(rows, tenants);
    if (wrong !== null) return wrong;
    const connections = divided(tenants, rows, 'connections', params.cells!);
    const cut = cutBy(connections, divided(tenants, rows, 'database', params.cells!));
    if (cut.length === connections.length) return null;
    return 'found connections that are less divided than the databases, expected no connection pool that leads to two databases: divide connections at least as the database';
  },
};
