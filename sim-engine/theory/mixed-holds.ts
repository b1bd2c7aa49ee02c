/** @module A pool of connections that are held for a short time by most and for a long time by some. */

/** Requests that ask for a connection of a pool; times and rates in one unit. */
export interface MixedHolds {
  readonly arrivalRate: number;
  /** Whole number >= 1. */
  readonly connections: number;
  /** Share of the requests and mean time for which they hold. */
  readonly holds: readonly { readonly share: number; readonly mean: number }[];
}

/** @returns mean time for which a connection is held */
export function meanHold({ holds }: MixedHolds): number {
  return holds.reduce((sum, each) => sum + each.share * each.mean, 0);
}

/**
 * @returns connections that are held in the mean if there are enough, erlangs
 * @source Cooper, Introduction to Queueing Theory, 1981, section 1.4 (offered load)
 */
export function offeredErlangs(pool: MixedHolds): number {
  return pool.arrivalRate * meanHold(pool);
}

/** @returns most requests that the pool serves per unit of time */
export function poolThroughput(pool: MixedHolds): number {
  return pool.connections / meanHold(pool);
}

/** @returns least number of connections with which the line does not grow for ever: more than the offered load */
export function stablePoolSize(pool: MixedHolds): number {
  return Math.floor(offeredErlangs(pool)) + 1;
}

/** @returns how fast the line grows, requests per unit of time; 0 when the pool is large enough */
export function lineGrowth(pool: MixedHolds): number {
  return Math.max(0, pool.arrivalRate - poolThroughput(pool));
}
