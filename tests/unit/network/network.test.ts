/**
 * A network is built from plain objects or refused with every issue at once, and its counts can be worked out by hand: a bound
 * counts the request in service, limits hold, drained means empty, and parts fed by hand do what they are asked.
 */
import { describe, expect, it } from 'vitest';
import {
  createCache,
  createLimiter,
  createPartitionedStore,
  createPopularity,
  createScheduler,
  Network,
  type NetworkLimit,
  type NetworkSpec,
  NetworkUseError,
  type Result,
} from '../../../sim-engine/index.ts';

const spec: NetworkSpec = {
  seed: 1,
  stations: [{ id: 'server', servers: 1, bound: 3 }],
  routes: [
    {
      tenant: 'A',
      arrivals: { id: 'poisson', params: { ratePerSec: 200 } },
      steps: [{ visit: 'server', demand: { law: 'deterministic', meanUs: 20_000 } }],
      untilUs: 10_000_000,
    },
  ],
};

function made<T>(result: Result<T>): T {
  if (!result.ok) expect.fail(JSON.stringify(result.issues));
  return result.value;
}

describe('a network', () => {
  it('refuses to keep a server where servers are shared by all', () => {
    const refused = Network.create({
      ...spec,
      stations: [{ id: 'server', servers: 1, discipline: { id: 'ps', params: {} } }],
      routes: [{ ...spec.routes[0]!, steps: [{ hold: 'server' }, { release: true }] }],
    });
    expect(refused).toMatchObject({ ok: false, issues: [{ code: 'contradiction', path: 'routes.0.steps.0' }] });
  });

  it('counts the request in service in its bound, and every request once', () => {
    const network = made(Network.create({ ...spec, keepLatencies: true }));
    network.drain();
    const tenant = network.tenant('A');
    const station = network.station('server');
    expect(station.waitingMax).toBe(2);
    expect(tenant.completed + tenant.rejected).toBe(tenant.arrived);
    expect([tenant.inFlight, station.served, station.rejected]).toEqual([0, tenant.completed, tenant.rejected]);
    expect(tenant.rejected).toBeGreaterThan(1000);
    // At most two wait before a request of 20 ms: nobody is there longer than 60 ms, nobody waits longer than 40.
    expect(tenant.latencyUs(1)).toBeLessThanOrEqual(60_000);
    expect(tenant.waitExceedsShare(40_000)).toBe(0);
    expect(tenant.waitExceedsShare(0)).toBeCloseTo(station.delayedShare, 9);
  });

  it('holds tenants to their limits at the edge', () => {
    const network = made(Network.create({ ...spec, limits: { A: { ratePerSec: 5, burst: 2 } } }));
    network.drain();
    expect(network.tenant('A').completed).toBeLessThanOrEqual(2 + 5 * 10);
  });

  it('takes any limiter at the edge, and checks it', () => {
    const limits = { A: { id: 'fixed-window', params: { limit: 7, windowSec: 2 } } };
    const network = made(Network.create({ ...spec, stations: [{ id: 'server', servers: 1 }], limits }));
    network.drain();
    expect(network.tenant('A').completed).toBe(5 * 7);
    const issuesOf = (limit: NetworkLimit): string[] => {
      const result = Network.create({ ...spec, limits: { A: limit } });
      return result.ok ? [] : result.issues.map(({ code, path }) => `${code} ${path}`);
    };
    expect(issuesOf({ id: 'leaky', params: {} })).toEqual(['unknown-part limits.A']);
    expect(issuesOf({ id: 'gcra', params: { rate: 1 } })).toEqual(['unknown-parameter limits.A.rate']);
    expect(issuesOf({ ratePerSec: 5, burst: 0 })).toEqual(['impossible-number limits.A.burst']);
  });

  it('is refused with every issue at once', () => {
    const bad = Network.create({
      seed: -1,
      stations: [
        { id: 'x', servers: 0 },
        { id: 'x', servers: 1, discipline: { id: 'last-of-all', params: {} } },
      ],
      routes: [{ ...spec.routes[0]!, steps: [{ visit: 'y', demand: { law: 'pareto', meanUs: Number.NaN } }] }],
    });
    if (bad.ok) expect.fail('a bad network was built');
    const codes = bad.issues.map((issue) => issue.code);
    expect(codes.filter((code) => code === 'impossible-number').length).toBe(3);
    expect(codes.filter((code) => code === 'unknown-part').length).toBe(3);
    expect(codes).toContain('duplicate-id');
  });

  it.each<[string, string, readonly number[], string, string]>([
    ['a table where none is taken', 'exponential', [1], 'unknown-parameter', 'routes.0.steps.0.demand.table'],
    ['no rows', 'mixture', [], 'impossible-table', 'routes.0.steps.0.demand.table'],
    ['half a row', 'mixture', [1, 2, 3], 'impossible-table', 'routes.0.steps.0.demand.table'],
    ['too many rows', 'mixture', new Array<number>(130).fill(1), 'impossible-table', 'routes.0.steps.0.demand.table'],
    ['an impossible number', 'mixture', [1, 2, 1, -3], 'impossible-number', 'routes.0.steps.0.demand.table.3'],
    ['no number', 'empirical', [1, Number.NaN], 'impossible-number', 'routes.0.steps.0.demand.table.1'],
  ])('refuses %s', (_, law, table, code, path) => {
    const demand = { law, meanUs: 1000, table };
    const bad = Network.create({ ...spec, routes: [{ ...spec.routes[0]!, steps: [{ visit: 'server', demand }] }] });
    expect(bad.ok ? [] : bad.issues.map((issue) => [issue.code, issue.path])).toEqual([[code, path]]);
  });

  it('refuses a trace that goes back in time, and plays one that does not', () => {
    const play = (table: readonly number[]) =>
      Network.create({
        ...spec,
        routes: [{ ...spec.routes[0]!, arrivals: { id: 'trace', params: { repeatMs: 0 }, table } }],
      });
    const back = play([1, 3, 2]);
    expect(back.ok ? [] : back.issues.map((issue) => [issue.code, issue.path])).toEqual([
      ['impossible-table', 'routes.0.arrivals.table.2'],
    ]);
    const network = made(play([1, 2, 2, 50]));
    network.drain();
    expect(network.tenant('A').arrived).toBe(4);
    // Three of 20 ms after each other at 1, 2 and 2 ms; the fourth finds the third at work until 61 ms.
    expect(network.station('server').waitMeanUs).toBe((19_000 + 39_000 + 11_000) / 4);
  });

  it('says what is wrong with how it is used', () => {
    const endless = made(Network.create({ ...spec, routes: [{ ...spec.routes[0]!, tenant: 'B' }, spec.routes[0]!] }));
    expect(() => endless.station('nowhere')).toThrow(NetworkUseError);
    expect(() => endless.tenant('nobody')).toThrow(NetworkUseError);
  });
});

describe('parts by themselves', () => {
  it('refuse what is not there', () => {
    expect(createLimiter({ id: 'leaky', params: {} }).ok).toBe(false);
    expect(createScheduler({ id: 'drr', params: {} }, [1, 0]).ok).toBe(false);
    expect(createCache({ kind: 'arc', capacity: 1, tenants: 1 }).ok).toBe(false);
    expect(createCache({ kind: 'lru', capacity: 0, tenants: 1 }).ok).toBe(false);
    const codes = (result: Result<unknown>) =>
      result.ok ? [] : result.issues.map(({ code, path }) => `${code} ${path}`);
    const bad = createCache({
      kind: 'w-tinylfu',
      capacity: 10,
      tenants: 2,
      params: { windowShare: 2, window: 1 },
      partitions: [0, 5, 5],
      reserves: [8, 6],
      ttlUs: 0.5,
      ttlJitterShare: 2,
      seed: -1,
    });
    expect(codes(bad)).toEqual([
      'impossible-number kind.windowShare',
      'unknown-parameter kind.window',
      'wrong-length partitions',
      'impossible-number partitions.0',
      'impossible-number reserves.0',
      'impossible-number reserves.1',
      'over-reserved reserves',
      'impossible-number ttlUs',
      'impossible-number ttlJitterShare',
      'impossible-number seed',
    ]);
    expect(createPopularity({ count: 0, alpha: 1, seed: 1 }).ok).toBe(false);
    expect(createPopularity({ kind: 'latest', count: 1, seed: 1 }).ok).toBe(false);
    expect(createPopularity({ kind: 'scan', count: 1, alpha: 1, seed: 1 }).ok).toBe(false);
    expect(createPopularity({ kind: 'hot-key', count: 1, params: { share: 2 }, seed: 1 }).ok).toBe(false);
    expect(createPopularity({ count: 1, seed: 0.5 }).ok).toBe(false);
    const table = { provisionedPerSec: 150, bankSec: 300, partitions: 10, partitionCapPerSec: 1000 };
    expect(createPartitionedStore({ ...table, partitions: 0.5 }).ok).toBe(false);
    expect(createPartitionedStore({ ...table, bankSec: Number.NaN }).ok).toBe(false);
  });

  it('a limiter says how long to wait, and hears of ends; a store knows its partitions', () => {
    const shaper = made(createLimiter({ id: 'leaky-bucket', params: { ratePerSec: 4 } }));
    expect([shaper.admit(0), shaper.delayUs, shaper.admit(0), shaper.delayUs]).toEqual([true, 0, true, 250_000]);
    const cap = made(createLimiter({ id: 'concurrency', params: { limit: 1 } }));
    expect([cap.admit(0), cap.admit(1)]).toEqual([true, false]);
    cap.finished(2, 2, true);
    expect(cap.admit(2)).toBe(true);
    const critical = made(createLimiter({ id: 'shed-reserve', params: { capacity: 1 }, critical: true }));
    expect([critical.admit(0), critical.admit(0)]).toEqual([true, true]);
    const table = { provisionedPerSec: 3, bankSec: 0, partitions: 2, partitionCapPerSec: 2 };
    const store = made(createPartitionedStore(table));
    expect([store.admit(0, 0, 2), store.admit(0, 0, 1), store.admit(0, 1, 1), store.admit(0, 1, 1)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('a cache holds at most its capacity, a scheduler is empty at -1, popularity falls with the key', () => {
    const cache = made(createCache({ kind: 'lru', capacity: 2, tenants: 2 }));
    expect([cache.access(0, 1), cache.access(1, 1), cache.access(0, 1), cache.access(0, 2)]).toEqual([
      false,
      false,
      true,
      false,
    ]);
    expect([cache.held(0), cache.held(1)]).toEqual([2, 0]);
    expect([cache.evictor(1, 1), cache.evictor(0, 1)]).toEqual([0, -1]);
    const fresh = made(createCache({ kind: 'fifo', capacity: 4, tenants: 2, partitions: [1, 4], ttlUs: 10 }));
    expect([fresh.access(0, 1, 0), fresh.access(0, 1, 9), fresh.access(0, 1, 10), fresh.access(0, 2, 10)]).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect([fresh.held(0), fresh.evictor(0, 1)]).toEqual([1, 0]);
    const scheduler = made(createScheduler({ id: 'fifo', params: {} }, [1]));
    scheduler.enqueue(7, 0, 1);
    expect([scheduler.length, scheduler.dequeue(), scheduler.dequeue()]).toEqual([1, 7, -1]);
    const scan = made(createPopularity({ kind: 'scan', count: 3, seed: 1 }));
    expect([scan(), scan(), scan(), scan()]).toEqual([0, 1, 2, 0]);
    const hot = made(createPopularity({ kind: 'hot-key', count: 3, params: { share: 1 }, seed: 1 }));
    expect([hot(), hot(), hot()]).toEqual([0, 0, 0]);
    const draw = made(createPopularity({ count: 10, alpha: 1, seed: 1 }));
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) counts[draw()]!++;
    const harmonic = counts.reduce((sum, _, key) => sum + 1 / (key + 1), 0);
    counts.forEach((count, key) => {
      expect(count / 100_000).toBeCloseTo(1 / (key + 1) / harmonic, 2);
    });
  });
});
