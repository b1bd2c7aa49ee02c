/** @module Partitioned store: a table with provisioned throughput, a bank of unused units, and a cap on each partition. */
import type { StateCodec } from '../../kernel/state-codec.ts';

const SECOND_US = 1_000_000;

/** A table as its customer provisions it; units are units of capacity. */
export interface PartitionedTable {
  /** Units a second that the table is given, >= 0. */
  readonly provisionedPerSec: number;
  /** Unused units are kept for so many seconds' worth, >= 0. */
  readonly bankSec: number;
  /** Whole number >= 1. */
  readonly partitions: number;
  /** Units a second that one partition can do, whatever the table was given, > 0. */
  readonly partitionCapPerSec: number;
}

/**
 * Meters by whole seconds of the clock, as the units are defined: in each second the table may spend what it is given and
 * what is banked, and each partition its cap. The bank starts full. One partition's cap is never lent to another.
 *
 * @source AWS, Amazon DynamoDB Developer Guide, Burst and adaptive capacity: 300 s of unused capacity, 1000 writes a second
 * and partition. How DynamoDB divides a second is not published.
 */
export class PartitionedStore {
  private readonly table: PartitionedTable;
  private readonly usedByPartition: Float64Array;
  private second = 0;
  private used = 0;
  private bank: number;

  constructor(table: PartitionedTable) {
    this.table = table;
    this.usedByPartition = new Float64Array(table.partitions);
    this.bank = table.provisionedPerSec * table.bankSec;
  }

  /** Units banked before the present second began. */
  get banked(): number {
    return this.bank;
  }

  /**
   * @param nowUs      whole microseconds, never before the call before
   * @param partition  0 to partitions - 1
   * @param units      what the request costs, > 0
   * @returns true when it is served; a request that is throttled costs nothing
   */
  admit(nowUs: number, partition: number, units: number): boolean {
    this.passTo(Math.floor(nowUs / SECOND_US));
    const { provisionedPerSec, partitionCapPerSec } = this.table;
    const usedHere = this.usedByPartition[partition]! + units;
    if (usedHere > partitionCapPerSec || this.used + units > provisionedPerSec + this.bank) return false;
    this.usedByPartition[partition] = usedHere;
    this.used += units;
    return true;
  }

  state(codec: StateCodec): void {
    const restored = codec.float64s(this.usedByPartition, this.usedByPartition.length);
    if (codec.restoring) this.usedByPartition.set(restored);
    this.second = codec.number(this.second);
    this.used = codec.number(this.used);
    this.bank = codec.number(this.bank);
  }

  private passTo(second: number): void {
    if (second === this.second) return;
    const { provisionedPerSec, bankSec } = this.table;
    const givenUnits = (second - this.second) * provisionedPerSec;
    this.bank = Math.min(provisionedPerSec * bankSec, this.bank + givenUnits - this.used);
    this.second = second;
    this.used = 0;
    this.usedByPartition.fill(0);
  }
}
