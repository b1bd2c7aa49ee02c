/** How tenants share a scenario's cache: one fetch for many or a stampede, caps, reserves, and times to live that differ. */
import { describe, expect, it } from 'vitest';
import { Run } from '../../../sim-engine/index.ts';
import type { CacheSpec, Plan, Scenario, Tenant } from '../../../sim-engine/model/scenario.ts';
import { cacheTerms } from '../../../sim-engine/system/cache-terms.ts';
import { buildScenario } from '../../support/scenario-builder.ts';

const SECOND = 1_000_000;
const base = buildScenario({ timeline: [], objectives: [] });
const fixed = (mean: number) => ({ law: 'deterministic', mean, params: {} });

/** Tenants that read one key each, exactly every 10 ms; a fetch holds the database for 95 ms; an entry lives for 1 s. */
function popular(cache: Partial<CacheSpec>, tenants = 1): Scenario {
  const workload: Tenant['workload'] = {
    arrivals: { id: 'deterministic', params: { ratePerSec: 100 } },
    mix: [{ operation: 'read', weight: 1 }],
    keys: { count: 1, alpha: 0 },
  };
  return {
    ...base,
    durationUs: 10 * SECOND,
    tenants: base.tenants.slice(0, tenants).map((tenant) => ({ ...tenant, workload })),
    operations: base.operations.map((each) => ({ ...each, app: fixed(100), cpu: fixed(95_000), io: fixed(0.001) })),
    system: {
      ...base.system,
      cache: { ...base.system.cache, ttlUs: SECOND, ...cache },
      connections: { count: 100, countMin: 1, waitingMax: 1000 },
      database: { ...base.system.database, units: 100 },
    },
  };
}

function result(scenario: Scenario) {
  const run = Run.create({ scenario, scenarioSha256: 'x', seed: 3 });
  run.advanceTo(scenario.durationUs);
  return { ...run.result(), blame: run.blame() };
}

/** Database time in fetches of 95 ms. */
const fetches = (of: ReturnType<typeof result>) =>
  Math.round((of.tiers['database-cpu']!.utilisation * 100 * 10) / 0.095);

describe('a popular key that expires', () => {
  it('is fetched by everybody who asks before it is there again: 1 + λD times, or once where flights are shared', () => {
    const stampede = result(popular({}));
    const shared = result(popular({ singleFlight: true }));
    // Ten ask within 95 ms. Each of ten fetches begins the second's life anew, the last 90 ms after the first: a cycle takes
    // 1.19 s. With one fetch it takes 1.1 s.
    expect(stampede.tenants.A!.cache.misses).toBe(9 * 10);
    expect(fetches(stampede)).toBe(stampede.tenants.A!.cache.misses);
    const { misses, followed } = shared.tenants.A!.cache;
    // The end of the run comes before the last of the tenth flight.
    expect(misses).toBe(10 * 10 - 1);
    expect(misses - followed!).toBe(10);
    expect(fetches(shared)).toBe(10);
    expect(stampede.tenants.A!.cache).not.toHaveProperty('followed');
  });

  it('is waited for no longer than the fetch takes, at one’s own expense', () => {
    const { tenants, blame } = result(popular({ singleFlight: true }));
    expect(tenants.A!.latencyMs.max).toBeLessThan(96.5);
    expect(tenants.A!.completed + tenants.A!.inFlight).toBe(tenants.A!.arrived);
    const cache = blame.filter((each) => each.resource === 'cache');
    expect(cache).toHaveLength(1);
    expect(cache[0]).toMatchObject({ culprit: 'A', victim: 'A' });
    // Of ten who miss together nine wait, on average for half of the fetch.
    expect(cache[0]!.us / 90).toBeCloseTo(45_000, -4);
  });

  it('is a key of one tenant: nobody waits for another’s', () => {
    const { tenants } = result(popular({ singleFlight: true }, 2));
    for (const { cache } of Object.values(tenants)) expect(cache.misses - cache.followed!).toBe(10);
  });

  it('expires at other times where lives are shortened at random', () => {
    const jitter = result(popular({ ttlJitterShare: 0.5, singleFlight: true })).tenants.A!.cache;
    expect(jitter.misses - jitter.followed!).toBeGreaterThan(11);
    expect(result(popular({ ttlJitterShare: 0, singleFlight: true })).tenants.A!.latencyDigest).toBe(
      result(popular({ singleFlight: true })).tenants.A!.latencyDigest,
    );
  });

  it('is fetched by the next in line when its fetcher is turned away', () => {
    const scenario = popular({ singleFlight: true });
    const connections = { count: 1, countMin: 1, waitingMax: 1 };
    // The other two operations keep the only connection busy, so that fetchers are turned away as well.
    const [tenant] = scenario.tenants;
    const mix = [
      { operation: 'read', weight: 50 },
      { operation: 'report', weight: 50 },
    ];
    const crowded = {
      ...scenario,
      tenants: [{ ...tenant!, workload: { ...tenant!.workload, mix } }],
      system: { ...scenario.system, connections },
    };
    const { arrived, completed, rejected, inFlight, cache } = result(crowded).tenants.A!;
    expect(completed + rejected + inFlight).toBe(arrived);
    expect(rejected).toBeGreaterThan(100);
    expect(cache.followed).toBeGreaterThan(0);
  });
});

describe('a cache with terms', () => {
  const plans = base.plans.slice(0, 2) as [Plan, Plan];
  const spec = { ...base.system.cache, entries: 1000 };
  const terms = (cache: Partial<CacheSpec>, planOf: readonly Plan[], group: readonly number[], capacity = 1000) => {
    const { partitions, reserves } = cacheTerms({ ...spec, ...cache }, capacity, planOf, group);
    return { partitions, reserves };
  };

  it('gives shares of the whole: the plan’s own first', () => {
    const [big, small] = [{ ...plans[0], cacheCapShare: 0.5, cacheReserveShare: 0.1 }, plans[1]];
    expect(terms({ capShare: 0.07, reserveShare: 0.029 }, [big, small, small], [0, 1, 2])).toEqual({
      partitions: [500, 70, 70],
      reserves: [100, 29, 29],
    });
    expect(terms({}, [small, small], [0, 1])).toEqual({ partitions: [1000, 1000], reserves: [0, 0] });
    expect(terms({ capShare: 0.0001 }, [small], [0]).partitions).toEqual([1]);
  });

  it('holds nobody to a part of a small cache of its own, and keeps nothing for who is elsewhere', () => {
    const planOf = [plans[0], plans[0], plans[0]];
    expect(terms({ capShare: 0.4, reserveShare: 0.3 }, planOf, [1], 333)).toEqual({
      partitions: [333, 333, 333],
      reserves: [0, 300, 0],
    });
  });

  it('scales reserves down alike where they do not all fit', () => {
    const reserves = terms({ reserveShare: 0.3 }, [plans[0], plans[0], plans[0]], [0, 1], 400).reserves;
    expect(reserves).toEqual([200, 200, 0]);
  });

  /** Hits of A, which reads few keys, beside B, which reads ever new ones. */
  function hitsBesideScan(cache: Partial<CacheSpec>): number {
    const reads = (ratePerSec: number, keys: Tenant['workload']['keys']): Tenant['workload'] => ({
      arrivals: { id: 'poisson', params: { ratePerSec } },
      mix: [{ operation: 'read', weight: 1 }],
      keys,
    });
    const [a, b] = base.tenants;
    const scan = { count: 100_000, kind: 'scan', params: {} };
    const scenario = {
      ...base,
      durationUs: 20 * SECOND,
      tenants: [
        { ...a!, workload: reads(100, { count: 100, alpha: 0 }) },
        { ...b!, workload: reads(400, scan) },
      ],
      operations: base.operations.map((each) => ({ ...each, app: fixed(10), cpu: fixed(10), io: fixed(0.01) })),
      system: { ...base.system, cache: { ...base.system.cache, entries: 200, entriesMin: 1, ...cache } },
    };
    const { hits, misses } = result(scenario).tenants.A!.cache;
    return hits / (hits + misses);
  }

  it('lets a scan push everything out, unless it is capped or the others keep something', () => {
    const free = hitsBesideScan({});
    expect(free).toBeLessThan(0.6);
    expect(hitsBesideScan({ capShare: 0.5 })).toBeGreaterThan(0.94);
    expect(hitsBesideScan({ reserveShare: 0.5 })).toBeGreaterThan(0.94);
    expect(hitsBesideScan({ reserveShare: 0.25 })).toBeGreaterThan(free);
    // Without them it is as if nothing had been said.
    expect(hitsBesideScan({ capShare: 1, reserveShare: 0 })).toBe(free);
  });
});
