/** @module Pairing: two sides, the tenants they share, whose arrivals are common, and the draws that intervals come from. */
import { StreamBank } from '../kernel/random-stream.ts';
import { planBlocks } from '../statistics/block-plan.ts';
import { type Resampling, resample } from '../statistics/resampling.ts';
import type { RunRequests } from './compare-requests.ts';
import type { Side } from './sides.ts';

/** Draws of the bootstrap: the deviation they give is itself right to 4 %. */
export const DRAWS = 400;
/** The draws are part of the method, not of the runs: the same two records always give the same intervals. */
const BOOTSTRAP_SEED = 20_240_229;

/** Two sides, ready to be compared. */
export interface Pairing {
  readonly a: Side;
  readonly b: Side;
  /** Ids of the tenants that both have. */
  readonly shared: readonly string[];
  /** Those of them to whom the very same requests arrived. */
  readonly common: readonly string[];
  /** True when requests are compared one by one. */
  readonly paired: boolean;
  readonly resampling: { readonly a: Resampling; readonly b: Resampling };
}

/** @returns B beside A; every difference is B - A */
export function pairUp(a: Side, b: Side): Pairing {
  const shared = Object.keys(a.tenants).filter((id) => id in b.tenants);
  const isCommon = (id: string): boolean =>
    a.lengthUs === b.lengthUs && a.tenants[id]!.arrivalDigest === b.tenants[id]!.arrivalDigest;
  const common = shared.filter(isCommon);
  // A tenant without arrivals has the same ones under every seed.
  const paired = common.some((id) => a.tenants[id]!.log.count > 0);
  return { a, b, shared, common, paired, resampling: resamplings(a, b, paired) };
}

/** @returns the requests of some tenants, in the same order on both sides */
export function requestsOf({ a, b, resampling }: Pairing, ids: readonly string[]): { a: RunRequests; b: RunRequests } {
  const of = (side: Side, drawn: Resampling): RunRequests => ({
    resampling: drawn,
    tenants: ids.map((id) => side.tenants[id]!),
  });
  return { a: of(a, resampling.a), b: of(b, resampling.b) };
}

/** @returns true when the very same requests arrived to all of them in both */
export function areCommon({ common, paired }: Pairing, ids: readonly string[]): boolean {
  return paired && ids.every((id) => common.includes(id));
}

/** One resampling for both when they share arrivals, cut wherever one of them changes by plan; else one for each. */
function resamplings(a: Side, b: Side, paired: boolean): { a: Resampling; b: Resampling } {
  const bank = new StreamBank(BOOTSTRAP_SEED);
  const drawn = (sides: readonly Side[], name: string): Resampling => {
    const cuts = [...sides.flatMap(({ plannedUs }) => plannedUs), ...sides.flatMap(({ actedUs }) => actedUs)];
    return resample(planBlocks(sides[0]!.lengthUs, cuts), DRAWS, bank.open(`compare/${name}`));
  };
  if (!paired) return { a: drawn([a], 'a'), b: drawn([b], 'b') };
  const both = drawn([a, b], 'both');
  return { a: both, b: both };
}
