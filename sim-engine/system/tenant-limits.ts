/** @module Limits of tenants: what the isolation model brings, what the learner set, and the limiters at work. */
import type { Choice } from '../model/registry.ts';
import { withDefaults } from '../model/registry.ts';
import type { Plan } from '../model/scenario.ts';
import { LIMITERS } from '../policies/limiting/index.ts';
import { tokenBucket } from '../policies/limiting/token-bucket.ts';
import { entryOf } from '../policies/lookup.ts';
import type { World } from './world.ts';

/** @returns the token bucket of a rate (requests per second) and a burst (requests) */
export function bucketOf(ratePerSec: number, burst: number): Choice {
  return { id: tokenBucket.id, params: { ratePerSec, burst } };
}

/** The limits of a run's tenants. */
export class TenantLimits {
  /** Limits that the isolation model brings, and those the learner set, which go first; by tenant. */
  byModel: (Choice | null)[];
  byLearner: (Choice | null)[];
  /** How many limiters were made so far; each has its number, from 1. */
  made = 0;
  /** Limits whose limiters are at work. */
  private readonly held: (Choice | null)[];
  private readonly world: World;
  private readonly planOf: readonly Plan[];

  /**
   * @param world   where the limiters stand
   * @param planOf  plan of every tenant
   */
  constructor(world: World, planOf: readonly Plan[]) {
    this.world = world;
    this.planOf = planOf;
    this.byModel = planOf.map(() => null);
    this.byLearner = planOf.map(() => null);
    this.held = planOf.map(() => null);
  }

  /** @param tenant  index; the limit that holds for it now */
  of(tenant: number): Choice | null {
    return this.byLearner[tenant] ?? this.byModel[tenant] ?? null;
  }

  /** @param limit  what the learner wants for one tenant, or null to go back to what the model brings */
  set(tenant: number, limit: Choice | null): void {
    this.byLearner[tenant] = limit;
    this.renew(tenant);
  }

  /**
   * Puts the limits of an isolation model in force.
   *
   * @param isLimited  whether the model holds a tenant, by index, to its plan
   */
  follow(isLimited: (tenant: number) => boolean): void {
    this.byModel = this.planOf.map(({ limiter, limitPerSec, limitBurst }, tenant) =>
      isLimited(tenant) ? (limiter ?? bucketOf(limitPerSec, limitBurst)) : null,
    );
    this.planOf.forEach((_, tenant) => {
      this.renew(tenant);
    });
  }

  /** Makes the limiters again after a restore, those with one number once; what they remember is read next. */
  rebuild(): void {
    const { world } = this;
    this.held.forEach((_, tenant) => {
      this.held[tenant] = this.of(tenant);
      const number = world.limiterNumbers[tenant]!;
      const first = world.limiterNumbers.indexOf(number);
      if (number === 0) world.limiters[tenant] = null;
      else world.limiters[tenant] = first < tenant ? world.limiters[first]! : this.limiter(tenant, 0);
    });
  }

  /** Puts the limit in force; a limiter whose limit stays the same keeps what it remembers. */
  private renew(tenant: number): void {
    const { world } = this;
    const limit = this.of(tenant);
    if (isSame(limit, this.held[tenant] ?? null)) return;
    const partner = limit === null ? -1 : this.partnerOf(tenant, limit);
    this.held[tenant] = limit;
    if (partner >= 0) {
      world.limiters[tenant] = world.limiters[partner]!;
      world.limiterNumbers[tenant] = world.limiterNumbers[partner]!;
    } else {
      world.limiters[tenant] = limit === null ? null : this.limiter(tenant, world.nowUs);
      world.limiterNumbers[tenant] = limit === null ? 0 : ++this.made;
    }
  }

  /** @returns another tenant under the same limit of the whole fleet, or -1 */
  private partnerOf(tenant: number, limit: Choice): number {
    if (entryOf(LIMITERS, limit.id).scope !== 'fleet') return -1;
    const critical = this.isCritical(tenant);
    return this.held.findIndex(
      (each, other) => other !== tenant && isSame(each, limit) && this.isCritical(other) === critical,
    );
  }

  private limiter(tenant: number, nowUs: number) {
    const limit = this.held[tenant]!;
    const kind = entryOf(LIMITERS, limit.id);
    return kind.limiter(withDefaults(kind, limit.params), nowUs, this.isCritical(tenant));
  }

  private isCritical(tenant: number): boolean {
    return this.planOf[tenant]!.critical === true;
  }
}

function isSame(a: Choice | null, b: Choice | null): boolean {
  if (a === null || b === null) return a === b;
  return a.id === b.id && Object.entries(a.params).every(([name, value]) => b.params[name] === value);
}
