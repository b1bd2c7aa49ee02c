/**
 * LRU, FIFO and LFU are exactly what their names say: random uses by several tenants, under random caps, reserves and times
 * to live, agree at every step with a plain array that is searched from end to end, across saving and restoring.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StreamBank } from '../../sim-engine/kernel/random-stream.ts';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import type { CacheTerms } from '../../sim-engine/policies/eviction/eviction.ts';
import { EVICTION } from '../../sim-engine/policies/eviction/index.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';
import { script, TENANTS, terms } from '../support/cache-script.ts';
import { byEntry, byLastUse, byUses, PlainCache, type Ranking } from '../support/plain-cache.ts';
import { cases } from '../support/property-seed.ts';

/** `perEntry` is the ageing of LFU: uses per entry between two halvings. */
const exact: readonly (readonly [id: string, ranking: Ranking, perEntry: number])[] = [
  ['lru', byLastUse, 0],
  ['fifo', byEntry, 0],
  ['lfu', byUses, 0],
  ['lfu', byUses, 1.5],
];

describe('a cache on arrays agrees with a plain one', () => {
  it.each(exact)('%s', (id, ranking, perEntry) => {
    const policy = entryOf(EVICTION, id);
    const build = (given: CacheTerms) =>
      policy.cache(given, id === 'lfu' ? { usesPerHalving: perEntry } : {}, new StreamBank(1).open('cache'));
    const reached = { eviction: 0, 'eviction by another': 0, refusal: 0, 'own eviction with room': 0 };
    fc.assert(
      fc.property(terms, script, (given, steps) => {
        let cache = build(given);
        const halving = perEntry === 0 ? Number.POSITIVE_INFINITY : Math.ceil(perEntry * given.capacity);
        const plain = new PlainCache(given, ranking, halving);
        let nowUs = 0;
        for (const { kind, tenant, key, gapUs } of steps) {
          nowUs += gapUs;
          let asked = kind === 'lookup' || kind === 'access';
          if (asked) {
            const hit = plain.lookup(tenant, key, nowUs);
            expect(cache.lookup(tenant, key, nowUs)).toBe(hit);
            if (!hit) expect(cache.evictor(tenant, key)).toBe(plain.evictor(tenant, key));
            asked = !hit && kind === 'access';
          }
          if (asked || kind === 'insert') {
            const room = plain.entries.length < given.capacity;
            const gone = plain.insert(tenant, key, nowUs);
            expect(cache.insert(tenant, key, nowUs)).toBe(gone);
            if (gone >= 0) reached.eviction++;
            if (gone >= 0 && gone !== tenant) reached['eviction by another']++;
            if (gone === tenant && room) reached['own eviction with room']++;
            if (!plain.entries.some((entry) => entry.tenant === tenant && entry.key === key)) reached.refusal++;
          } else if (kind === 'remove') {
            cache.remove(tenant, key);
            plain.remove(tenant, key);
          } else if (kind === 'clear') {
            cache.clear(tenant);
            plain.clear(tenant);
          } else if (kind === 'clearAll') {
            cache.clearAll();
            plain.clearAll();
          } else if (kind === 'save') {
            const writer = new StateWriter();
            cache.state(writer);
            cache = build(given);
            const reader = new StateReader(writer.finish());
            cache.state(reader);
            expect(reader.exhausted).toBe(true);
          }
          expect([...cache.held]).toEqual(Array.from({ length: TENANTS }, (_, each) => plain.held(each)));
        }
      }),
      cases(200),
    );
    for (const [state, times] of Object.entries(reached)) expect(times, state).toBeGreaterThan(20);
  });
});
