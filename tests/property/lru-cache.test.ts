/**
 * The cache is least recently used and knows whose entry goes: random look-ups, insertions and removals of several tenants
 * agree at every step with a plain list of (tenant, key) in order of use, across saving and restoring.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { LruCache } from '../../sim-engine/system/lru-cache.ts';
import { cases } from '../support/property-seed.ts';

const TENANTS = 3;
const step = fc.record({
  kind: fc.constantFrom('lookup', 'insert', 'insert', 'remove', 'save'),
  tenant: fc.nat({ max: TENANTS - 1 }),
  key: fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 3000 })),
});

describe('the LRU cache', () => {
  it('agrees with a list in order of use', () => {
    let evictions = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(step, { maxLength: 200, size: 'max' }),
        (capacity, script) => {
          let cache = new LruCache(capacity, TENANTS);
          let model: { tenant: number; key: number }[] = [];
          for (const { kind, tenant, key } of script) {
            const at = model.findIndex((entry) => entry.tenant === tenant && entry.key === key);
            const others = model.filter((_, index) => index !== at);
            if (kind === 'lookup') {
              expect(cache.lookup(tenant, key)).toBe(at >= 0);
              if (at >= 0) model = [...others, { tenant, key }];
            } else if (kind === 'insert') {
              const full = at < 0 && model.length === capacity;
              expect(cache.insert(tenant, key)).toBe(full ? model[0]!.tenant : -1);
              if (full) evictions++;
              model = [...(full ? others.slice(1) : others), { tenant, key }];
            } else if (kind === 'remove') {
              cache.remove(tenant, key);
              model = others;
            } else {
              const writer = new StateWriter();
              cache.state(writer);
              cache = new LruCache(capacity, TENANTS);
              cache.state(new StateReader(writer.finish()));
            }
            const held = Array.from(
              { length: TENANTS },
              (_, each) => model.filter((entry) => entry.tenant === each).length,
            );
            expect([...cache.held]).toEqual(held);
          }
        },
      ),
      cases(250),
    );
    expect(evictions).toBeGreaterThan(100);
  });
});
