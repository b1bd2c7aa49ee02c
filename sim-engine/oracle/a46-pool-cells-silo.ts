/** @module A46: a pool, ten cells and a hundred silos under independent faults: one mean, three correlations. */
import { blastRadius, tenantsDown } from '../measure/blast-radius.ts';
import { withDefaults } from '../model/registry.ts';
import { ISOLATION } from '../policies/isolation/index.ts';
import { entryOf } from '../policies/lookup.ts';
import {
  allTenantsDown,
  anyTenantDown,
  meanTenantsDown,
  type Stacks,
  tenantsOfOneStack,
} from '../theory/independent-faults.ts';
import { exactReport } from './exact-report.ts';
import type { Oracle } from './oracle.ts';

const TENANTS = 100;
const DOWN_SHARE = 0.001;
const MODELS: readonly (readonly [name: string, isolation: string, params: Record<string, number>, stacks: number])[] =
  [
    ['pool', 'shared', {}, 1],
    ['10 cells', 'cells', { cells: 10 }, 10],
    ['silo', 'silo', {}, TENANTS],
  ];

/** @returns per tenant the stack that the isolation model puts its database on */
function stackOf(isolation: string, params: Record<string, number>): number[] {
  const model = entryOf(ISOLATION, isolation);
  const tenants = Array.from({ length: TENANTS }, (_, index) => ({
    index,
    id: `t${index}`,
    name: `Tenant ${index}`,
    plan: 'standard',
    planTitle: 'Standard',
    planNumber: 1,
    ratePerSec: 1,
  }));
  const stacks = new Array<number>(TENANTS).fill(-1);
  model.plan(tenants, withDefaults(model, params)).database.forEach((group, stack) => {
    for (const tenant of group.tenants) stacks[tenant] = stack;
  });
  return stacks;
}

export const a46: Oracle = {
  id: 'A46',
  title: 'Pool, cells, silo: same mean, other correlation',
  source: 'Feller, An Introduction to Probability Theory I, 1968, section V.3 (independence)',
  formula: 'E[down] = n·p; P(any down) = 1−(1−p)ˢ; P(all down) = pˢ; one fault hits 1/s, s = stacks',
  run: () => {
    const expected: Record<string, number> = {};
    const measured: Record<string, number> = {};
    for (const [name, isolation, params, stacks] of MODELS) {
      const theory: Stacks = { tenants: TENANTS, stacks, downShare: DOWN_SHARE };
      expected[`E[down] ${name}`] = meanTenantsDown(theory);
      expected[`P(any down) ${name}`] = anyTenantDown(theory);
      expected[`P(all down) ${name}`] = allTenantsDown(theory);
      expected[`one fault hits ${name}`] = tenantsOfOneStack(theory);
      const stackByTenant = stackOf(isolation, params);
      const onStack = new Array<number>(Math.max(...stackByTenant) + 1).fill(0);
      for (const stack of stackByTenant) onStack[stack]!++;
      const down = tenantsDown(onStack, DOWN_SHARE);
      measured[`E[down] ${name}`] = down.reduce((sum, chance, count) => sum + chance * count, 0);
      measured[`P(any down) ${name}`] = down.slice(1).reduce((sum, chance) => sum + chance, 0);
      measured[`P(all down) ${name}`] = down[TENANTS]!;
      const serving = stackByTenant.map((stack) => [stack]);
      measured[`one fault hits ${name}`] = blastRadius(serving, onStack.length).worst.down;
    }
    return exactReport(a46, expected, measured, 1e-9);
  },
};
