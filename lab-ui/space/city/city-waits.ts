/** @module Waits of the city: how long a newcomer of each tenant would stand in line at each tier now, and what is struck there. */
import type { PoolView, StationView, TopologyView } from '../../../sim-engine/model/topology.ts';
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

/** Where a tenant lives at one tier: the pool, the engines behind it, and what a fault has struck of them. */
interface Home {
  readonly tier: Column;
  readonly pool: PoolView | null;
  readonly all: readonly PoolView[];
  readonly struck: string;
}

const homes = new WeakMap<TopologyView, readonly (readonly Home[])[]>();

/** Looked up with every frame, and changes only with the topology. */
function homesOf(topology: TopologyView, tenants: number): readonly (readonly Home[])[] {
  const known =
    homes.get(topology) ??
    Array.from({ length: tenants }, (_, tenant) => STOREYS.map((tier) => homeOf(topology, tier, tenant)));
  homes.set(topology, known);
  return known;
}

function homeOf(topology: TopologyView, tier: Column, tenant: number): Home {
  const pool = topology.pools.find((other) => other.tier === tier && other.tenants.includes(tenant)) ?? null;
  if (!pool) return { tier, pool, all: [], struck: '' };
  const all = [pool, ...(tier === 'database' ? enginesOf(topology, pool) : [])];
  const struck = all.flatMap(({ stations }) =>
    stations
      .filter((station) => station.health !== undefined)
      .map((station) => `${station.id} ${healthWords(station)}`),
  );
  return { tier, pool, all, struck: struck.join(', ') };
}

function storeyOf(data: BenchData, { tier, pool, all, struck }: Home, tenant: number): Storey {
  return {
    tier,
    pool,
    // A query stands in line for a connection, then for a core, then for IO.
    waitUs: all.reduce((sum, part) => sum + poolUs(data, part, tenant), 0),
    waiting: pool ? stationsOf(data, pool).reduce((sum, state) => sum + (state?.waiting ?? 0), 0) : 0,
    struck,
  };
}

const kept = new WeakMap<BenchData, readonly Tower[]>();

/** @returns every tenant's tower, in the order of the scenario; the city, its plan and its words ask in the same frame */
export function towersOf(data: BenchData): readonly Tower[] {
  const known = kept.get(data) ?? towersNow(data);
  kept.set(data, known);
  return known;
}

function towersNow(data: BenchData): readonly Tower[] {
  const count = data.scenario.tenants.length;
  const nowhere = STOREYS.map((tier): Home => ({ tier, pool: null, all: [], struck: '' }));
  const all = data.topology ? homesOf(data.topology, count) : [];
  return data.scenario.tenants.map((_, tenant) => {
    const storeys = (all[tenant] ?? nowhere).map((home) => storeyOf(data, home, tenant));
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
