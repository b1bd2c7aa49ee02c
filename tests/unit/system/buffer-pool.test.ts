/** Buffer pools in a running system: what is in memory takes no IO, and who pushes others' pages out pays for what they read again. */
import { describe, expect, it } from 'vitest';
import { catalogue, Run } from '../../../sim-engine/index.ts';
import type { BufferSpec } from '../../../sim-engine/model/database-parts.ts';
import type { PathOperation } from '../../../sim-engine/model/operation.ts';
import type { Scenario, Tenant } from '../../../sim-engine/model/scenario.ts';
import { buildScenario } from '../../support/scenario-builder.ts';

const SECOND = 1_000_000;
const PAGE = 8192;
const fixed = (mean: number) => ({ law: 'deterministic', mean, params: {} });
const base = buildScenario({ durationUs: 10 * SECOND, timeline: [], objectives: [] });

/** Nothing is in the cache; a read takes `io` operations of 2.5 ms, a scan 40. */
function world(
  buffer: BufferSpec | undefined,
  tenants: readonly (Partial<Tenant['workload']> & { readonly pages: number })[],
  io = 4,
): Scenario {
  const operation = (id: string, cache: PathOperation['cache'], mean: number): PathOperation => ({
    ...{ id, title: id, cache, app: fixed(100), cpu: fixed(100) },
    io: fixed(mean),
  });
  const { buffer: _none, ...database } = base.system.database;
  return {
    ...base,
    operations: [operation('read', 'read', io), operation('write', 'invalidate', io), operation('scan', 'none', 40)],
    tenants: tenants.map(({ pages, ...workload }, at) => ({
      ...base.tenants[at]!,
      dataBytes: pages * PAGE,
      workload: { ...base.tenants[at]!.workload, mix: [{ operation: 'read', weight: 1 }], ...workload },
    })),
    system: {
      ...base.system,
      cache: { ...base.system.cache, entries: 1, entriesMin: 1, ttlUs: 1 },
      database: { ...database, units: 4, unitsMin: 1, ...(buffer === undefined ? {} : { buffer }) },
    },
  };
}

const every = (ms: number) => ({ id: 'deterministic', params: { ratePerSec: 1000 / ms } });
const at = (...table: number[]) => ({ id: 'trace', params: { repeatMs: 600_000 }, table });
const mix = (operation: string) => [{ operation, weight: 1 }];

function run(scenario: Scenario) {
  const made = Run.create({ scenario, scenarioSha256: 'x', seed: 3 });
  made.advanceTo(scenario.durationUs);
  const paged = made.blame().filter(({ resource }) => resource === 'buffer-pool');
  return { ...made.result(), paged };
}

describe('a buffer pool', () => {
  const uniform = { count: 100, alpha: 0 };

  it('saves the IO of what it holds: data that fits is read once', () => {
    const fits = run(
      world({ pagesPerUnit: 100, bytesPerPage: PAGE }, [{ pages: 400, arrivals: every(10), keys: uniform }]),
    );
    const { hits, misses } = fits.tenants.A!.buffer!;
    expect(hits + misses).toBe(4 * (fits.tenants.A!.cache.misses - fits.tenants.A!.inFlight));
    expect(misses).toBeLessThanOrEqual(400);
    // 400 pages of 2.5 ms on four channels in ten seconds.
    expect(fits.tiers['database-io']!.utilisation).toBeCloseTo((misses * 0.0025) / 40, 3);
    const without = run(world(undefined, [{ pages: 400, arrivals: every(10), keys: uniform }]));
    expect(without.tiers['database-io']!.utilisation).toBeGreaterThan(2 * fits.tiers['database-io']!.utilisation);
    expect(without.tenants.A).not.toHaveProperty('buffer');
  });

  it('that holds nothing changes nothing', () => {
    const tenants = [{ pages: 4000, arrivals: { id: 'poisson', params: { ratePerSec: 200 } }, keys: uniform }];
    const none = run(world({ pagesPerUnit: 1, bytesPerPage: PAGE }, tenants, 5));
    expect(none.tenants.A!.buffer!.hits).toBe(0);
    expect(none.tenants.A!.latencyDigest).toBe(run(world(undefined, tenants, 5)).tenants.A!.latencyDigest);
  });

  it('does a part of the IO when a part is missing: of four pages, one', () => {
    // Key 0 begins at page 0, key 1 at page 1, and so on: four pages each.
    const scenario = world({ pagesPerUnit: 100, bytesPerPage: PAGE }, [
      { pages: 100, arrivals: at(0, 1000, 2000), keys: { count: 100, kind: 'scan', params: {} } },
    ]);
    const { tenants, tiers } = run(scenario);
    expect(tenants.A!.buffer).toEqual({ hits: 6, misses: 6 });
    expect(tiers['database-io']!.utilisation * 40).toBeCloseTo(6 * 0.0025, 9);
    // 100 + 300 + 100 µs before the IO.
    expect(tenants.A!.latencyMs.max).toBeCloseTo(10 + 0.5, 6);
    expect(tenants.A!.latencyMs.p50).toBeCloseTo(2.5 + 0.5, 1);
  });

  it('charges who pushed pages out with what it takes to read them again, to the microsecond', () => {
    const one = { count: 1, alpha: 0 };
    // A reads four pages at 0 s and at 2 s; B scans 40 pages of its own at 1 s, and the pool has room for 40.
    const tenants = [
      { pages: 50, arrivals: at(0, 2000), keys: one },
      { pages: 400, arrivals: at(1000), mix: mix('scan') },
    ];
    const { paged, tenants: of } = run(world({ pagesPerUnit: 10, bytesPerPage: PAGE }, tenants));
    expect(of.A!.buffer).toEqual({ hits: 0, misses: 8 });
    expect(paged).toEqual([{ resource: 'buffer-pool', culprit: 'B', victim: 'A', us: 10_000 }]);
    // With room for 44 nothing has to go.
    expect(run(world({ pagesPerUnit: 11, bytesPerPage: PAGE }, tenants)).paged).toEqual([]);
    // C's two pages push out the first two of A's four, and these, when they come back, A's own other two.
    const third = [...tenants, { pages: 2, arrivals: at(1500), keys: one }];
    const { paged: divided, tenants: three } = run(world({ pagesPerUnit: 11, bytesPerPage: PAGE }, third));
    expect(three.A!.buffer).toEqual({ hits: 0, misses: 8 });
    expect(divided).toEqual([{ resource: 'buffer-pool', culprit: 'C', victim: 'A', us: 5000 }]);
  });

  it('charges nobody else for one’s own pages', () => {
    const alone = run(
      world({ pagesPerUnit: 10, bytesPerPage: PAGE }, [{ pages: 4000, arrivals: every(10), keys: uniform }]),
    );
    expect(alone.tenants.A!.buffer!.misses).toBeGreaterThan(1000);
    expect(alone.paged).toEqual([]);
  });

  it('is flooded by a scan of another tenant, which a database of one’s own prevents', () => {
    const tenants = [
      { pages: 100, arrivals: every(20), keys: uniform },
      { pages: 40_000, arrivals: every(50), mix: mix('scan') },
    ];
    const hitShare = (isolation: string, pagesPerUnit: number): number => {
      const scenario = world({ pagesPerUnit, bytesPerPage: PAGE }, tenants);
      const { hits, misses } = run({ ...scenario, isolation: { id: isolation, params: {} } }).tenants.A!.buffer!;
      return hits / (hits + misses);
    };
    expect(hitShare('shared', 60)).toBeLessThan(0.6);
    expect(hitShare('bridge', 60)).toBeGreaterThan(0.9);
  });

  it('leaves a write all of its IO, and its pages in memory for reads', () => {
    const writes = { pages: 50, arrivals: every(100), keys: { count: 1, alpha: 0 } };
    const pool = { pagesPerUnit: 100, bytesPerPage: PAGE };
    const writing = run(world(pool, [{ ...writes, mix: mix('write') }]));
    expect(writing.tenants.A!.buffer).toEqual({ hits: 0, misses: 0 });
    expect(writing.tenants.A!.latencyMs.p50).toBeGreaterThan(10);
    const both = [
      { operation: 'write', weight: 1 },
      { operation: 'read', weight: 1 },
    ];
    expect(run(world(pool, [{ ...writes, mix: both }])).tenants.A!.buffer!.misses).toBeLessThanOrEqual(4);
  });

  it.each(catalogue.eviction.slice(1))('makes room as $id says, and not as the default does', ({ id }) => {
    const tenants = [
      { pages: 300, arrivals: every(10), keys: { count: 100, alpha: 1 } },
      { pages: 4000, arrivals: every(100), mix: mix('scan') },
    ];
    const missesOf = (policy?: string) => {
      const choice = policy === undefined ? {} : { policy: { id: policy, params: {} } };
      return run(world({ pagesPerUnit: 40, bytesPerPage: PAGE, ...choice }, tenants)).tenants.A!.buffer!.misses;
    };
    expect(missesOf(id)).not.toBe(missesOf());
    expect(missesOf('lru')).toBe(missesOf());
  });
});
