/** @module Topology: which pools stand at each tier right now, and who is placed on them. */
import type { Choice } from './registry.ts';

/** Tier ids, in the order in which a request meets them. */
export const TIERS = ['app', 'cache', 'database', 'database-cpu', 'database-io', 'jobs'] as const;

/** One of the tiers. */
export type TierId = (typeof TIERS)[number];

/** Servers beside each other that a fault has struck, and how they fare. */
export interface ServerHealth {
  /** Number of the first of them, from 0. */
  readonly first: number;
  readonly count: number;
  readonly state: 'down' | 'stalled' | 'slow';
  /** Factor on service times, > 1; 1 unless slow. */
  readonly slowdown: number;
}

/** One station of a pool: servers and a queue. */
export interface StationView {
  /** Index in the frame's station list. */
  readonly index: number;
  readonly id: string;
  readonly servers: number;
  /** Most requests that may stand here, in service included; 0 when there is no bound. */
  readonly bound: number;
  readonly discipline: string;
  /** Absent while it takes work. */
  readonly phase?: 'booting' | 'draining';
  /** Servers that are not well, in order; absent when all are. */
  readonly health?: readonly ServerHealth[];
}

/** One pool: stations (or a cache) that serve a set of tenants. */
export interface PoolView {
  readonly index: number;
  readonly id: string;
  readonly tier: TierId;
  /** Tenant indices placed here now. */
  readonly tenants: readonly number[];
  /** True when nobody is placed here any more and what was in flight is finishing. */
  readonly draining: boolean;
  readonly stations: readonly StationView[];
  /** Entries, for a cache pool; otherwise 0. */
  readonly cacheEntries: number;
  /** Index in the frame's cache list, or -1. */
  readonly cacheIndex: number;
  /** Only where the number of instances changes. */
  readonly scaling?: {
    readonly min: number;
    readonly max: number;
    readonly ready: number;
    readonly booting: number;
    readonly draining: number;
  };
}

/**
 * How far a tenant's move is: its data is copied, what was written meanwhile is copied again, its writes stand still for the
 * rest, and a part is compared.
 */
export type MoveStage = 'waiting' | 'copying' | 'catching-up' | 'frozen' | 'verifying';

/** One tenant on its way to another database. */
export interface MoveView {
  readonly tenant: number;
  /** Part of the data that is the same on both sides, 0..1. */
  readonly doneShare: number;
  readonly waiting: boolean;
  readonly stage: MoveStage;
  /** 0 for the copy of everything, then 1 for each time that the rest was copied again. */
  readonly round: number;
}

/** Everything that stands, with the model that put it there. */
export interface TopologyView {
  /** Rises with every change. */
  readonly version: number;
  readonly isolation: string;
  /** When the current model was switched on, microseconds. */
  readonly isolationSinceUs: number;
  /** Model before, or empty. */
  readonly isolationBefore: string;
  readonly balancing: string;
  /** Rows of the drawing: tenants that share an app pool. */
  readonly rows: readonly { readonly title: string; readonly tenants: readonly number[] }[];
  readonly pools: readonly PoolView[];
  /** Price of everything that stands, micro-dollars per hour. */
  readonly priceMicroUsdPerHour: number;
  /** Limit per tenant, or null where none holds. */
  readonly limits: readonly (Choice | null)[];
  /** Data still to be copied, per moving tenant. */
  readonly moves: readonly MoveView[];
}
