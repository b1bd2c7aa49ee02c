/**
 * Every eviction policy keeps its promises: a cache is never over its capacity, caps and reserves hold, who pushed out whom is
 * told to the entry, no hit ratio beats the static optimum, what expires is gone, and a saved cache goes on as if it had not
 * been saved. What sets each apart is tested on uses that tell them apart.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StreamBank } from '../../sim-engine/kernel/random-stream.ts';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { type ParamValues, withDefaults } from '../../sim-engine/model/registry.ts';
import type { Cache, CacheTerms, EvictionPolicy } from '../../sim-engine/policies/eviction/eviction.ts';
import { EVICTION } from '../../sim-engine/policies/eviction/index.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';
import { ZipfKeys } from '../../sim-engine/policies/popularity/zipf.ts';
import { staticOptimumHitRatio } from '../../sim-engine/theory/cache-exact.ts';
import { zipfPopularity } from '../../sim-engine/theory/zipf.ts';
import { type CacheStep, script, terms } from '../support/cache-script.ts';
import { cases } from '../support/property-seed.ts';

function build(policy: EvictionPolicy, given: CacheTerms, params: ParamValues = {}, bank = new StreamBank(1)): Cache {
  return policy.cache(given, withDefaults(policy, params), bank.open('cache'));
}

const sum = (values: Iterable<number>) => [...values].reduce((total, each) => total + each, 0);

/** Applies a step that is no saving. @returns what the cache said */
function apply(cache: Cache, { kind, tenant, key }: CacheStep, nowUs: number): unknown {
  switch (kind) {
    case 'access':
      return cache.lookup(tenant, key, nowUs) ? 'hit' : [cache.evictor(tenant, key), cache.insert(tenant, key, nowUs)];
    case 'lookup':
      return cache.lookup(tenant, key, nowUs) || cache.evictor(tenant, key);
    case 'insert':
      return cache.insert(tenant, key, nowUs);
    case 'remove':
      return cache.remove(tenant, key);
    case 'clear':
      return cache.clear(tenant);
    default:
      return cache.clearAll();
  }
}

describe.each(EVICTION)('eviction policy $id', (policy) => {
  it('holds no more than fits, keeps caps and reserves, and makes room only where it has to', () => {
    let pushedOut = 0;
    let spared = 0;
    fc.assert(
      fc.property(terms, script, (given, steps) => {
        const cache = build(policy, given);
        let nowUs = 0;
        for (const step of steps) {
          nowUs += step.gapUs;
          const { tenant, key } = step;
          if (step.kind !== 'access') {
            if (step.kind !== 'save' && step.kind !== 'insert') apply(cache, step, nowUs);
            continue;
          }
          if (cache.lookup(tenant, key, nowUs)) continue;
          const before = [...cache.held];
          const size = sum(before);
          const cap = given.partitions?.[tenant] ?? given.capacity;
          const reserve = (each: number) => given.reserves?.[each] ?? 0;
          const gone = cache.insert(tenant, key, nowUs);
          const wentIn = cache.lookup(tenant, key, nowUs);
          if (before[tenant]! >= cap) expect(gone).toBe(tenant);
          else if (size < given.capacity) expect([gone, wentIn]).toEqual([-1, true]);
          else if (gone === -1) {
            expect(wentIn).toBe(false);
            before.forEach((held, each) => {
              expect(held).toBeLessThanOrEqual(reserve(each));
            });
            expect(before[tenant]).toBe(0);
          } else if (gone !== tenant) expect(before[gone]).toBeGreaterThan(reserve(gone));
          else expect(before[tenant]).toBeGreaterThanOrEqual(reserve(tenant));
          const after = [...before];
          if (wentIn) after[tenant]!++;
          if (gone >= 0) after[gone]!--;
          expect([...cache.held]).toEqual(after);
          expect(sum(cache.held)).toBeLessThanOrEqual(given.capacity);
          expect(cache.held[tenant]).toBeLessThanOrEqual(cap);
          if (gone >= 0) pushedOut++;
          if (before.some((held, each) => each !== tenant && held > 0 && held <= reserve(each))) spared++;
        }
      }),
      cases(100),
    );
    expect(pushedOut).toBeGreaterThan(100);
    expect(spared).toBeGreaterThan(20);
  });

  it('tells an entry who pushed it out, and hits exactly what was put in and not pushed out', () => {
    let told = 0;
    fc.assert(
      fc.property(terms, script, (given, steps) => {
        const { ttlUs: _, ...timeless } = given;
        const cache = build(policy, timeless);
        /** Per key that was ever put in: -1 while it is there, or who pushed it out. */
        const fate = new Map<string, number>();
        const keysOf = (tenant: number) => [...fate.keys()].filter((id) => id.startsWith(`${tenant} `));
        for (const { kind, tenant, key } of steps) {
          const id = `${tenant} ${key}`;
          if (kind === 'remove') {
            cache.remove(tenant, key);
            fate.delete(id);
          } else if (kind === 'clear') {
            cache.clear(tenant);
            for (const each of keysOf(tenant)) fate.delete(each);
          } else {
            expect(cache.lookup(tenant, key, 0)).toBe(fate.get(id) === -1);
            expect(cache.evictor(tenant, key)).toBe(fate.get(id) ?? -1);
            if (kind === 'lookup' || fate.get(id) === -1) continue;
            const gone = cache.insert(tenant, key, 0);
            if (gone >= 0) {
              const victims = keysOf(gone).filter(
                (each) => fate.get(each) === -1 && cache.evictor(gone, Number(each.split(' ')[1])) !== -1,
              );
              expect(victims.length).toBe(1);
              expect(cache.evictor(gone, Number(victims[0]!.split(' ')[1]))).toBe(tenant);
              fate.set(victims[0]!, tenant);
              told++;
            }
            if (cache.lookup(tenant, key, 0)) fate.set(id, -1);
          }
          expect(sum(cache.held)).toBe([...fate.values()].filter((each) => each === -1).length);
        }
      }),
      cases(80),
    );
    expect(told).toBeGreaterThan(100);
  });

  it('goes on from its saved state as if it had not been saved', () => {
    fc.assert(
      fc.property(terms, script, script, fc.boolean(), (given, first, second, jitter) => {
        const full = { ...given, ...(jitter ? { ttlJitterShare: 0.5 } : {}) };
        const bank = new StreamBank(3);
        const cache = build(policy, full, {}, bank);
        let nowUs = 0;
        const play = (on: Cache, steps: readonly CacheStep[]) =>
          steps
            .filter((step) => step.kind !== 'save')
            .map((step) => {
              nowUs += step.gapUs;
              return apply(on, step, nowUs);
            });
        play(cache, first);
        const writer = new StateWriter();
        cache.state(writer);
        bank.state(writer);
        const saved = writer.finish();
        const otherBank = new StreamBank(3);
        const other = build(policy, full, {}, otherBank);
        const reader = new StateReader(saved);
        other.state(reader);
        otherBank.state(reader);
        expect(reader.exhausted).toBe(true);
        expect([...other.held]).toEqual([...cache.held]);
        const again = new StateWriter();
        other.state(again);
        otherBank.state(again);
        expect(Buffer.from(again.finish()).equals(Buffer.from(saved))).toBe(true);
        const savedUs = nowUs;
        const wanted = play(cache, second);
        nowUs = savedUs;
        expect(play(other, second)).toEqual(wanted);
        expect([...other.held]).toEqual([...cache.held]);
      }),
      cases(100),
    );
  });

  it.each([0.6, 1.1])('stays below the static optimum under Zipf %d', (alpha) => {
    const [keys, capacity, uses] = [500, 50, 100_000];
    const zipf = new ZipfKeys(keys, alpha);
    const stream = new StreamBank(8).open('keys');
    const cache = build(policy, { capacity, tenants: 1 });
    let hits = 0;
    for (let i = 0; i < uses; i++) {
      const key = zipf.draw(stream);
      if (cache.lookup(0, key, i)) hits++;
      else cache.insert(0, key, i);
    }
    const best = staticOptimumHitRatio(zipfPopularity(keys, alpha), capacity);
    expect(hits / uses).toBeLessThanOrEqual(best + 3.29 * Math.sqrt((best * (1 - best)) / uses));
    // Even FIFO gets a good part of it.
    expect(hits / uses).toBeGreaterThan(0.5 * best);
  });

  it('misses what has reached its time to live, jitter shortens it, and putting in renews it', () => {
    const cache = build(policy, { capacity: 4, tenants: 1, ttlUs: 100 });
    cache.insert(0, 1, 0);
    expect([cache.lookup(0, 1, 99), cache.lookup(0, 1, 100), cache.held[0], cache.evictor(0, 1)]).toEqual([
      true,
      false,
      0,
      -1,
    ]);
    cache.insert(0, 1, 100);
    cache.insert(0, 1, 150);
    expect([cache.lookup(0, 1, 249), cache.lookup(0, 1, 250)]).toEqual([true, false]);
    const jittered = build(policy, { capacity: 1000, tenants: 1, ttlUs: 1000, ttlJitterShare: 0.4 });
    const alive = (nowUs: number) => {
      jittered.clearAll();
      for (let key = 0; key < 1000; key++) jittered.insert(0, key, 0);
      return Array.from({ length: 1000 }, (_, key) => jittered.lookup(0, key, nowUs)).filter(Boolean).length;
    };
    expect([alive(599), alive(1000)]).toEqual([1000, 0]);
    expect(alive(800)).toBeGreaterThan(400);
    expect(alive(800)).toBeLessThan(600);
  });

  it('blames nobody for a miss that time alone would have brought', () => {
    const cache = build(policy, { capacity: 1, tenants: 2, ttlUs: 100 });
    cache.insert(0, 7, 0);
    expect(cache.insert(1, 7, 10)).toBe(0);
    expect([cache.lookup(0, 7, 99), cache.evictor(0, 7)]).toEqual([false, 1]);
    expect([cache.lookup(0, 7, 100), cache.evictor(0, 7)]).toEqual([false, -1]);
  });

  it('serves 100,000 tenants with a few far-off keys each in little memory', () => {
    const tenants = 100_000;
    const cache = build(policy, { capacity: 50_000, tenants });
    for (let tenant = 0; tenant < tenants; tenant++) {
      for (let key = 0; key < 2; key++) cache.insert(tenant, 2_000_000_000 + key * 31_337, 0);
    }
    expect(sum(cache.held)).toBe(50_000);
    let there = 0;
    for (let tenant = 0; tenant < tenants; tenant++) if (cache.lookup(tenant, 2_000_000_000, 0)) there++;
    expect(there).toBeLessThanOrEqual(50_000);
  });
});

describe('what sets the policies apart', () => {
  const cacheOf = (id: string, capacity: number, params: ParamValues = {}) =>
    build(entryOf(EVICTION, id), { capacity, tenants: 1 }, params);
  /** Which of the keys 0.. is gone after another one, 99, is put in. */
  const victim = (cache: Cache, keys: number): number => {
    cache.insert(0, 99, 0);
    return Array.from({ length: keys }, (_, key) => key).findIndex((key) => cache.evictor(0, key) !== -1);
  };
  const fill = (cache: Cache, keys: number) => {
    for (let key = 0; key < keys; key++) cache.insert(0, key, 0);
    return cache;
  };
  const ask = (cache: Cache, ...keys: number[]) => {
    for (const key of keys) cache.lookup(0, key, 0);
    return cache;
  };

  it('LRU spares what was asked for last, FIFO does not', () => {
    expect(victim(ask(fill(cacheOf('lru', 3), 3), 0), 3)).toBe(1);
    expect(victim(ask(fill(cacheOf('fifo', 3), 3), 0), 3)).toBe(0);
  });

  it('LFU spares what was asked for often, until its counts have aged', () => {
    expect(victim(ask(fill(cacheOf('lfu', 3), 3), 0, 0, 1, 1, 2), 3)).toBe(2);
    // A hundred uses long ago count for ever without aging; halved often enough they count as one.
    const old = (usesPerHalving: number) => {
      const cache = fill(cacheOf('lfu', 2, { usesPerHalving }), 2);
      for (let i = 0; i < 100; i++) ask(cache, 0);
      for (let i = 0; i < 30; i++) ask(cache, 1);
      return victim(cache, 2);
    };
    expect([old(0), old(2)]).toEqual([1, 0]);
  });

  it('sampled LRU takes the oldest as often as five draws find it', () => {
    const [entries, rounds] = [20, 4000];
    const cache = fill(cacheOf('sampled-lru', entries), entries);
    const order = Array.from({ length: entries }, (_, key) => key);
    let oldest = 0;
    for (let key = entries; key < entries + rounds; key++) {
      cache.insert(0, key, 0);
      const at = order.findIndex((each) => cache.evictor(0, each) !== -1);
      if (at === 0) oldest++;
      order.splice(at, 1);
      order.push(key);
    }
    const share = 1 - (1 - 1 / entries) ** 5;
    const error = Math.sqrt((share * (1 - share)) / rounds);
    expect(Math.abs(oldest / rounds - share)).toBeLessThan(3.89 * error);
  });

  it('random takes every entry equally often, however it was used', () => {
    const [entries, rounds] = [5, 20_000];
    const cache = fill(cacheOf('random', entries), entries);
    const order = Array.from({ length: entries }, (_, key) => key);
    const counts = new Array<number>(entries).fill(0);
    for (let key = entries; key < entries + rounds; key++) {
      ask(cache, order[0]!);
      cache.insert(0, key, 0);
      const at = order.findIndex((each) => cache.evictor(0, each) !== -1);
      counts[at]!++;
      order.splice(at, 1);
      order.push(key);
    }
    const wanted = rounds / entries;
    // Chi-square with four degrees of freedom: 23.5 is passed once in ten thousand times.
    expect(sum(counts.map((count) => (count - wanted) ** 2 / wanted))).toBeLessThan(23.5);
  });

  it('W-TinyLFU keeps its popular entries through a scan that empties an LRU', () => {
    const survivors = (id: string) => {
      const cache = fill(cacheOf(id, 100), 100);
      for (let round = 0; round < 5; round++) ask(cache, ...Array.from({ length: 100 }, (_, key) => key));
      for (let key = 1000; key < 1500; key++) if (!cache.lookup(0, key, 0)) cache.insert(0, key, 0);
      return Array.from({ length: 100 }, (_, key) => cache.evictor(0, key)).filter((each) => each === -1).length;
    };
    expect(survivors('lru')).toBe(0);
    expect(survivors('w-tinylfu')).toBeGreaterThan(95);
  });

  it('W-TinyLFU lets in what has become popular, which a pure LFU without aging would keep out', () => {
    const cache = fill(cacheOf('w-tinylfu', 100), 100);
    const stale = Array.from({ length: 100 }, (_, key) => key);
    const fresh = stale.map((key) => key + 1000);
    for (let round = 0; round < 5; round++) ask(cache, ...stale);
    for (let round = 0; round < 40; round++) {
      for (const key of fresh) if (!cache.lookup(0, key, 0)) cache.insert(0, key, 0);
    }
    expect(fresh.filter((key) => cache.lookup(0, key, 0)).length).toBeGreaterThan(90);
  });
});
