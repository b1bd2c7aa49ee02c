/**
 * @module Cache terms: what each tenant may hold and keeps of a cache, as parts of the whole, shared one.
 *
 * Shares are of the whole cache, so that a tenant alone on a small cache of its own is not held to a part of that as well.
 *
 * @source Cidon et al., Memshare: a dynamic multi-tenant key-value cache, USENIX ATC 2017 (reserved and pooled memory)
 */
import type { CacheSpec, Plan } from '../model/scenario.ts';
import type { CacheTerms } from '../policies/eviction/eviction.ts';

/** A share of entries is a product of short decimals: what lies this little below a whole one is rounding. */
const ROUNDING = 1e-9;

/**
 * @param spec      the whole cache
 * @param capacity  entries of this one, >= 1
 * @param planOf    plan of each tenant, whose own shares go first
 * @param group     tenants that this cache is for; nobody else keeps anything here
 * @returns terms; reserves that do not all fit are scaled down alike
 */
export function cacheTerms(
  spec: CacheSpec,
  capacity: number,
  planOf: readonly Plan[],
  group: readonly number[],
): CacheTerms {
  const { ttlUs, ttlJitterShare } = spec;
  const entries = (share: number): number => Math.floor(spec.entries * share + ROUNDING);
  const partitions = planOf.map((plan) => {
    const share = plan.cacheCapShare ?? spec.capShare ?? 1;
    return Math.min(capacity, Math.max(1, entries(share)));
  });
  const wanted = planOf.map((plan, tenant) =>
    group.includes(tenant)
      ? Math.min(partitions[tenant]!, entries(plan.cacheReserveShare ?? spec.reserveShare ?? 0))
      : 0,
  );
  const total = wanted.reduce((sum, each) => sum + each, 0);
  const reserves = total <= capacity ? wanted : wanted.map((each) => Math.floor((each * capacity) / total));
  return {
    capacity,
    tenants: planOf.length,
    partitions,
    reserves,
    ...(ttlUs === undefined ? {} : { ttlUs }),
    ...(ttlJitterShare === undefined ? {} : { ttlJitterShare }),
  };
}
