/**
 * @module Lanes: which entries a newcomer may push out, under per-tenant caps and reserves.
 *
 * Tenants without a cap or reserve of their own share lane 0; every other has a lane to itself. Choosing among lanes costs
 * time in the number of lanes, and nothing when no tenant has terms of its own.
 */
import { assert } from '../../../kernel/assert.ts';
import type { CacheTerms } from '../eviction.ts';
import type { OpenLanes } from './eviction-order.ts';

/** Caps and reserves of one cache. */
export class Lanes implements OpenLanes {
  readonly count: number;
  readonly open: Int32Array;
  openCount = 1;
  /** Lane per tenant; null while everybody is in lane 0. */
  private readonly laneOf: Int32Array | null;
  /** Per lane: its tenant, and that tenant's cap and reserve. Lane 0 has no cap and no reserve. */
  private readonly tenantOf: Int32Array;
  private readonly cap: Int32Array;
  private readonly reserve: Int32Array;

  constructor({ capacity, tenants, partitions, reserves }: CacheTerms) {
    const own: number[] = [];
    let reserved = 0;
    for (let tenant = 0; tenant < tenants; tenant++) {
      const cap = partitions?.[tenant] ?? capacity;
      const reserve = reserves?.[tenant] ?? 0;
      assert(cap >= 1 && cap <= capacity, `cache: a cap of ${cap}, expected 1 to ${capacity}`);
      assert(reserve >= 0 && reserve <= cap, `cache: a reserve of ${reserve}, expected 0 to ${cap}`);
      reserved += reserve;
      if (cap < capacity || reserve > 0) own.push(tenant);
    }
    assert(reserved <= capacity, `cache: ${reserved} entries reserved, expected at most ${capacity}`);
    this.count = own.length + 1;
    this.open = new Int32Array(this.count);
    this.laneOf = own.length > 0 ? new Int32Array(tenants) : null;
    this.tenantOf = new Int32Array(this.count).fill(-1);
    this.cap = new Int32Array(this.count).fill(capacity);
    this.reserve = new Int32Array(this.count);
    own.forEach((tenant, at) => {
      const lane = at + 1;
      this.laneOf![tenant] = lane;
      this.tenantOf[lane] = tenant;
      this.cap[lane] = partitions?.[tenant] ?? capacity;
      this.reserve[lane] = reserves?.[tenant] ?? 0;
    });
  }

  of(tenant: number): number {
    return this.laneOf === null ? 0 : this.laneOf[tenant]!;
  }

  /** @returns true when the tenant may hold no more */
  full(tenant: number, held: Int32Array): boolean {
    return held[tenant]! >= this.cap[this.of(tenant)]!;
  }

  /**
   * Opens the lanes from which a victim for a tenant's newcomer may be taken.
   *
   * @param held  entries per tenant
   */
  openFor(tenant: number, held: Int32Array): void {
    if (this.laneOf === null) return;
    const own = this.of(tenant);
    this.openCount = 0;
    if (this.full(tenant, held)) {
      this.open[this.openCount++] = own;
      return;
    }
    for (let lane = 0; lane < this.count; lane++) {
      const holder = this.tenantOf[lane]!;
      const above = lane === 0 ? 1 : held[holder]! - this.reserve[lane]!;
      if (above > 0 || (above === 0 && lane === own)) this.open[this.openCount++] = lane;
    }
  }
}
