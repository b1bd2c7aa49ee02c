/** @module The limiters at the edge of a network, made from what its spec says of them. */
import { withDefaults } from '../model/registry.ts';
import { LIMITERS } from '../policies/limiting/index.ts';
import type { Limiter } from '../policies/limiting/limiter.ts';
import { tokenBucket } from '../policies/limiting/token-bucket.ts';
import { entryOf } from '../policies/lookup.ts';
import type { LimiterChoice, NetworkLimit } from './network-spec.ts';

/** @returns the choice that the limit stands for */
export function limiterChoice(limit: NetworkLimit): LimiterChoice {
  return 'id' in limit ? limit : { id: tokenBucket.id, params: { ...limit } };
}

/** @param choice  a checked choice; its limit holds from time 0 */
export function newLimiter(choice: LimiterChoice): Limiter {
  const kind = entryOf(LIMITERS, choice.id);
  return kind.limiter(withDefaults(kind, choice.params), 0, choice.critical === true);
}

/**
 * @param limits  checked limits by tenant
 * @returns limiter by tenant; tenants under the same limit of a fleet have the same one
 */
export function edgeLimiters(limits: Readonly<Record<string, NetworkLimit>>): Map<string, Limiter> {
  const byTenant = new Map<string, Limiter>();
  const byFleet = new Map<string, Limiter>();
  for (const [tenant, limit] of Object.entries(limits)) {
    const choice = limiterChoice(limit);
    const kind = entryOf(LIMITERS, choice.id);
    const values = Object.values(withDefaults(kind, choice.params)).join(' ');
    const fleet = `${kind.id} ${choice.critical === true} ${values}`;
    const shared = kind.scope === 'fleet' ? byFleet.get(fleet) : undefined;
    const limiter = shared ?? newLimiter(choice);
    byFleet.set(fleet, limiter);
    byTenant.set(tenant, limiter);
  }
  return byTenant;
}
