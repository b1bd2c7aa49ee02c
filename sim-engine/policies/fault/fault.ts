/** @module The fault interface: what happens to a part, and what it is like from then on until it is as before. */
import type { Definition, ParamValues } from '../../model/registry.ts';
import type { FaultTier } from '../../model/scenario.ts';

/** What a part is like for a while. */
export interface FaultPhase {
  /** When it begins, microseconds after the part was struck, whole, >= 0. */
  readonly afterUs: number;
  /**
   * `down`: it answers nobody, and what it had is lost; `stalled`: it stands still with all it has; `slow`: services take
   * `slowdown` times as long; `well`: as before.
   */
  readonly state: 'down' | 'stalled' | 'slow' | 'well';
  /** Factor on service times, >= 1; 1 unless slow. */
  readonly slowdown: number;
  /** True when balancers know by now and send nothing more. */
  readonly known: boolean;
}

/** What a kind strikes. */
export type FaultAim =
  /** So many instances, database units or workers of one tier. */
  | 'parts'
  /** Every n-th part of every tier at once. */
  | 'zone'
  /** Whatever serves the deadly work of one tenant. */
  | 'tenant';

/** Work that kills what serves it. */
export type Bait =
  | { readonly kind: 'messages'; readonly count: number; readonly workUs: number }
  | { readonly kind: 'queries'; readonly ratePerSec: number; readonly workUs: number };

/** A kind of fault. */
export interface FaultKind extends Definition {
  readonly aim: FaultAim;
  /** Tiers that it may be aimed at; the others aim by themselves. */
  readonly tiers: readonly FaultTier[];
  /**
   * @param params  every parameter of the definition
   * @param forUs   how long the fault lasts, microseconds
   * @returns what a part that is struck goes through, in order: first at 0, last `well`
   */
  phases(params: ParamValues, forUs: number): readonly FaultPhase[];
  /** @returns the deadly work that the tenant sends, or null for kinds that strike by themselves */
  bait(params: ParamValues): Bait | null;
  /** @returns number of zones of a kind that strikes one of them, else 0 */
  zones(params: ParamValues): number;
}

/** @returns a kind that strikes parts by itself */
export function onParts(fields: Omit<FaultKind, 'aim' | 'bait' | 'zones'>): FaultKind {
  return { ...fields, aim: 'parts', bait: () => null, zones: () => 0 };
}
