/**
 * A network is built from plain objects or refused with every issue at once, and its counts can be worked out by hand: a bound
 * counts the request in service, limits hold, drained means empty, and parts fed by hand do what they are asked.
 */
import { describe, expect, it } from 'vitest';
import {
  createCache,
  createLimiter,
  createPopularity,
  createScheduler,
  Network,
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

  it('is refused with every issue at once', () => {
    const bad = Network.create({
      seed: -1,
      stations: [
        { id: 'x', servers: 0 },
        { id: 'x', servers: 1, discipline: { id: 'lifo', params: {} } },
      ],
      routes: [{ ...spec.routes[0]!, steps: [{ visit: 'y', demand: { law: 'pareto', meanUs: Number.NaN } }] }],
    });
    if (bad.ok) expect.fail('a bad network was built');
    const codes = bad.issues.map((issue) => issue.code);
    expect(codes.filter((code) => code === 'impossible-number').length).toBe(3);
    expect(codes.filter((code) => code === 'unknown-part').length).toBe(3);
    expect(codes).toContain('duplicate-id');
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
    const draw = made(createPopularity({ count: 10, alpha: 1, seed: 1 }));
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) counts[draw()]!++;
    const harmonic = counts.reduce((sum, _, key) => sum + 1 / (key + 1), 0);
    counts.forEach((count, key) => {
      expect(count / 100_000).toBeCloseTo(1 / (key + 1) / harmonic, 2);
    });
  });
});
