/**
 * The frequency sketch never estimates too low before its first halving, mostly estimates right, halves what it has, and goes
 * on from its saved state.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { FrequencySketch } from '../../sim-engine/policies/eviction/store/frequency-sketch.ts';
import { hashKey } from '../../sim-engine/policies/eviction/store/key-table.ts';
import { cases } from '../support/property-seed.ts';

const CAPACITY = 64;

describe('the frequency sketch', () => {
  it('counts at least what was there, and rarely more', () => {
    let exact = 0;
    let all = 0;
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 80 }), { maxLength: 5 * CAPACITY, size: 'max' }), (keys) => {
        const sketch = new FrequencySketch(CAPACITY, 10);
        const counts = new Map<number, number>();
        for (const key of keys) {
          sketch.add(hashKey(0, key));
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
        for (const [key, count] of counts) {
          const wanted = Math.min(count, 15);
          expect(sketch.count(hashKey(0, key))).toBeGreaterThanOrEqual(wanted);
          if (sketch.count(hashKey(0, key)) === wanted) exact++;
          all++;
        }
      }),
      cases(60),
    );
    expect(exact / all).toBeGreaterThan(0.99);
  });

  it('halves every count after its sample, and survives saving', () => {
    const sketch = new FrequencySketch(CAPACITY, 1);
    for (let i = 0; i < 10; i++) sketch.add(7);
    for (let key = 0; key < CAPACITY - 11; key++) sketch.add(hashKey(1, key));
    expect(sketch.count(7)).toBe(10);
    const writer = new StateWriter();
    sketch.state(writer);
    const other = new FrequencySketch(CAPACITY, 1);
    other.state(new StateReader(writer.finish()));
    for (const each of [sketch, other]) {
      each.add(hashKey(2, 0));
      expect(each.count(7)).toBe(5);
      expect(each.count(hashKey(2, 0))).toBe(0);
    }
  });
});
