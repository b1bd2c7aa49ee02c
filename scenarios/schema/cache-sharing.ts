/** @module How tenants share a cache, as authors write it: one fetch for many, caps, reserves, times to live that differ. */
import { z } from 'zod';
import { type Issue, issue } from '../../sim-engine/kernel/result.ts';
import type { CacheSpec, Plan } from '../../sim-engine/model/scenario.ts';
import { flag, quantity } from './leaf.ts';
import { PERCENT } from './limits.ts';

/** Some of the cache, at least one part in ten thousand. */
const CAP = { min: 0.01, max: 100 };
/** Shares are short decimals: what their sum lies this little above the whole is rounding. */
const ROUNDING = 1e-9;

const cap = (what: string) => quantity('share', what, CAP).optional();
const reserve = (what: string) => quantity('share', what, PERCENT).optional();

/** Keys of `system.cache` beside the necessary. */
export const cacheFields = {
  ttlJitter: quantity(
    'share',
    'by how much of the time to live an entry may end earlier; else 0 %',
    PERCENT,
  ).optional(),
  singleFlight: flag('whether a key that is being fetched is fetched once for all who miss it; else false').optional(),
  cap: cap('the part of the whole cache that one tenant may fill; else all of it'),
  reserve: reserve('the part of the whole cache that others cannot take from a tenant; else none'),
};

/** Keys of a plan. */
export const cachePlanFields = {
  cacheCap: cap('the part of the whole cache that one tenant of the plan may fill; else as the cache says'),
  cacheReserve: reserve(
    'the part of the whole cache that others cannot take from a tenant of the plan; else as the cache says',
  ),
};

const share = z.number().min(0).max(1).exactOptional();
const capShare = z
  .number()
  .min(CAP.min / 100)
  .max(1)
  .exactOptional();

/** The same in engine form. */
export const engineCacheFields = {
  ttlJitterShare: share,
  singleFlight: z.boolean().exactOptional(),
  capShare,
  reserveShare: share,
};
export const engineCachePlanFields = { cacheCapShare: capShare, cacheReserveShare: share };

const part = (percent: number): number => percent / 100;

/** @param written  the keys that are there */
export function compileCacheSharing(written: {
  readonly ttlJitter?: number | undefined;
  readonly singleFlight?: boolean | undefined;
  readonly cap?: number | undefined;
  readonly reserve?: number | undefined;
}): Pick<CacheSpec, keyof typeof engineCacheFields> {
  const { ttlJitter, singleFlight, cap: most, reserve: least } = written;
  return {
    ...(ttlJitter === undefined ? {} : { ttlJitterShare: part(ttlJitter) }),
    ...(singleFlight === undefined ? {} : { singleFlight }),
    ...(most === undefined ? {} : { capShare: part(most) }),
    ...(least === undefined ? {} : { reserveShare: part(least) }),
  };
}

/** @param written  the keys that are there */
export function compileCachePlan(written: {
  readonly cacheCap?: number | undefined;
  readonly cacheReserve?: number | undefined;
}): Pick<Plan, keyof typeof engineCachePlanFields> {
  const { cacheCap, cacheReserve } = written;
  return {
    ...(cacheCap === undefined ? {} : { cacheCapShare: part(cacheCap) }),
    ...(cacheReserve === undefined ? {} : { cacheReserveShare: part(cacheReserve) }),
  };
}

/** What of a scenario decides whether all that is kept for tenants fits. */
export interface CacheShares {
  readonly cache: Pick<CacheSpec, 'capShare' | 'reserveShare'>;
  readonly plans: readonly Pick<Plan, 'id' | 'cacheCapShare' | 'cacheReserveShare'>[];
  /** Id of each tenant's plan. */
  readonly planIds: readonly string[];
}

/** What is kept for tenants must fit, each below its cap and all together. */
export function cacheSharingIssues({ cache, plans, planIds }: CacheShares): Issue[] {
  const issues: Issue[] = [];
  const kept = new Map(plans.map((plan) => [plan.id, plan.cacheReserveShare ?? cache.reserveShare ?? 0]));
  for (const plan of plans) {
    const most = plan.cacheCapShare ?? cache.capShare ?? 1;
    if (kept.get(plan.id)! <= most) continue;
    const found = `found ${print(kept.get(plan.id)!)} of the cache kept for a tenant of plan ${plan.id}, which may fill ${print(most)}: lower the reserve`;
    issues.push(issue('reserve-above-cap', 'system.cache', found));
  }
  const total = planIds.reduce((sum, id) => sum + (kept.get(id) ?? 0), 0);
  if (total > 1 + ROUNDING) {
    const found = `found ${print(total)} of the cache kept for all tenants, expected at most 100 %: lower the reserves`;
    issues.push(issue('over-reserved', 'system.cache', found));
  }
  return issues;
}

function print(part: number): string {
  return `${Math.round(part * 10_000) / 100} %`;
}
