/**
 * Every isolation model gives a plan that the system can be built from: at each tier every tenant is in exactly one group,
 * shares lie in (0, 1] and add up to the whole, connections refine databases, rows cover all. Price grows with isolation.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previewIsolation } from '../../sim-engine/index.ts';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import { DISCIPLINES } from '../../sim-engine/policies/discipline/index.ts';
import { ISOLATION } from '../../sim-engine/policies/isolation/index.ts';
import type { IsolationPlan, PlacedTenant } from '../../sim-engine/policies/isolation/isolation.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';
import { cases } from '../support/property-seed.ts';
import { buildScenario } from '../support/scenario-builder.ts';

const TIERS = ['app', 'cache', 'connections', 'database', 'jobs'] as const;

const tenants: fc.Arbitrary<PlacedTenant[]> = fc
  .array(fc.constantFrom('team', 'business', 'enterprise'), { minLength: 1, maxLength: 40 })
  .map((plans) =>
    plans.map((plan, index) => ({
      index,
      id: `t${index}`,
      name: `Tenant ${index}`,
      plan,
      planTitle: plan.toUpperCase(),
      planNumber: ['team', 'business', 'enterprise'].indexOf(plan) + 1,
      ratePerSec: (index * 7) % 11,
    })),
  );

const plan = (id: string, placed: readonly PlacedTenant[], params = {}): IsolationPlan => {
  const model = entryOf(ISOLATION, id);
  return model.plan(placed, withDefaults(model, params));
};

describe.each(ISOLATION)('isolation model $id', (model) => {
  it('places every tenant exactly once at every tier, in order, with shares that make a whole', () => {
    fc.assert(
      fc.property(tenants, (placed) => {
        const made = plan(model.id, placed);
        for (const tier of [...TIERS, 'rows'] as const) {
          const members = made[tier].flatMap((group) => group.tenants);
          expect(
            [...members].sort((a, b) => a - b),
            tier,
          ).toEqual(placed.map((tenant) => tenant.index));
          for (const group of made[tier]) {
            expect(group.tenants.length).toBeGreaterThan(0);
            expect([...group.tenants].sort((a, b) => a - b)).toEqual(group.tenants);
            expect(group.title).not.toBe('');
            expect(group.share).toBeGreaterThan(0);
            expect(group.share).toBeLessThanOrEqual(1);
          }
          expect(made[tier].reduce((sum, group) => sum + group.share, 0)).toBeCloseTo(1, 9);
        }
      }),
      cases(100),
    );
  });

  it('puts each group of connections before one database', () => {
    fc.assert(
      fc.property(tenants, (placed) => {
        const made = plan(model.id, placed);
        for (const group of made.connections) {
          const holders = made.database.filter((database) =>
            database.tenants.some((each) => group.tenants.includes(each)),
          );
          expect(holders.length).toBe(1);
        }
      }),
      cases(100),
    );
  });

  it('names a discipline that exists, with parameters that it takes', () => {
    const made = plan(model.id, [{ index: 0, id: 'a', name: 'A', plan: 'p', planTitle: 'P' }]);
    const discipline = entryOf(DISCIPLINES, made.discipline);
    expect(Object.keys(made.disciplineParams).sort()).toEqual(discipline.params.map((spec) => spec.name).sort());
  });

  it('costs at least what sharing everything costs, and no more than a stack for each', () => {
    const scenario = buildScenario();
    const price = (id: string) => previewIsolation(scenario, { id, params: {} }).priceMicroUsdPerHour;
    expect(price(model.id)).toBeGreaterThanOrEqual(price('shared'));
    expect(price(model.id)).toBeLessThanOrEqual(price('silo'));
  });
});

describe('what sets the models apart', () => {
  const scenario = buildScenario();
  const placed = scenario.tenants.map((tenant, index) => ({
    index,
    id: tenant.id,
    name: tenant.name,
    plan: tenant.plan,
    planTitle: tenant.plan,
  }));
  const parts = (id: string, params = {}) => {
    const made = plan(id, placed, params);
    return TIERS.map((tier) => made[tier].length);
  };

  it.each([
    ['shared', [1, 1, 1, 1, 1]],
    ['limited', [1, 1, 1, 1, 1]],
    ['fair', [1, 1, 1, 1, 1]],
    ['bulkhead', [1, 3, 3, 1, 3]],
    ['bridge', [1, 1, 12, 12, 1]],
    ['cells', [4, 4, 4, 4, 4]],
    ['silo', [12, 12, 12, 12, 12]],
  ])('%s divides app, cache, connections, database and jobs into %j', (id, expected) => {
    expect(parts(id)).toEqual(expected);
  });

  it('only limited brings limits, only fair brings lines of their own', () => {
    expect(ISOLATION.filter((model) => plan(model.id, placed).planLimits).map((model) => model.id)).toEqual([
      'limited',
    ]);
    expect(ISOLATION.filter((model) => plan(model.id, placed).discipline === 'drr').map((model) => model.id)).toEqual([
      'fair',
    ]);
  });

  it('cells are as many as asked for, as even as they can be, and never empty', () => {
    fc.assert(
      fc.property(tenants, fc.integer({ min: 1, max: 50 }), (some, cells) => {
        const sizes = plan('cells', some, { cells }).app.map((group) => group.tenants.length);
        expect(sizes.length).toBe(Math.min(cells, some.length));
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
      cases(100),
    );
  });
});
