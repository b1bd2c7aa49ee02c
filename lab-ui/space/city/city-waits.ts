/** @module Waits of the city: how long a newcomer of each tenant would stand in line at each tier now, and what is struck there. */
import type { PoolView, StationView } from '../../../sim-engine/model/topology.ts';
import type { StationState } from '../../../sim-engine/protocol/frame-codec.ts';
import { type Column, enginesOf } from '../../scene/places.ts';
import { stationsOf } from '../../scene/readings.ts';
import type { BenchData } from '../../state/bench-data.ts';
import { healthWords } from '../../text/health-words.ts';

/** Tiers as storeys, from the ground up. Jobs are on top: no answer waits for them. */
export const STOREYS = ['database', 'cache', 'app', 'jobs'] as const satisfies readonly Column[];

/** One tier of one tenant at this instant. */
export interface Storey {
  readonly tier: Column;
  readonly pool: PoolView | null;
  /** How long whoever has waited longest in the tenant's line has waited, microseconds. */
  readonly waitUs: number;
  /** Requests of everybody in the pool's own lines, exact. */
  readonly waiting: number;
  /** What a fault has struck here; empty when all is well. */
  readonly struck: string;
}

/** One tenant's storeys, from the ground up. */
export interface Tower {
  readonly tenant: number;
  readonly storeys: readonly Storey[];
  /** Sum over the tiers that an answer passes, microseconds: jobs are left out. */
  readonly waitUs: number;
}

/**
 * Who comes now stands behind whoever waits: the longest wait so far is what a first-come line lets a newcomer expect. Other
 * lines let those pass who have nobody waiting; they expect none.
 */
function lineUs(station: StationView, state: StationState | undefined, tenant: number): number {
  if (!state || state.waiting === 0) return 0;
  const isListed = state.queue.length < state.waiting || state.queue.includes(tenant);
  return station.discipline === 'fifo' || isListed ? state.longestWaitUs : 0;
}

/** The worst of a pool's stations: nobody knows to which the balancer will send a newcomer. */
function poolUs(data: BenchData, pool: PoolView, tenant: number): number {
  const states = stationsOf(data, pool);
  return Math.max(0, ...pool.stations.map((station, at) => lineUs(station, states[at], tenant)));
}

function storeyOf(data: BenchData, tier: Column, tenant: number): Storey {
  const pools = data.topology?.pools ?? [];
  const pool = pools.find((other) => other.tier === tier && other.tenants.includes(tenant)) ?? null;
  if (!pool || !data.topology) return { tier, pool: null, waitUs: 0, waiting: 0, struck: '' };
  const engines = tier === 'database' ? enginesOf(data.topology, pool) : [];
  const all = [pool, ...engines];
  const struck = all.flatMap(({ stations }) =>
    stations
      .filter((station) => station.health !== undefined)
      .map((station) => `${station.id} ${healthWords(station)}`),
  );
  return {
    tier,
    pool,
    // A query stands in line for a connection, then for a core, then for IO.
    waitUs: all.reduce((sum, part) => sum + poolUs(data, part, tenant), 0),
    waiting: stationsOf(data, pool).reduce((sum, state) => sum + (state?.waiting ?? 0), 0),
    struck: struck.join(', '),
  };
}

/** @returns every tenant's tower, in the order of the scenario */
export function towersOf(data: BenchData): readonly Tower[] {
  return data.scenario.tenants.map((_, tenant) => {
    const storeys = STOREYS.map((tier) => storeyOf(data, tier, tenant));
    return {
      tenant,
      storeys,
      waitUs: storeys.reduce((sum, { tier, waitUs }) => sum + (tier === 'jobs' ? 0 : waitUs), 0),
    };
  });
}

const AXIS_ENDS_US = [1e6, 2e6, 5e6, 10e6, 20e6, 50e6, 100e6];

/** @returns end of the height axis, microseconds: the same for the whole city, so that heights can be compared */
export function axisEndUs(towers: readonly Tower[]): number {
  const tallest = Math.max(0, ...towers.map(({ storeys }) => storeys.reduce((sum, { waitUs }) => sum + waitUs, 0)));
  return AXIS_ENDS_US.find((end) => tallest <= end) ?? tallest;
}
