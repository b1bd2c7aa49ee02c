/** @module Rate limits of tenants: what the isolation model brings, what the learner set, and the buckets at work. */
import type { Plan } from '../model/scenario.ts';
import { tokenBucket } from '../policies/limiting/token-bucket.ts';
import type { World } from './world.ts';

/** A rate limit of one tenant. */
export interface TenantLimit {
  readonly ratePerSec: number;
  readonly burst: number;
}

/** The limits of a run's tenants. */
export class TenantLimits {
  /** Limits that the isolation model brings, and those the learner set, which go first; by tenant. */
  byModel: (TenantLimit | null)[];
  byLearner: (TenantLimit | null)[];
  /** Limits whose buckets are at work. */
  private readonly held: (TenantLimit | null)[];
  private readonly world: World;

  /**
   * @param world    where the buckets stand
   * @param tenants  how many there are
   */
  constructor(world: World, tenants: number) {
    this.world = world;
    this.byModel = new Array<TenantLimit | null>(tenants).fill(null);
    this.byLearner = new Array<TenantLimit | null>(tenants).fill(null);
    this.held = new Array<TenantLimit | null>(tenants).fill(null);
  }

  /** @param tenant  index; the limit that holds for it now */
  of(tenant: number): TenantLimit | null {
    return this.byLearner[tenant] ?? this.byModel[tenant] ?? null;
  }

  /** @param limit  what the learner wants for one tenant, or null to go back to what the model brings */
  set(tenant: number, limit: TenantLimit | null): void {
    this.byLearner[tenant] = limit;
    this.renew(tenant);
  }

  /**
   * Puts the limits of an isolation model in force.
   *
   * @param plans     plan of every tenant
   * @param isLimited  true when the model holds tenants to their plans
   */
  follow(plans: readonly Plan[], isLimited: boolean): void {
    this.byModel = plans.map((plan) => (isLimited ? { ratePerSec: plan.limitPerSec, burst: plan.limitBurst } : null));
    plans.forEach((_, tenant) => {
      this.renew(tenant);
    });
  }

  /** Makes the buckets again after a restore; their levels are read next. */
  rebuild(): void {
    this.held.forEach((_, tenant) => {
      this.build(tenant, 0);
    });
  }

  /** Puts the limit in force; a bucket whose limit stays the same keeps its level. */
  private renew(tenant: number): void {
    const limit = this.of(tenant);
    const held = this.held[tenant] ?? null;
    if (limit?.ratePerSec === held?.ratePerSec && limit?.burst === held?.burst) return;
    this.world.limitedSinceUs[tenant] = this.world.nowUs;
    this.build(tenant, this.world.nowUs);
  }

  private build(tenant: number, nowUs: number): void {
    const limit = this.of(tenant);
    this.held[tenant] = limit;
    this.world.limiters[tenant] =
      limit === null ? null : tokenBucket.limiter({ ratePerSec: limit.ratePerSec, burst: limit.burst }, nowUs);
  }
}
