/** @module How long banked credit carries a demand above what is provisioned, and where one hot partition throttles a table. */

/** A table with credit; units per second. */
export interface BurstCredit {
  readonly provisionedPerSec: number;
  /** Credit is what was provisioned and not used in so many seconds. */
  readonly bankSec: number;
}

/** @returns units in a full bank */
export function bankUnits({ provisionedPerSec, bankSec }: BurstCredit): number {
  return provisionedPerSec * bankSec;
}

/**
 * @param demandPerSec  steady demand
 * @returns seconds until a full bank is used up; Infinity when demand does not exceed what is provisioned
 * @source AWS re:Post, DynamoDB with spiky workloads: 150 * 300 / (200 - 150) = 900 s
 */
export function burstSeconds(credit: BurstCredit, demandPerSec: number): number {
  const excess = demandPerSec - credit.provisionedPerSec;
  return excess > 0 ? bankUnits(credit) / excess : Number.POSITIVE_INFINITY;
}

/**
 * @param partitionCapPerSec  units a second of one partition
 * @param hotShare            share of all demand that goes to the hottest partition, > 0
 * @returns demand of the whole table beyond which the hot partition throttles
 * @source AWS, Amazon DynamoDB Developer Guide, Designing partition keys: 1000 writes a second and partition
 */
export function hotPartitionCeiling(partitionCapPerSec: number, hotShare: number): number {
  return partitionCapPerSec / hotShare;
}
