/** @module Pool: the instances (or the cache) of one tier that serve one group of tenants. */
import type { StateCodec } from '../kernel/state-codec.ts';
import type { Choice } from '../model/registry.ts';
import type { Balancer } from '../policies/balancing/balancing.ts';
import type { Cache } from '../policies/eviction/eviction.ts';
import type { BufferPool } from './buffer-pool.ts';
import type { Partitions } from './partitions.ts';
import type { PoolScale } from './pool-scale.ts';
import type { Station } from './station.ts';

/** Tiers in the placement table. */
export const enum PLACED {
  app = 0,
  cache = 1,
  connections = 2,
  database = 3,
  jobs = 4,
}

/** Number of tiers in the placement table of the SaaS system. */
export const PLACED_COUNT = 5;

/** One pool; the parts that a kind of pool does not have are empty or null. */
export class Pool {
  readonly index: number;
  readonly tier: number;
  readonly title: string;
  readonly stations: readonly Station[];
  /** Those of the stations that take new work. */
  ready: readonly Station[];
  /** How many of its instances stand, where that changes; or null. */
  readonly scale: PoolScale | null;
  balancer: Balancer | null;
  readonly cache: Cache | null;
  /** Pages in memory, of a database that has a buffer pool; or null. */
  readonly buffer: BufferPool | null;
  /** IO credit, of a database that has partitions; or null. */
  readonly partitions: Partitions | null;
  /** Database pool behind a connection pool, or -1. */
  readonly engine: number;
  /** Capacity in the tier's units when it was built: instances, entries, connections, database units, workers. */
  readonly units: number;
  priceMicroUsdPerHour: number;
  readonly createdUs: number;
  /** Tenants that the pool was made for. */
  readonly group: readonly number[];
  /** Part of the servers that one tenant may hold at once, or null for no cap. */
  readonly capShare: number | null;
  /** Balancing that the isolation model brings, which the learner's choice does not change; or null. */
  readonly ownBalancing: Choice | null;
  /** Discipline that it keeps while it stands, or null where it may change. */
  readonly discipline: Choice | null;
  /** Tenants whose requests go here now. */
  placed = 0;
  /** Tenants that will come here once their data is copied. */
  expected = 0;
  /** Connection pools whose engine this is and that still stand, and copies that read or write here. */
  users = 0;
  /** When the pool was taken down, or -1. */
  retiredUs = -1;
  /** Work done here per tenant: what a shared bill is divided by. */
  readonly usage: Float64Array;

  constructor(
    fields: Pick<
      Pool,
      | 'index'
      | 'tier'
      | 'title'
      | 'stations'
      | 'balancer'
      | 'cache'
      | 'engine'
      | 'units'
      | 'priceMicroUsdPerHour'
      | 'createdUs'
      | 'group'
    > &
      Partial<Pick<Pool, 'capShare' | 'ownBalancing' | 'discipline' | 'scale' | 'buffer' | 'partitions'>> & {
        readonly tenants: number;
      },
  ) {
    this.index = fields.index;
    this.tier = fields.tier;
    this.title = fields.title;
    this.stations = fields.stations;
    this.scale = fields.scale ?? null;
    this.ready = this.scale?.readyStations() ?? fields.stations;
    this.balancer = fields.balancer;
    this.cache = fields.cache;
    this.buffer = fields.buffer ?? null;
    this.partitions = fields.partitions ?? null;
    this.engine = fields.engine;
    this.units = fields.units;
    this.priceMicroUsdPerHour = fields.priceMicroUsdPerHour;
    this.createdUs = fields.createdUs;
    this.group = fields.group;
    this.capShare = fields.capShare ?? null;
    this.ownBalancing = fields.ownBalancing ?? null;
    this.discipline = fields.discipline ?? null;
    this.usage = new Float64Array(fields.tenants);
  }

  get retired(): boolean {
    return this.retiredUs >= 0;
  }

  /** True when nobody is placed here or on the way, and nothing is left in flight. */
  get idle(): boolean {
    if (this.placed > 0 || this.expected > 0 || this.users > 0) return false;
    for (const station of this.stations) if (station.outstanding > 0) return false;
    return true;
  }

  /** The parts that change; stations are saved by the world, structure by the placement. */
  state(codec: StateCodec): void {
    this.placed = codec.number(this.placed);
    this.expected = codec.number(this.expected);
    this.users = codec.number(this.users);
    this.retiredUs = codec.number(this.retiredUs);
    const usage = codec.float64s(this.usage, this.usage.length);
    if (codec.restoring) this.usage.set(usage);
    this.balancer?.state(codec);
    if (this.scale !== null) {
      this.scale.state(codec);
      this.priceMicroUsdPerHour = this.scale.standing * this.scale.terms.priceMicroUsdPerHour;
      this.ready = this.scale.readyStations();
    }
    this.cache?.state(codec);
    this.buffer?.state(codec);
    this.partitions?.state(codec);
  }
}
