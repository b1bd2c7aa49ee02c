/**
 * @module Fault parts: what can be struck at a tier. An app instance is a station, a worker one server of the queue's, a
 * database unit its cores and its IO channel. Parts are numbered over all pools of a tier that stand, those that serve somebody
 * first, in the order in which they were built.
 */
import type { FaultTier } from '../model/scenario.ts';
import { PLACED, type Pool } from './pool.ts';
import type { Station } from './station.ts';
import type { World } from './world.ts';

/** Servers of a station that go down, slow down and come back together. */
export interface ServerRange {
  readonly station: number;
  readonly first: number;
  readonly count: number;
}

/** One part: everything that is struck with it. */
export interface Part {
  readonly name: string;
  readonly ranges: readonly ServerRange[];
}

const PLACES: Readonly<Record<FaultTier, number>> = { app: PLACED.app, database: PLACED.database, jobs: PLACED.jobs };

/**
 * @param tier          which parts
 * @param coresPerUnit  cores of a database unit
 * @param tenant        only parts of pools on which this tenant is placed; -1 for all
 */
export function partsOf(world: World, tier: FaultTier, coresPerUnit: number, tenant: number): Part[] {
  const place = PLACES[tier];
  const pools = world.pools.filter(
    (pool) => !pool.retired && pool.tier === place && (tenant < 0 || world.placement[place]![tenant] === pool),
  );
  // What is only finishing old work comes last: it is soon gone, and so would be the fault.
  const serving = pools.filter((pool) => pool.placed > 0);
  const others = pools.filter((pool) => pool.placed === 0);
  return [...serving, ...others].flatMap((pool) => {
    if (tier === 'app') return pool.stations.map((station) => ({ name: station.id, ranges: [wholeOf(station)] }));
    return tier === 'jobs' ? workersOf(pool) : unitsOf(pool, coresPerUnit);
  });
}

/** @returns all servers of a station */
export function wholeOf(station: Station): ServerRange {
  return { station: station.index, first: 0, count: station.servers };
}

function workersOf(pool: Pool): Part[] {
  const { index, id } = pool.stations[0]!;
  return Array.from({ length: pool.units }, (_, worker) => ({
    name: `${id} worker ${worker + 1}`,
    ranges: [{ station: index, first: worker, count: 1 }],
  }));
}

function unitsOf(pool: Pool, coresPerUnit: number): Part[] {
  const [cpu, io] = pool.stations;
  return Array.from({ length: pool.units }, (_, unit) => ({
    name: `${cpu!.id.replace(/-cpu$/, '')} unit ${unit + 1}`,
    ranges: [
      { station: cpu!.index, first: unit * coresPerUnit, count: coresPerUnit },
      { station: io!.index, first: unit, count: 1 },
    ],
  }));
}
