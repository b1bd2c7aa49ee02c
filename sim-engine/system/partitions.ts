/**
 * @module Partitions: the IO credit of each partition of a database, and who has spent what of it is missing.
 *
 * A partition earns credit at its rate, up to its burst, and an operation spends one. Who finds too little waits until what is
 * missing has been earned; the next one waits behind it. What has been spent and not earned back belongs to those who spent
 * it; earning makes everybody's part smaller in proportion.
 *
 * @source AWS, Amazon EBS User Guide, "I/O credits and burst performance" (a bucket that begins full and earns at the base
 *   rate); Elhemali et al., Amazon DynamoDB: a scalable, predictably performant and fully managed NoSQL database service,
 *   USENIX ATC 2022, section 4 (partitions, bursting)
 */
import type { StateCodec } from '../kernel/state-codec.ts';
import type { PartitionSpec } from '../model/database-parts.ts';
import { NO_KEY } from '../policies/balancing/balancing.ts';
import { requestHash } from '../policies/balancing/request-hash.ts';

const US_PER_SEC = 1_000_000;
/** Below this, the common factor of a partition's spendings is worked into them. */
const FACTOR_MIN = 1e-100;

/** The partitions of one database. */
export class Partitions {
  readonly count: number;
  /** Requests turned away, per tenant. */
  readonly throttled: Float64Array;
  private readonly spec: PartitionSpec;
  private readonly tenants: number;
  /** Per partition: credit missing from the burst, operations; more than the burst while requests wait. */
  private readonly missing: Float64Array;
  private readonly sinceUs: Float64Array;
  /** Per partition and tenant: its part of what is missing is this times the partition's factor. */
  private readonly spent: Float64Array;
  private readonly factor: Float64Array;

  /** @param units  of the database, >= 1 */
  constructor(spec: PartitionSpec, units: number, tenants: number, nowUs: number) {
    this.spec = spec;
    this.count = spec.perUnit * units;
    this.tenants = tenants;
    this.throttled = new Float64Array(tenants);
    this.missing = new Float64Array(this.count);
    this.sinceUs = new Float64Array(this.count).fill(nowUs);
    this.spent = new Float64Array(this.count * tenants);
    this.factor = new Float64Array(this.count).fill(1);
  }

  /** @returns partition of a request */
  of(tenant: number, key: number): number {
    return requestHash(tenant, this.spec.by === 'tenant' ? NO_KEY : key) % this.count;
  }

  /** @returns false when requests without credit are turned away and this one has none */
  admits(partition: number, operations: number, nowUs: number): boolean {
    this.earn(partition, nowUs);
    return this.spec.over === 'wait' || this.missing[partition]! + operations <= this.spec.burst;
  }

  /** Spends credit. @returns whole microseconds until it has been earned, 0 when it was there */
  spend(partition: number, tenant: number, operations: number): number {
    const { burst, ratePerSec } = this.spec;
    this.missing[partition]! += operations;
    this.spent[partition * this.tenants + tenant]! += operations / this.factor[partition]!;
    const debt = this.missing[partition]! - burst;
    return debt <= 0 ? 0 : Math.ceil((debt * US_PER_SEC) / ratePerSec);
  }

  /** @returns a tenant's part of what is missing, operations */
  spentBy(partition: number, tenant: number): number {
    return this.spent[partition * this.tenants + tenant]! * this.factor[partition]!;
  }

  state(codec: StateCodec): void {
    for (const column of [this.throttled, this.missing, this.sinceUs, this.spent, this.factor]) {
      const saved = codec.float64s(column, column.length);
      if (codec.restoring) column.set(saved);
    }
  }

  private earn(partition: number, nowUs: number): void {
    const before = this.missing[partition]!;
    const earned = ((nowUs - this.sinceUs[partition]!) * this.spec.ratePerSec) / US_PER_SEC;
    this.sinceUs[partition] = nowUs;
    if (before === 0) return;
    const from = partition * this.tenants;
    if (earned >= before) {
      this.missing[partition] = 0;
      this.factor[partition] = 1;
      this.spent.fill(0, from, from + this.tenants);
      return;
    }
    this.missing[partition] = before - earned;
    const factor = this.factor[partition]! * ((before - earned) / before);
    this.factor[partition] = factor;
    if (factor >= FACTOR_MIN) return;
    for (let tenant = 0; tenant < this.tenants; tenant++) this.spent[from + tenant]! *= factor;
    this.factor[partition] = 1;
  }
}
