/** Packing loses nothing: any whole numbers come back, and small ones take a byte each. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packNumbers, unpackNumbers } from '../../sim-engine/policies/eviction/store/pack-numbers.ts';
import { cases } from '../support/property-seed.ts';

const number = fc.oneof(fc.nat({ max: 300 }), fc.maxSafeNat());

describe('packed numbers', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.array(number, { maxLength: 80, size: 'max' }), (numbers) => {
        expect([...unpackNumbers(packNumbers(numbers), numbers.length)]).toEqual(numbers);
      }),
      cases(300),
    );
  });

  it('take one byte up to 127 and eight at most', () => {
    expect(packNumbers(new Array<number>(400).fill(127)).length).toBe(100);
    expect(packNumbers(new Array<number>(100).fill(Number.MAX_SAFE_INTEGER)).length).toBe(200);
  });
});
