/** @module Weighted bill: one tenant's part of a table's bill when a write costs a multiple of a read. */

/** Requests of one tenant. */
export interface ReadsAndWrites {
  readonly reads: number;
  readonly writes: number;
}

/**
 * @param own           the tenant's requests
 * @param all           everybody's, its own included
 * @param writePerRead  cost of a write over cost of a read, > 0
 * @returns share of the bill, 0..1
 * @source AWS SaaS workshop, lab 7 (tenant usage and cost): read and write capacity units are priced apart
 */
export function shareOfBill(own: ReadsAndWrites, all: ReadsAndWrites, writePerRead: number): number {
  return (own.reads + writePerRead * own.writes) / (all.reads + writePerRead * all.writes);
}
