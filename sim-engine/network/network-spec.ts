/** @module What a program says to build a network of stations from plain objects. */
import type { Choice, ParamValues } from '../model/registry.ts';

/** One station. */
export interface NetworkStation {
  readonly id: string;
  readonly servers: number;
  /** Most requests that may stand here, in service included; absent: no bound. */
  readonly bound?: number;
  /** Registry id and parameters; absent: FIFO. */
  readonly discipline?: Choice;
}

/** Work of one visit. */
export interface NetworkDemand {
  readonly law: string;
  readonly meanUs: number;
  readonly params?: ParamValues;
  /** Table of the law, row by row, where it takes one. */
  readonly table?: readonly number[];
}

/** One step of a route. */
export type NetworkStep =
  | {
      /** One station, or several among which a balancing policy picks. */
      readonly visit: string | readonly string[];
      readonly balancing?: string;
      readonly demand: NetworkDemand;
    }
  | {
      /** Goes on at another step (or ends) with this probability, else at the next one. */
      readonly branch: number;
      /** Index of a step, or `end`. */
      readonly to: number | 'end';
    };

/** A stream of requests of one tenant along one route. */
export interface NetworkRoute {
  readonly tenant: string;
  readonly arrivals: Choice;
  readonly steps: readonly NetworkStep[];
  /** Arrivals stop here, microseconds; absent: never. */
  readonly untilUs?: number;
}

/** A whole model. */
export interface NetworkSpec {
  readonly seed: number;
  readonly stations: readonly NetworkStation[];
  readonly routes: readonly NetworkRoute[];
  /** Weights under fair disciplines, by tenant; absent: 1. */
  readonly weights?: Readonly<Record<string, number>>;
  /** Latency within which a completion counts as good, microseconds; absent: any. */
  readonly sloUs?: number;
  /** Token bucket per tenant at the edge. */
  readonly limits?: Readonly<Record<string, { readonly ratePerSec: number; readonly burst: number }>>;
  /** Keep every latency and wait, for exact percentiles (memory grows with the run). */
  readonly keepLatencies?: boolean;
  /** Keep the distribution of the number present at each station. */
  readonly trackDistribution?: boolean;
  /** Fold every request's inputs into its tenant's arrival digest (default true). */
  readonly traceInputs?: boolean;
  /** Keep the number present per station and tenant, integrated over time. */
  readonly trackTenants?: boolean;
}

/** Statistics of one station since the last reset; times in microseconds. */
export interface NetworkStationStats {
  readonly served: number;
  readonly rejected: number;
  readonly utilisation: number;
  /** Time averages, the ones in service included (L) and not (Lq). */
  readonly presentMean: number;
  readonly waitingMean: number;
  readonly waitingMax: number;
  readonly delayedShare: number;
  readonly waitMeanUs: number;
  /** Integral of the number present, and the sum of sojourns of those that left: Little's law compares them. */
  readonly presentAreaUs: number;
  readonly sojournSumUs: number;
  /** Time spent with n present, as shares; empty unless tracked. */
  readonly distribution: readonly number[];
  /** Per tenant, unless not tracked. */
  readonly tenants: Readonly<Record<string, { readonly presentAreaUs: number; readonly sojournSumUs: number }>>;
}

/** Statistics of one tenant since the last reset. */
export interface NetworkTenantStats {
  readonly arrived: number;
  readonly completed: number;
  readonly rejected: number;
  readonly inFlight: number;
  readonly latencyMeanUs: number;
  readonly waitMeanUs: number;
  readonly latencyUs: (share: number) => number;
  /** Share of the completed requests that had waited longer than so many microseconds; NaN unless latencies are kept. */
  readonly waitExceedsShare: (us: number) => number;
  /** Integral of the number in the system, and the sum of sojourns of those that left. */
  readonly presentAreaUs: number;
  readonly sojournSumUs: number;
  readonly latencyDigest: string;
  readonly arrivalDigest: string;
}
