/** @module Pool sizing: what a group's share of a tier comes to in whole units, and what it costs. */
import type { AutoscalingSpec } from '../model/autoscaling.ts';
import type { SystemSpec } from '../model/scenario.ts';
import { PLACED } from './pool.ts';

/** Units of a pool and the waiting room in front of it. */
export interface PoolSize {
  readonly units: number;
  readonly waitingMax: number;
  readonly priceMicroUsdPerHour: number;
}

/** A share is a quotient of small whole numbers: what lies this little above a whole unit is rounding. */
const ROUNDING = 1e-9;

function portion(total: number, share: number, least: number): number {
  return Math.max(least, Math.ceil(total * share - ROUNDING));
}

/**
 * @param system  the shared system
 * @param tier    one of `PLACED`
 * @param share   part of the system's capacity, 0..1
 */
export function poolSize(system: SystemSpec, tier: number, share: number): PoolSize {
  switch (tier) {
    case PLACED.app: {
      const units = portion(system.app.instances, share, system.app.instancesMin);
      return { units, waitingMax: 0, priceMicroUsdPerHour: units * system.app.priceMicroUsdPerHour };
    }
    case PLACED.cache: {
      const units = portion(system.cache.entries, share, system.cache.entriesMin);
      const price = Math.round((units * system.cache.priceMicroUsdPerHourPer1000) / 1000);
      return { units, waitingMax: 0, priceMicroUsdPerHour: price };
    }
    case PLACED.connections: {
      const units = portion(system.connections.count, share, system.connections.countMin);
      return { units, waitingMax: portion(system.connections.waitingMax, share, 1), priceMicroUsdPerHour: 0 };
    }
    case PLACED.database: {
      const units = portion(system.database.units, share, system.database.unitsMin);
      const price = system.database.basePriceMicroUsdPerHour + units * system.database.unitPriceMicroUsdPerHour;
      return { units, waitingMax: 0, priceMicroUsdPerHour: price };
    }
    default: {
      const units = portion(system.jobs.workers, share, system.jobs.workersMin);
      return {
        units,
        waitingMax: portion(system.jobs.waitingMax, share, 1),
        priceMicroUsdPerHour: units * system.jobs.priceMicroUsdPerHour,
      };
    }
  }
}

/**
 * @param spec   how the tier scales, sized as one whole
 * @param share  part of the system's capacity, 0..1
 * @param least  fewest instances of a pool of its own
 * @returns fewest and most instances of a pool
 */
export function scaleSize(spec: AutoscalingSpec, share: number, least: number): { min: number; max: number } {
  return { min: portion(spec.instancesMin, share, least), max: portion(spec.instancesMax, share, least) };
}
