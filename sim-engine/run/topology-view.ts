/** @module What stands and what happens right now, as the bench draws it. */
import { assert } from '../kernel/assert.ts';
import { type PoolView, type StationView, TIERS, type TierId, type TopologyView } from '../model/topology.ts';
import {
  type CacheState,
  IDLE,
  type StateView,
  type StationState,
  WAITING_LISTED_MAX,
} from '../protocol/frame-codec.ts';
import { PARTICLES_MAX, type Particles } from '../protocol/particle-codec.ts';
import { PLACED, type Pool } from '../system/pool.ts';
import { INSTANCE } from '../system/pool-scale.ts';
import type { SaasSystem } from '../system/saas-system.ts';
import type { Station } from '../system/station.ts';

/** Stations and caches that stand, in the order in which frames list them. */
interface Standing {
  readonly pools: readonly Pool[];
  readonly stations: readonly Station[];
  readonly caches: readonly Pool[];
}

/** @returns everything that stands, in the order of a frame's state */
export function standing(system: SaasSystem): Standing {
  const pools = system.world.pools.filter((pool) => !pool.retired);
  return {
    pools,
    stations: pools.flatMap(standingStations),
    caches: pools.filter((pool) => pool.cache !== null),
  };
}

/** @returns stations of a pool that stand: all, or those of instances that boot, work or finish their work */
function standingStations(pool: Pool): readonly Station[] {
  const { scale, stations } = pool;
  return scale === null ? stations : stations.filter((station) => scale.phaseOf(station) !== INSTANCE.off);
}

/** @returns the structure; changes only when `system.version` does */
export function topologyView(system: SaasSystem): TopologyView {
  const { scenario } = system;
  const { pools, stations, caches } = standing(system);
  const rows = system.plan().rows.map((row) => ({ title: row.title, tenants: row.tenants }));
  const views: PoolView[] = [];
  for (const pool of pools) {
    const tenants = placedOn(system, pool);
    const view = (tier: TierId, of: readonly Station[], offset: number): PoolView => ({
      index: pool.index * 2 + offset,
      id: `${pool.title} ${tier}`,
      tier,
      tenants,
      draining: tenants.length === 0 && pool.expected === 0,
      stations: of.map((station) => stationView(system, pool, station, stations.indexOf(station))),
      cacheEntries: pool.cache?.capacity ?? 0,
      cacheIndex: pool.cache === null ? -1 : caches.indexOf(pool),
      ...scalingView(pool),
    });
    if (pool.tier === PLACED.database) {
      views.push(view('database-cpu', [pool.stations[0]!], 0), view('database-io', [pool.stations[1]!], 1));
    } else views.push(view(tierId(pool.tier), standingStations(pool), 0));
  }
  // In the order in which a request meets them, whatever the order in which they were built.
  views.sort((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) || a.index - b.index);
  return {
    version: system.version,
    isolation: system.isolation.id,
    isolationSinceUs: system.isolationSinceUs,
    isolationBefore: system.isolationBefore,
    balancing: system.balancing,
    rows,
    pools: views,
    priceMicroUsdPerHour: system.cost.priceMicroUsdPerHour,
    limits: scenario.tenants.map((_, tenant) => system.limits.of(tenant)),
    moves: system.moves.views(),
  };
}

/** @returns who is where at this instant */
export function stateView(system: SaasSystem): StateView {
  const { requests } = system.world;
  const { stations, caches } = standing(system);
  const now = system.world.nowUs;
  return {
    topologyVersion: system.version,
    stations: stations.map((station): StationState => {
      const queue = station.list(WAITING_LISTED_MAX);
      let longestWaitUs = 0;
      for (const row of queue) longestWaitUs = Math.max(longestWaitUs, now - requests.enteredUs[row]!);
      return {
        servers: serversOf(system, station),
        waiting: station.waiting,
        queue: Uint16Array.from(queue, (row) => requests.tenant[row]!),
        longestWaitUs,
      };
    }),
    caches: caches.map((pool): CacheState => ({ entries: Uint32Array.from(pool.cache!.held) })),
  };
}

/** @returns who stands in line behind those that the state names, up to so many requests in all */
export function particlesView(system: SaasSystem): Particles {
  const { tenant } = system.world.requests;
  const { stations } = standing(system);
  const named = stations.reduce((sum, { busy, waiting }) => sum + busy + Math.min(waiting, WAITING_LISTED_MAX), 0);
  let left = Math.max(0, PARTICLES_MAX - named);
  const tails = stations.map((station) => {
    if (station.waiting <= WAITING_LISTED_MAX || left === 0) return new Uint16Array();
    const behind = station.list(WAITING_LISTED_MAX + left).slice(WAITING_LISTED_MAX);
    left -= behind.length;
    return Uint16Array.from(behind, (row) => tenant[row]!);
  });
  return { simulatedUs: system.world.nowUs, topologyVersion: system.version, tails };
}

/** @returns tenant in each server, or `IDLE`; servers that take no work and have none are left out */
function serversOf({ world }: SaasSystem, station: Station): Uint16Array {
  const { tenant } = world.requests;
  if (world.pools[station.pool]!.scale?.isQueue !== true)
    return Uint16Array.from(station.serving, (row) => (row < 0 ? IDLE : tenant[row]!));
  const serving = station.serving.filter((row) => row >= 0);
  return Uint16Array.from({ length: shownServers(station) }, (_, at) =>
    at < serving.length ? tenant[serving[at]!]! : IDLE,
  );
}

function shownServers(station: Station): number {
  return Math.max(station.open, station.busy);
}

function scalingView({ scale }: Pool): Pick<PoolView, 'scaling'> {
  if (scale === null) return {};
  const { ready, booting, draining, terms } = scale;
  return { scaling: { min: terms.min, max: terms.max, ready, booting, draining } };
}

function phaseView({ scale }: Pool, station: Station): Pick<StationView, 'phase'> {
  const phase = scale?.phaseOf(station) ?? INSTANCE.ready;
  if (phase === INSTANCE.ready) return {};
  return { phase: phase === INSTANCE.booting ? 'booting' : 'draining' };
}

function stationView({ faults }: SaasSystem, pool: Pool, station: Station, index: number): StationView {
  assert(index >= 0, `station ${station.id} does not stand`);
  const health = faults.healthOf(station);
  return {
    index,
    id: station.id,
    servers: pool.scale?.isQueue === true ? shownServers(station) : station.servers,
    bound: station.bound,
    discipline: station.disciplineId,
    ...phaseView(pool, station),
    ...(health.length === 0 ? {} : { health }),
  };
}

function placedOn(system: SaasSystem, pool: Pool): number[] {
  const tenants: number[] = [];
  system.world.placement[pool.tier]!.forEach((placed, tenant) => {
    if (placed === pool) tenants.push(tenant);
  });
  return tenants;
}

function tierId(tier: number): TierId {
  if (tier === PLACED.app) return 'app';
  if (tier === PLACED.cache) return 'cache';
  if (tier === PLACED.connections) return 'database';
  assert(tier === PLACED.jobs, `tier ${tier} is drawn in parts`);
  return 'jobs';
}
