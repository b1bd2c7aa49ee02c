/** @module Cells: tenants in blocks, in order, each block with a whole stack of its own. */
import { type IsolationModel, inBlocks, sharedPlan } from './isolation.ts';

export const cells: IsolationModel = {
  id: 'cells',
  title: 'Cells',
  meaning: 'own block',
  finer: false,
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
    const groups = inBlocks(tenants, params.cells!, 'Cell');
    const plan = sharedPlan(tenants);
    return { ...plan, app: groups, cache: groups, connections: groups, database: groups, jobs: groups, rows: groups };
  },
};
