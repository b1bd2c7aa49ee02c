/** @module What the servers of each tier have done since time 0. */
import type { SpanTier } from '../grading/span.ts';
import { MEASURED_TIERS, type MeasuredTier } from '../model/objective.ts';
import { PLACED } from '../system/pool.ts';
import type { SaasSystem } from '../system/saas-system.ts';
import type { Station } from '../system/station.ts';

/** A tier's sums, and the longest line that any of its stations has had. */
export interface TierReading extends SpanTier {
  readonly waitingMax: number;
}

/** @returns every tier by its name */
export function tierReadings(system: SaasSystem): Record<MeasuredTier, TierReading> {
  const { world } = system;
  const inTier = (tier: number) => (station: Station) => world.pools[station.pool]!.tier === tier;
  const part = (at: number) => (station: Station) =>
    world.pools[station.pool]!.tier === PLACED.database && world.pools[station.pool]!.stations[at] === station;
  return {
    app: reading(system, inTier(PLACED.app)),
    database: reading(system, inTier(PLACED.connections)),
    'database-cpu': reading(system, part(0)),
    'database-io': reading(system, part(1)),
    jobs: reading(system, inTier(PLACED.jobs)),
  };
}

/** @returns the sums alone, in the order of {@link MEASURED_TIERS} */
export function tierSums(system: SaasSystem): SpanTier[] {
  const readings = tierReadings(system);
  return MEASURED_TIERS.map((tier) => {
    const { busyUs, presentUs, availableUs } = readings[tier];
    return { busyUs, presentUs, availableUs };
  });
}

function reading({ world }: SaasSystem, belongs: (station: Station) => boolean): TierReading {
  let busyUs = 0;
  let presentUs = 0;
  let availableUs = 0;
  let waitingMax = 0;
  for (const station of world.stations) {
    if (!belongs(station)) continue;
    const pool = world.pools[station.pool]!;
    const until = pool.retired ? pool.retiredUs : world.nowUs;
    station.measure.elapse(world.nowUs, station.outstanding, station.busy);
    busyUs += station.measure.busyUs;
    presentUs += station.measure.presentUs;
    if (pool.scale === null) availableUs += station.servers * (until - pool.createdUs);
    else if (station === pool.stations[0]) availableUs += pool.scale.ableUs(until);
    waitingMax = Math.max(waitingMax, station.measure.waitingMax);
  }
  return { busyUs, presentUs, availableUs, waitingMax };
}
