/** @module Cells: tenants in blocks, in order, each block with a whole stack of its own. */
import { type Group, type IsolationModel, type PlacedTenant, sharedPlan } from './isolation.ts';

function blocks(tenants: readonly PlacedTenant[], wanted: number): Group[] {
  const count = Math.min(wanted, tenants.length);
  const groups: Group[] = [];
  for (let cell = 0; cell < count; cell++) {
    const from = Math.floor((cell * tenants.length) / count);
    const to = Math.floor(((cell + 1) * tenants.length) / count);
    groups.push({
      title: `Cell ${cell + 1}`,
      tenants: tenants.slice(from, to).map((tenant) => tenant.index),
      share: 1 / count,
    });
  }
  return groups;
}

export const cells: IsolationModel = {
  id: 'cells',
  title: 'Cells',
  meaning: 'own block',
  summary: 'Tenants are divided into cells; each cell is a full stack, and nothing crosses from one to another.',
  source: 'AWS Well-Architected, Reducing the scope of impact with cell-based architecture',
  params: [
    {
      name: 'cells',
      label: 'Cells',
      unit: '',
      min: 1,
      max: 50,
      default: 4,
      integer: true,
      doc: 'Number of cells; tenants are dealt to them in order, as evenly as possible.',
    },
  ],
  plan: (tenants, params) => {
    const groups = blocks(tenants, params.cells!);
    const plan = sharedPlan(tenants);
    return { ...plan, app: groups, cache: groups, connections: groups, database: groups, jobs: groups, rows: groups };
  },
};
