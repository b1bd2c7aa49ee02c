/** @module What was built after time 0, in order: what a restored run has to build again. */
import type { ClientRecord } from './clients.ts';
import type { PoolRecord } from './placement.ts';

/** One thing built. */
export type BuildRecord =
  | { readonly type: 'pool'; readonly pool: PoolRecord }
  | { readonly type: 'noise'; readonly number: number }
  | { readonly type: 'client'; readonly client: ClientRecord }
  | { readonly type: 'lock' }
  | { readonly type: 'fault'; readonly number: number }
  | { readonly type: 'rebalance'; readonly policy: string };
