/**
 * Tenants under the same limit of a fleet share one limiter; critical ones, other parameters and limits per tenant do not.
 */
import { expect, it } from 'vitest';
import { edgeLimiters } from '../../../sim-engine/network/edge-limiters.ts';

it('shares the limits of a fleet, and only those', () => {
  const reserve = { id: 'shed-reserve', params: { capacity: 10 } };
  const limiters = edgeLimiters({
    a: reserve,
    b: { id: 'shed-reserve', params: { capacity: 10, reservePercent: 20 } },
    critical: { ...reserve, critical: true },
    small: { id: 'shed-reserve', params: { capacity: 5 } },
    capped: { id: 'concurrency', params: {} },
    alsoCapped: { id: 'concurrency', params: {} },
    short: { ratePerSec: 1, burst: 2 },
  });
  expect(limiters.get('a')).toBe(limiters.get('b'));
  const apart = ['a', 'critical', 'small', 'capped', 'alsoCapped', 'short'].map((tenant) => limiters.get(tenant));
  expect(new Set(apart).size).toBe(6);
  const short = limiters.get('short')!;
  expect([short.admit(0), short.admit(0), short.admit(0)]).toEqual([true, true, false]);
});
