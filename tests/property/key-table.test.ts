/**
 * The key table is a map: random additions, removals and clearances agree with a Map, whatever collides, and keys far apart
 * cost no more than keys side by side.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABSENT, GONE, hashKey, KeyTable } from '../../sim-engine/policies/eviction/store/key-table.ts';
import { cases } from '../support/property-seed.ts';

const step = fc.record({
  kind: fc.constantFrom('add', 'add', 'add', 'remove', 'remove', 'clear'),
  tenant: fc.nat({ max: 3 }),
  key: fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 2 ** 31 - 1 })),
});

describe('the key table', () => {
  it('agrees with a Map', () => {
    let largest = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400, size: 'max' }), (steps) => {
        const slots = new Map<number, number>();
        const table = new KeyTable(true, (value, slot) => slots.set(value, slot));
        const map = new Map<string, { tenant: number; value: number }>();
        steps.forEach(({ kind, tenant, key }, value) => {
          const slot = table.find(tenant, key, hashKey(tenant, key));
          const id = `${tenant} ${key}`;
          const there = slot !== ABSENT && table.valueAt(slot) !== GONE;
          expect(there).toBe(map.has(id));
          if (kind === 'add' && !there) {
            const at = slot === ABSENT ? table.add(tenant, key, hashKey(tenant, key), value) : slot;
            table.setValueAt(at, value);
            table.setUntilAt(at, value / 2);
            slots.set(value, at);
            map.set(id, { tenant, value });
          } else if (kind === 'remove' && there) {
            table.setValueAt(slot, GONE);
            map.delete(id);
          } else if (kind === 'clear' && value % 7 === 0) {
            table.removeTenant(tenant);
            for (const [each, entry] of map) if (entry.tenant === tenant) map.delete(each);
          }
          largest = Math.max(largest, map.size);
        });
        for (const [id, { value }] of map) {
          const [tenant, key] = id.split(' ').map(Number) as [number, number];
          const slot = table.find(tenant, key, hashKey(tenant, key));
          expect([table.tenantAt(slot), table.keyAt(slot)]).toEqual([tenant, key]);
          expect([table.valueAt(slot), table.untilAt(slot), slot]).toEqual([value, value / 2, slots.get(value)]);
        }
        const seen: string[] = [];
        table.forEach((slot) => {
          seen.push(`${table.tenantAt(slot)} ${table.keyAt(slot)}`);
        });
        expect(seen.sort()).toEqual([...map.keys()].sort());
      }),
      cases(60),
    );
    // It has grown, or growth was not tested.
    expect(largest).toBeGreaterThan(64);
  });

  it('spreads dense keys of many tenants: a key is found within a few probes', () => {
    const buckets = new Uint32Array(1 << 12);
    for (let tenant = 0; tenant < 64; tenant++) {
      for (let key = 0; key < 64; key++) buckets[hashKey(tenant, key) & (buckets.length - 1)]!++;
    }
    // 4096 keys thrown into 4096 buckets at random: the fullest holds about six or seven.
    expect(Math.max(...buckets)).toBeLessThan(11);
  });
});
