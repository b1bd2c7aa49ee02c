/** Caches at their edges: terms that cannot be are refused and those just within are not, and a restored LFU ranks as before. */
import { describe, expect, it } from 'vitest';
import { AssertionFailure } from '../../../sim-engine/kernel/assert.ts';
import { StreamBank } from '../../../sim-engine/kernel/random-stream.ts';
import { StateReader, StateWriter } from '../../../sim-engine/kernel/state-codec.ts';
import { withDefaults } from '../../../sim-engine/model/registry.ts';
import type { Cache, CacheTerms } from '../../../sim-engine/policies/eviction/eviction.ts';
import { EVICTION } from '../../../sim-engine/policies/eviction/index.ts';
import { entryOf } from '../../../sim-engine/policies/lookup.ts';

function cacheOf(id: string, terms: CacheTerms): Cache {
  const policy = entryOf(EVICTION, id);
  return policy.cache(terms, withDefaults(policy, {}), new StreamBank(1).open('cache'));
}

/** The same cache in its saved state, in another's place. */
function moved(id: string, terms: CacheTerms, from: Cache): Cache {
  const writer = new StateWriter();
  from.state(writer);
  const reader = new StateReader(writer.finish());
  const to = cacheOf(id, terms);
  to.state(reader);
  expect(reader.exhausted).toBe(true);
  return to;
}

describe('terms of a cache', () => {
  it.each<[string, CacheTerms]>([
    ['no room', { capacity: 0, tenants: 1 }],
    ['nobody', { capacity: 1, tenants: 0 }],
    ['no time to live', { capacity: 1, tenants: 1, ttlUs: 0 }],
    ['a cap of nothing', { capacity: 4, tenants: 2, partitions: [4, 0] }],
    ['a cap beyond the whole', { capacity: 4, tenants: 2, partitions: [4, 5] }],
    ['less than nothing kept', { capacity: 4, tenants: 2, reserves: [0, -1] }],
    ['more kept than the cap', { capacity: 4, tenants: 2, partitions: [4, 2], reserves: [0, 3] }],
    ['more kept than there is', { capacity: 4, tenants: 2, reserves: [3, 2] }],
  ])('refused: %s', (_, terms) => {
    expect(() => cacheOf('lru', terms)).toThrow(AssertionFailure);
  });

  it.each<[string, CacheTerms]>([
    ['room for one', { capacity: 1, tenants: 1, ttlUs: 1 }],
    ['caps of one and of the whole', { capacity: 4, tenants: 2, partitions: [1, 4] }],
    ['all of a cap kept, and all of the cache', { capacity: 4, tenants: 2, partitions: [4, 2], reserves: [2, 2] }],
  ])('taken: %s', (_, terms) => {
    const cache = cacheOf('lru', terms);
    cache.insert(0, 1, 0);
    expect(cache.held[0]).toBe(1);
  });

  it('are no reason to restore into a cache that has been used', () => {
    const terms = { capacity: 2, tenants: 1 };
    const [used, other] = [cacheOf('lru', terms), cacheOf('lru', terms)];
    used.insert(0, 1, 0);
    other.insert(0, 2, 0);
    const writer = new StateWriter();
    used.state(writer);
    expect(() => other.state(new StateReader(writer.finish()))).toThrow(AssertionFailure);
  });
});

describe('an LFU that was restored', () => {
  const terms = { capacity: 3, tenants: 1 };
  /** Uses of the keys 0, 1, 2, all put in first; then saved and restored. */
  function used(...uses: readonly number[]): Cache {
    const cache = cacheOf('lfu', terms);
    uses.forEach((_, key) => {
      cache.insert(0, key, 0);
    });
    uses.forEach((count, key) => {
      for (let use = 0; use < count; use++) cache.lookup(0, key, 0);
    });
    return moved('lfu', terms, cache);
  }
  /** Keys in the order in which newcomers push them out, each newcomer taken out again. */
  function leaving(cache: Cache): number[] {
    const order: number[] = [];
    for (let newcomer = 10; newcomer < 13; newcomer++) {
      cache.insert(0, newcomer, 0);
      cache.remove(0, newcomer);
      order.push([0, 1, 2].find((key) => cache.evictor(0, key) !== -1 && !order.includes(key)) ?? -1);
      // Room was made: something has to stand there again, more used than all others.
      cache.insert(0, 100 + newcomer, 0);
      for (let use = 0; use < 50; use++) cache.lookup(0, 100 + newcomer, 0);
    }
    return order;
  }

  it('ranks by uses, whichever was used last', () => {
    expect(leaving(used(9, 4, 1))).toEqual([2, 1, 0]);
    expect(leaving(used(1, 4, 9))).toEqual([0, 1, 2]);
    expect(leaving(used(4, 9, 1))).toEqual([2, 0, 1]);
  });

  it('ranks equal uses by age, and a further use above them', () => {
    expect(leaving(used(3, 3, 3))).toEqual([0, 1, 2]);
    const cache = used(3, 3, 3);
    cache.lookup(0, 0, 0);
    expect(leaving(cache)).toEqual([1, 2, 0]);
  });
});
