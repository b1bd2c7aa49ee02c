/** @module Random uses of a cache by several tenants, and random terms for it. */
import fc from 'fast-check';
import type { CacheTerms } from '../../sim-engine/policies/eviction/eviction.ts';

export const TENANTS = 4;

/** One use of a cache; `access` is a look-up, followed by an insertion after a miss. */
export interface CacheStep {
  readonly kind: 'access' | 'lookup' | 'insert' | 'remove' | 'clear' | 'clearAll' | 'save';
  readonly tenant: number;
  readonly key: number;
  readonly gapUs: number;
}

/** Few keys, so that they come again, and some far away, which must cost nothing. */
const key = fc.oneof(
  { weight: 9, arbitrary: fc.nat({ max: 7 }) },
  { weight: 1, arbitrary: fc.nat({ max: 2 ** 31 - 1 }) },
);

const step: fc.Arbitrary<CacheStep> = fc.record({
  kind: fc.oneof(
    { weight: 30, arbitrary: fc.constant('access' as const) },
    { weight: 8, arbitrary: fc.constantFrom('lookup' as const, 'insert' as const) },
    { weight: 3, arbitrary: fc.constantFrom('remove' as const, 'save' as const) },
    { weight: 1, arbitrary: fc.constantFrom('clear' as const, 'clearAll' as const) },
  ),
  tenant: fc.nat({ max: TENANTS - 1 }),
  key,
  gapUs: fc.nat({ max: 20 }),
});

export const script: fc.Arbitrary<CacheStep[]> = fc.array(step, { maxLength: 150, size: 'max' });

/** Terms with caps, reserves and a time to live, each of them or not. */
export const terms: fc.Arbitrary<CacheTerms> = fc
  .record({
    capacity: fc.integer({ min: 1, max: 12 }),
    caps: fc.option(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: TENANTS, maxLength: TENANTS })),
    reserves: fc.option(fc.array(fc.nat({ max: 4 }), { minLength: TENANTS, maxLength: TENANTS })),
    ttlUs: fc.option(fc.integer({ min: 1, max: 300 })),
  })
  .map(({ capacity, caps, reserves, ttlUs }) => {
    const partitions = caps?.map((cap) => Math.min(cap, capacity));
    let left = capacity;
    const fitting = reserves?.map((reserve, tenant) => {
      const granted = Math.min(reserve, left, partitions?.[tenant] ?? capacity);
      left -= granted;
      return granted;
    });
    return {
      capacity,
      tenants: TENANTS,
      ...(partitions === undefined ? {} : { partitions }),
      ...(fitting === undefined ? {} : { reserves: fitting }),
      ...(ttlUs === null ? {} : { ttlUs }),
    };
  });
