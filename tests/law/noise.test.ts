/**
 * Every kind of noise gives a well-formed load for every mix of operations and at both ends of its parameters. What sets
 * each kind apart is the load it puts where the others do not.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../sim-engine/model/operation.ts';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';
import { NOISE } from '../../sim-engine/policies/noise/index.ts';
import { cases } from '../support/property-seed.ts';
import { buildScenario } from '../support/scenario-builder.ts';

const base = buildScenario();
const tenantWith = (mix: { operation: string; weight: number }[]) => ({
  ...base.tenants[0]!,
  workload: { ...base.tenants[0]!.workload, mix },
});

const operations: fc.Arbitrary<Operation[]> = fc
  .array(
    fc.record({
      cache: fc.constantFrom('read' as const, 'invalidate' as const, 'none' as const),
      cpu: fc.integer({ min: 1, max: 100_000 }),
      io: fc.integer({ min: 1, max: 500 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((drawn) =>
    drawn.map(({ cache, cpu, io }, at) => ({
      id: `op-${at}`,
      title: `Operation ${at}`,
      app: { law: 'exponential', mean: 1000, params: {} },
      cache,
      cpu: { law: 'exponential', mean: cpu, params: {} },
      io: { law: 'exponential', mean: io, params: {} },
    })),
  );

describe.each(NOISE)('noise $id', (kind) => {
  it('gives a well-formed load', () => {
    fc.assert(
      fc.property(operations, fc.nat(), fc.constantFrom('min', 'default', 'max'), (list, pick, end) => {
        const tenant = tenantWith([{ operation: list[pick % list.length]!.id, weight: 3 }]);
        const params = Object.fromEntries(
          kind.params.map((spec) => [spec.name, spec[end as 'min' | 'default' | 'max']]),
        );
        const load = kind.load(withDefaults(kind, params), tenant, list);
        expect(load.ratePerSec).toBeGreaterThan(0);
        expect(load.mix.length).toBeGreaterThan(0);
        for (const share of load.mix) {
          expect(Number.isInteger(share.operation)).toBe(true);
          expect(list[share.operation]).toBeDefined();
          expect(share.weight).toBeGreaterThan(0);
        }
        expect(load.databaseFactor).toBeGreaterThanOrEqual(1);
        expect(Number.isInteger(load.sweepKeys) && load.sweepKeys >= 0).toBe(true);
      }),
      cases(100),
    );
  });

  it('has a size, so that the bench can say how much noise is made', () => {
    expect(kind.params.map((spec) => spec.name)).toContain('ratePerSec');
  });
});

describe('what sets the kinds apart', () => {
  const load = (id: string) => {
    const kind = entryOf(NOISE, id);
    return kind.load(withDefaults(kind, {}), base.tenants[0]!, base.operations);
  };
  const named = (id: string) => load(id).mix.map((share) => base.operations[share.operation]!.id);

  it('a flood is the tenant’s usual mix', () => {
    expect(named('request-flood')).toEqual(['read', 'write', 'report']);
    expect(load('request-flood').mix.map((share) => share.weight)).toEqual([80, 19, 1]);
  });

  it('heavy queries are the costliest operation, made costlier', () => {
    expect(named('heavy-query')).toEqual(['report']);
    expect(load('heavy-query').databaseFactor).toBeGreaterThan(1);
  });

  it('a schema change takes the table for itself, for a while', () => {
    expect(load('schema-change').locks).toEqual([{ on: 'table', mode: 'exclusive', holdUs: 1_500_000 }]);
    expect(load('schema-change').mix).toHaveLength(1);
  });

  it('a hot row is one row, locked for every change of it', () => {
    expect(load('hot-row')).toMatchObject({ sweepKeys: 1, locks: [{ on: 'row', mode: 'exclusive', holdUs: 40_000 }] });
  });

  it('only those that say so bring locks', () => {
    for (const { id, locks = false } of NOISE) expect(load(id).locks !== undefined).toBe(locks);
  });

  it('a cache sweep reads keys that nobody had', () => {
    expect(named('cache-sweep')).toEqual(['read']);
    expect(load('cache-sweep').sweepKeys).toBeGreaterThan(base.system.cache.entries);
  });
});
