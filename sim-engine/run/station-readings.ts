/** @module Station readings: exact sums that every station has measured since time 0, for the laws that they must obey. */
import { TIERS, type TierId } from '../model/topology.ts';
import { PLACED } from '../system/pool.ts';
import type { SaasSystem } from '../system/saas-system.ts';

/** One station up to now; both sides of Little's law are kept apart, so that one can check the other. */
export interface StationReading {
  readonly tier: TierId;
  /** Index of its pool. */
  readonly pool: number;
  readonly servers: number;
  /** Requests here now, in service included. */
  readonly present: number;
  /** Services begun, and requests turned away. */
  readonly started: number;
  readonly rejected: number;
  /** Busy servers integrated over time, server-microseconds. */
  readonly busyUs: number;
  /** Number present integrated over time, request-microseconds. */
  readonly presentUs: number;
  /** Sum of the times between entering and leaving, of those that left, microseconds. */
  readonly sojournUs: number;
}

/** @returns stations of all pools that were ever built, in the order in which they were */
export function stationReadings({ world }: SaasSystem): readonly StationReading[] {
  return world.stations.map((station) => {
    const { measure } = station;
    measure.elapse(world.nowUs, station.outstanding, station.busy);
    const pool = world.pools[station.pool]!;
    return {
      tier: tierOf(pool.tier, pool.stations.indexOf(station)),
      pool: pool.index,
      servers: station.servers,
      present: station.outstanding,
      started: measure.started,
      rejected: measure.rejected,
      busyUs: measure.busyUs,
      presentUs: measure.presentUs,
      sojournUs: measure.sojournUs,
    };
  });
}

function tierOf(tier: number, at: number): TierId {
  if (tier === PLACED.database) return at === 0 ? 'database-cpu' : 'database-io';
  if (tier === PLACED.connections) return 'database';
  return tier === PLACED.app ? 'app' : tier === PLACED.jobs ? 'jobs' : TIERS[1];
}
