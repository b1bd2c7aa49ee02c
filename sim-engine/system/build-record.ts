/** @module What a restored run has to build again, in order, and the limits that it puts in force again. */
import type { PoolRecord } from './placement.ts';

/** A rate limit of one tenant. */
export interface TenantLimit {
  readonly ratePerSec: number;
  readonly burst: number;
}

/** What was built after time 0. */
export type BuildRecord =
  | { readonly type: 'pool'; readonly pool: PoolRecord }
  | { readonly type: 'noise'; readonly number: number }
  | { readonly type: 'fault'; readonly number: number }
  | { readonly type: 'rebalance'; readonly policy: string };
