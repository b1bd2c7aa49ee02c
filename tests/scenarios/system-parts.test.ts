/** Parts of the system that a scenario may leave out: how they are written, what is refused, and that records carry them. */
import { describe, expect, it } from 'vitest';
import { checkEngineScenario } from '../../scenarios/schema/engine-scenario.ts';
import { parseScenario } from '../../scenarios/schema/parse-scenario.ts';
import type { Scenario } from '../../sim-engine/index.ts';
import { edit, NOISY } from './support.ts';

/** @returns the scenario, which a record carries unchanged */
function read(text: string): Scenario {
  const { scenario, issues } = parseScenario(text);
  expect(issues).toEqual([]);
  const record = { ...scenario!, proofs: [] };
  expect(checkEngineScenario(record)).toEqual({ ok: true, value: record });
  return scenario!;
}

const messages = (text: string) => parseScenario(text).issues.map(({ code, path, message }) => [code, path, message]);

describe('autoscaling', () => {
  const app = (written: string) => edit(NOISY, 'instancesMin: 2,', `instancesMin: 2, autoscaling: ${written},`);

  it('is a policy, three times and two bounds', () => {
    const written = '{ policy: { kind: step, add: 2 }, every: 15 s, boot: 45 s, cooldown: 1 min, min: 4, max: 12 }';
    const { system } = read(app(written));
    expect(system.app.autoscaling).toMatchObject({
      policy: { id: 'step', params: { add: 2, addFar: 3 } },
      periodUs: 15_000_000,
      bootUs: 45_000_000,
      cooldownUs: 60_000_000,
      instancesMin: 4,
      instancesMax: 12,
    });
    const jobs = edit(
      NOISY,
      'workersMin: 2,',
      'workersMin: 2, autoscaling: { policy: queue-depth, every: 1 s, boot: 1 s, min: 1, max: 9 },',
    );
    expect(read(jobs).system.jobs.autoscaling).toMatchObject({ policy: { id: 'queue-depth' }, cooldownUs: 0 });
    expect(read(NOISY).system.app).not.toHaveProperty('autoscaling');
  });

  it('is refused where its numbers cannot be', () => {
    expect(messages(app('{ policy: none, every: 15 s, boot: 45 s, min: 9, max: 7 }'))).toEqual([
      [
        'outside-scale',
        'system.app.autoscaling.min',
        'found a least of 9, expected at most the 8 at the beginning: lower it',
      ],
      [
        'outside-scale',
        'system.app.autoscaling.max',
        'found a most of 7, expected at least the 8 at the beginning: raise it',
      ],
    ]);
    const [unknown] = messages(app('{ policy: target, every: 15 s, boot: 45 s, min: 1, max: 12 }'));
    expect(unknown?.[0]).toBe('unknown-autoscaling');
    const [often] = messages(app('{ policy: none, every: 10 ms, boot: 45 s, min: 1, max: 12 }'));
    expect(often?.[1]).toBe('system.app.autoscaling.every');
    const scenario = read(app('{ policy: none, every: 15 s, boot: 45 s, min: 4, max: 12 }'));
    const autoscaling = { ...scenario.system.app.autoscaling!, instancesMax: 5 };
    const record = {
      ...scenario,
      system: { ...scenario.system, app: { ...scenario.system.app, autoscaling } },
      proofs: [],
    };
    expect(checkEngineScenario(record)).toMatchObject({ ok: false, issues: [{ path: 'system.app.autoscaling' }] });
  });
});

describe('sharing a cache', () => {
  const cache = (written: string) => edit(NOISY, 'entriesMin: 1000,', `entriesMin: 1000, ${written},`);

  it('is caps, reserves, one fetch for many and times to live that differ, for all or by plan', () => {
    const text = cache('ttl: 30 s, ttlJitter: 20 %, singleFlight: true, cap: 25 %, reserve: 2.5 %');
    const { system, plans } = read(edit(text, 'burst: 130 }', 'burst: 130, cacheCap: 50 %, cacheReserve: 10 % }'));
    expect(system.cache).toMatchObject({
      ttlUs: 30_000_000,
      ttlJitterShare: 0.2,
      singleFlight: true,
      capShare: 0.25,
      reserveShare: 0.025,
    });
    expect(plans[2]).toMatchObject({ cacheCapShare: 0.5, cacheReserveShare: 0.1 });
    for (const key of ['singleFlight', 'capShare', 'reserveShare', 'ttlJitterShare'])
      expect(read(NOISY).system.cache).not.toHaveProperty(key);
  });

  it('is refused where what is kept does not fit', () => {
    const over = messages(cache('reserve: 10 %'));
    expect(over).toEqual([
      [
        'over-reserved',
        'system.cache',
        'found 120 % of the cache kept for all tenants, expected at most 100 %: lower the reserves',
      ],
    ]);
    const codes = messages(cache('cap: 4 %, reserve: 5 %')).map(([code]) => code);
    expect(codes).toEqual(['reserve-above-cap', 'reserve-above-cap', 'reserve-above-cap']);
    const scenario = read(NOISY);
    const record = {
      ...scenario,
      system: { ...scenario.system, cache: { ...scenario.system.cache, reserveShare: 0.1 } },
      proofs: [],
    };
    expect(checkEngineScenario(record)).toMatchObject({ ok: false, issues: [{ code: 'over-reserved' }] });
  });
});

describe('a buffer pool', () => {
  const database = (written: string) => edit(NOISY, 'unitsMin: 1,', `unitsMin: 1, buffer: ${written},`);

  it('is pages of a unit, their size and an eviction policy', () => {
    expect(read(database('{ pagesPerUnit: 2000 }')).system.database.buffer).toEqual({
      pagesPerUnit: 2000,
      bytesPerPage: 8192,
    });
    const all = '{ pagesPerUnit: 2000, page: 16 KiB, policy: { kind: sampled-lru, samples: 7 } }';
    expect(read(database(all)).system.database.buffer).toEqual({
      pagesPerUnit: 2000,
      bytesPerPage: 16_384,
      policy: { id: 'sampled-lru', params: { samples: 7 } },
    });
    expect(read(NOISY).system.database).not.toHaveProperty('buffer');
  });

  it('is refused where its numbers cannot be', () => {
    expect(messages(database('{ pagesPerUnit: 0 }'))[0]?.[1]).toBe('system.database.buffer.pagesPerUnit');
    expect(messages(database('{ pagesPerUnit: 10, policy: lruu }'))[0]?.[0]).toBe('unknown-eviction');
    expect(
      messages(database('{ pages: 10 }'))
        .map(([code]) => code)
        .sort(),
    ).toEqual(['missing-key', 'unknown-key']);
  });
});

describe('partitions', () => {
  const database = (written: string) => edit(NOISY, 'unitsMin: 1,', `unitsMin: 1, partitions: ${written},`);

  it('are a number, a rate, a burst, and what decides and happens', () => {
    expect(read(database('{ perUnit: 4, rate: 200/s, burst: 3000 }')).system.database.partitions).toEqual({
      ...{ perUnit: 4, ratePerSec: 200, burst: 3000 },
      ...{ by: 'tenant', over: 'wait' },
    });
    const all = '{ perUnit: 4, rate: 200/s, burst: 3000, by: key, over: throttle }';
    expect(read(database(all)).system.database.partitions).toMatchObject({ by: 'key', over: 'throttle' });
    expect(read(NOISY).system.database).not.toHaveProperty('partitions');
  });

  it('are refused where their words or numbers cannot be', () => {
    const code = (written: string) =>
      messages(database(`{ perUnit: 4, rate: 200/s, burst: 3000, ${written} }`))[0]?.[0];
    expect(code('by: row')).toBe('unknown-partition-key');
    expect(code('over: shed')).toBe('unknown-throttle');
    expect(messages(database('{ perUnit: 4, rate: 200/s, burst: 0 }'))[0]?.[1]).toBe(
      'system.database.partitions.burst',
    );
  });
});
