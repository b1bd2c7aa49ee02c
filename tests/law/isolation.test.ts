/**
 * Every isolation model gives a plan that the system can be built from: at each tier every tenant is in exactly one group,
 * shares lie in (0, 1] and add up to the whole, connections refine databases, rows cover all. Price grows with isolation.
 * A running system can be switched from every model to every other and back, and loses nobody.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkIsolation, previewIsolation, Run } from '../../sim-engine/index.ts';
import { DISCIPLINES } from '../../sim-engine/policies/discipline/index.ts';
import { ISOLATION } from '../../sim-engine/policies/isolation/index.ts';
import { type IsolationPlan, type PlacedTenant, planOf } from '../../sim-engine/policies/isolation/isolation.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';
import { placedTenants } from '../../sim-engine/system/placed-tenants.ts';
import { oncePerTier } from '../support/placed-once.ts';
import { cases } from '../support/property-seed.ts';
import { buildScenario, flood } from '../support/scenario-builder.ts';

const SECOND = 1_000_000;
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

const plan = (id: string, placed: readonly PlacedTenant[], params = {}, table?: readonly number[]): IsolationPlan => {
  const model = entryOf(ISOLATION, id);
  return planOf(model, placed, { id, params, ...(table === undefined ? {} : { table }) });
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
    const [first] = placedTenants(buildScenario());
    const made = plan(model.id, [first!]);
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

/** Switches once, and again before what the first switch moved is all there. */
function switched(from: string, to: string): Run {
  const base = buildScenario({
    durationUs: 3 * SECOND,
    objectives: [],
    timeline: [flood('G', SECOND / 2, 2 * SECOND)],
  });
  const scenario = { ...base, isolation: { id: from, params: {} } };
  const run = Run.create({ scenario, scenarioSha256: 'x', seed: 11 });
  [to, from].forEach((id, sequence) => {
    const atUs = (1 + sequence) * SECOND;
    run.submit({ sequence, atUs, action: { type: 'switch-isolation', model: { id, params: {} } } });
  });
  return run;
}

describe.each(ISOLATION)('switching from $id', ({ id: from }) => {
  it.each(ISOLATION.filter(({ id }) => id !== from))('to $id and back loses nobody', ({ id: to }) => {
    const run = switched(from, to);
    for (let atUs = SECOND; atUs <= 3 * SECOND; atUs += SECOND / 2) {
      run.advanceTo(atUs);
      oncePerTier(run.topology(), 12);
      for (const [id, tenant] of Object.entries(run.result().tenants)) {
        const ended = tenant.completed + tenant.rejected + tenant.timedOut + tenant.failed;
        expect(ended + tenant.inFlight, id).toBe(tenant.arrived);
      }
    }
    expect(run.topology().isolation).toBe(from);
  });
});

describe('what sets the models apart', () => {
  const scenario = buildScenario();
  const placed = placedTenants(scenario);
  const parts = (id: string, params = {}) => {
    const made = plan(id, placed, params);
    return TIERS.map((tier) => made[tier].length);
  };
  const ids = (with_: (made: IsolationPlan) => boolean) =>
    ISOLATION.filter((model) => with_(plan(model.id, placed))).map((model) => model.id);
  const titled = (id: string, tier: (typeof TIERS)[number], params: Record<string, number>) =>
    plan(id, placed, params)[tier].map(({ title, tenants: members }) => [
      title,
      members.map((at) => placed[at]!.id).join(''),
    ]);

  it.each([
    ['shared', [1, 1, 1, 1, 1]],
    ['limited', [1, 1, 1, 1, 1]],
    ['concurrency', [1, 1, 1, 1, 1]],
    ['priority', [1, 1, 1, 1, 1]],
    ['fair', [1, 1, 1, 1, 1]],
    ['fair-limited', [1, 1, 1, 1, 1]],
    ['shuffle', [1, 1, 1, 1, 1]],
    ['bulkhead', [1, 3, 3, 1, 3]],
    ['logical-database', [1, 1, 12, 1, 1]],
    ['bridge', [1, 1, 12, 12, 1]],
    ['dedicated', [2, 2, 2, 2, 2]],
    ['pods', [1, 4, 4, 4, 1]],
    ['cells', [4, 4, 4, 4, 4]],
    ['silo', [12, 12, 12, 12, 12]],
    ['custom', [1, 12, 12, 1, 12]],
    ['tiers-and-plans', [2, 2, 2, 2, 2]],
  ])('%s divides app, cache, connections, database and jobs into %j', (id, expected) => {
    expect(parts(id)).toEqual(expected);
  });

  it('each mechanism is brought by the models that are named for it, and by no other', () => {
    expect(ids((made) => made.planLimits)).toEqual(['limited', 'fair-limited']);
    expect(ids((made) => made.discipline === 'drr')).toEqual(['fair', 'fair-limited']);
    expect(ids((made) => made.discipline === 'priority')).toEqual(['priority']);
    expect(ids((made) => made.capShare !== null)).toEqual(['concurrency']);
    expect(ids((made) => made.appBalancing !== null)).toEqual(['shuffle']);
  });

  it('each model gives a flooded system another course than every other', () => {
    const base = buildScenario({ durationUs: 6 * SECOND, objectives: [], timeline: [flood('G', SECOND, 5 * SECOND)] });
    // So few connections and threads that even what the limits let through has to queue, at both.
    const connections = { ...base.system.connections, count: 4 };
    const app = { ...base.system.app, threadsPerInstance: 1 };
    const system = { ...base.system, app, connections };
    const first = new Map<string, string>();
    for (const { id } of ISOLATION) {
      const changed = { ...base, system, isolation: { id, params: {} } };
      const run = Run.create({ scenario: changed, scenarioSha256: 'x', seed: 4 });
      run.advanceTo(6 * SECOND);
      expect(first.get(run.digest()), `${id} is nothing new`).toBeUndefined();
      first.set(run.digest(), id);
    }
  });

  it('dedicated takes the biggest tenants, those of a plan, both or nobody', () => {
    expect(titled('dedicated', 'app', { biggest: 2 })).toEqual([
      ['Acorn', 'A'],
      ['Cobalt', 'C'],
      ['Everybody else', 'BDEFGHIJKL'],
    ]);
    expect(titled('dedicated', 'database', { biggest: 0, plan: 2 })).toEqual([
      ['Brightside', 'B'],
      ['Dunlin', 'D'],
      ['Juniper', 'J'],
      ['Everybody else', 'ACEFGHIKL'],
    ]);
    expect(titled('dedicated', 'jobs', { biggest: 1, plan: 2 }).map(([, members]) => members)).toEqual([
      'B',
      'C',
      'D',
      'J',
      'AEFGHIKL',
    ]);
    expect(titled('dedicated', 'app', { biggest: 0 })).toEqual([['One system', 'ABCDEFGHIJKL']]);
  });

  it('custom divides each tier by its own level, for everybody or for one plan', () => {
    expect(parts('custom', { app: 1, cache: 2, connections: 3, database: 2, jobs: 0, cells: 3 })).toEqual([
      3, 3, 12, 3, 1,
    ]);
    expect(titled('custom', 'app', { app: 2, cells: 2, plan: 2 })).toEqual([
      ['Cell 1', 'B'],
      ['Cell 2', 'DJ'],
      ['Everybody else', 'ACEFGHIKL'],
    ]);
    const made = plan('custom', placed, { limits: 1, fair: 1 });
    expect([made.planLimits, made.discipline]).toEqual([true, 'drr']);
  });

  it('custom cuts connections where the database is divided and they are not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }), (connections, database) => {
        const made = plan('custom', placed, { connections, database, cells: 5 });
        for (const { tenants: members } of made.connections) {
          const holders = made.database.filter((each) => each.tenants.some((tenant) => members.includes(tenant)));
          expect(holders.length).toBe(1);
        }
        expect(made.connections.length).toBeGreaterThanOrEqual(made.database.length);
        expect(made.connections.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      }),
      cases(32),
    );
  });

  describe('by plan', () => {
    // Rows: plan, tenant, servers, cache, connections, database, workers, plan limit.
    const titledRows = (tier: (typeof TIERS)[number], table: readonly number[], params = {}) =>
      plan('tiers-and-plans', placed, params, table)[tier].map(({ title, tenants: members }) => [
        title,
        members.map((at) => placed[at]!.id).join(''),
      ]);
    const enterprise = [1, 0, 1, 3, 1, 1, 0, 0];
    const gantry = [0, 7, 1, 1, 1, 0, 1, 1];
    const rest = [0, 0, 0, 2, 2, 0, 0, 0];
    const table = [...enterprise, ...gantry, ...rest];

    it('divides each tier by the row of the tenant, else of its plan, else of everybody', () => {
      expect(titledRows('app', table)).toEqual([
        ['Enterprise', 'ACH'],
        ['Gantry', 'G'],
        ['Everybody else', 'BDEFIJKL'],
      ]);
      expect(titledRows('cache', table, { cells: 3 }).map(([, members]) => members)).toEqual([
        ...['A', 'C', 'H'],
        'G',
        ...['BD', 'EFI', 'JKL'],
      ]);
      expect(titledRows('database', table)).toEqual([
        ['Enterprise', 'ACH'],
        ['Everybody else', 'BDEFGIJKL'],
      ]);
      expect(titledRows('jobs', table)).toEqual([
        ['Gantry', 'G'],
        ['Everybody else', 'ABCDEFHIJKL'],
      ]);
    });

    it('holds to its limit only who is named for it, and queues by tenant only at the tiers that are', () => {
      const made = plan('tiers-and-plans', placed, { fairConnections: 1 }, table);
      expect(made.limited).toEqual([6]);
      expect(Object.keys(made.disciplineAt ?? {})).toEqual(['connections']);
      const scenario = { ...buildScenario(), isolation: { id: 'tiers-and-plans', params: { fairJobs: 1 }, table } };
      const run = Run.create({ scenario, scenarioSha256: 'x', seed: 3 });
      run.advanceTo(1);
      expect(run.topology().limits.map((limit) => limit !== null)).toEqual(placed.map(({ id }) => id === 'G'));
      const lines = (tier: string) =>
        new Set(
          run
            .topology()
            .pools.flatMap((pool) => (pool.tier === tier ? pool.stations : []))
            .map((at) => at.discipline),
        );
      expect([...lines('jobs')]).toEqual(['drr']);
      expect([...lines('app')]).toEqual(['fifo']);
    });

    const random = fc
      .array(
        fc.tuple(
          fc.nat({ max: 3 }),
          fc.nat({ max: 12 }),
          ...Array.from({ length: 5 }, () => fc.nat({ max: 3 })),
          fc.nat({ max: 1 }),
        ),
        { minLength: 1, maxLength: 6 },
      )
      .map((rows) => rows.flat());

    it('places everybody once at every tier, with connections before one database, whatever the rows', () => {
      fc.assert(
        fc.property(tenants, random, fc.integer({ min: 1, max: 9 }), (some, rows, cells) => {
          const made = plan('tiers-and-plans', some, { cells }, rows);
          for (const tier of TIERS) {
            const members = made[tier].flatMap((group) => group.tenants).sort((a, b) => a - b);
            expect(members).toEqual(some.map(({ index }) => index));
            expect(made[tier].reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
          }
          for (const { tenants: members } of made.connections) {
            const holders = made.database.filter((each) => each.tenants.some((tenant) => members.includes(tenant)));
            expect(holders.length).toBe(1);
          }
        }),
        cases(100),
      );
    });

    it('is switched to, and from row to row, in a running system, saved and restored, with the same end', () => {
      fc.assert(
        fc.property(random, random, (first, second) => {
          const scenario = buildScenario({ durationUs: 3 * SECOND, objectives: [] });
          const options = { scenario, scenarioSha256: 'x', seed: 5 };
          const run = Run.create(options);
          [first, second].forEach((rows, sequence) => {
            const model = { id: 'tiers-and-plans', params: { fairApp: sequence }, table: rows };
            run.submit({ sequence, atUs: (1 + sequence) * SECOND, action: { type: 'switch-isolation', model } });
          });
          run.advanceTo(2.2 * SECOND);
          oncePerTier(run.topology(), 12);
          const copy = Run.restore(options, run.snapshot());
          expect(copy.ok).toBe(true);
          run.advanceTo(3 * SECOND);
          if (copy.ok) {
            copy.value.advanceTo(3 * SECOND);
            expect(copy.value.digest()).toBe(run.digest());
          }
          for (const tenant of Object.values(run.result().tenants)) {
            const ended = tenant.completed + tenant.rejected + tenant.timedOut + tenant.failed;
            expect(tenant.arrived).toBe(ended + tenant.inFlight);
          }
        }),
        cases(12),
      );
    });

    it.each<[found: RegExp, rows: readonly (readonly number[])[]]>([
      [/plan 2 and tenant 7, expected one of them to be 0/, [[2, 7, 1, 1, 1, 1, 1, 0]]],
      [/expected one of the plans that tenants have, 1, 2, 3, or 0/, [[4, 0, 1, 1, 1, 1, 1, 0]]],
      [/expected a tenant from 1 to 12/, [[0, 13, 1, 1, 1, 1, 1, 0]]],
      [/as row 1 is already/, [enterprise, enterprise]],
      [/divide connections at least as the database/, [[1, 0, 0, 0, 0, 1, 0, 0]]],
    ])('says what cannot be: %s', (found, rows) => {
      const model = { id: 'tiers-and-plans', params: {}, table: rows.flat() };
      expect(checkIsolation(buildScenario(), model, 'model')).toMatchObject([
        { code: 'contradictory-placement', message: expect.stringMatching(found) as string },
      ]);
    });
  });

  it.each(['cells', 'pods'])('%s are as many as asked for, as even as they can be, and never empty', (id) => {
    fc.assert(
      fc.property(tenants, fc.integer({ min: 1, max: 50 }), (some, wanted) => {
        const sizes = plan(id, some, { [id]: wanted }).database.map((group) => group.tenants.length);
        expect(sizes.length).toBe(Math.min(wanted, some.length));
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
      cases(100),
    );
  });
});
