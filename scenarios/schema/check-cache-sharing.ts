/** @module Checks of how tenants share a cache: what is kept for them fits, each below its cap and all together. */
import { type CacheShares, cacheSharingIssues, compileCachePlan, compileCacheSharing } from './cache-sharing.ts';
import { TENANTS_MAX } from './limits.ts';
import { type Draft, tell } from './read-sections.ts';

/** @param draft  receives what does not fit */
export function checkCacheSharing(draft: Draft): void {
  const { system, plans, tenants, tenantDefaults } = draft.sections;
  if (system === undefined) return;
  const shares: CacheShares = {
    cache: compileCacheSharing(system.cache),
    plans: plans.map(({ value }) => ({ id: value.id, ...compileCachePlan(value) })),
    planIds: tenants.flatMap(({ value }) => {
      const plan = value.plan ?? tenantDefaults?.plan ?? '';
      return new Array<string>(Math.min(value.count ?? 1, TENANTS_MAX)).fill(plan);
    }),
  };
  for (const { code, message } of cacheSharingIssues(shares)) tell(draft, ['system', 'cache'], code, message);
}
