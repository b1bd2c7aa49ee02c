/** @module What a frame holds: the state of the system at an instant, and what was measured since the frame before. */

/** First byte of every packet. */
export const FRAME_MAGIC = 0x7e;
/** Rises whenever the layout changes. */
export const FRAME_VERSION = 2;
/** Simulated time that one tick covers, microseconds. */
export const TICK_US = 500_000;
/** Bins of the latency histogram in a tick: `HEAT_BINS_PER_DECADE` per decade from `HEAT_MIN_US`. */
export const HEAT_BINS = 40;
export const HEAT_BINS_PER_DECADE = 10;
/** Lower edge of the first bin, microseconds; latencies below fall into bin 0, above the last into the last. */
export const HEAT_MIN_US = 1_000;
/** Slot value of an idle server. */
export const IDLE = 0xff_ff;
/** Most waiting requests listed per station; the count itself is always exact. */
export const WAITING_LISTED_MAX = 400;

/** One station at the instant of the frame. */
export interface StationState {
  /** Tenant index in each server, or `IDLE`. */
  readonly servers: Uint16Array;
  /** Requests waiting, exact. */
  readonly waiting: number;
  /** Tenant index of the first `WAITING_LISTED_MAX` waiting requests, in the order in which they will be served. */
  readonly queue: Uint16Array;
  /** How long the longest-waiting one has waited, microseconds. */
  readonly longestWaitUs: number;
}

/** One cache at the instant of the frame. */
export interface CacheState {
  /** Entries held per tenant index. */
  readonly entries: Uint32Array;
}

/** State of the system at one instant; stations and caches in the order of the topology's indices. */
export interface StateView {
  readonly topologyVersion: number;
  readonly stations: readonly StationState[];
  readonly caches: readonly CacheState[];
}

/** One tenant during one tick. */
export interface TenantTick {
  readonly arrived: number;
  readonly completed: number;
  /** Completed within the SLO. */
  readonly good: number;
  readonly rejected: number;
  readonly hits: number;
  readonly misses: number;
  /** Latency percentiles of this tick, microseconds; 0 when nothing completed. */
  readonly p50Us: number;
  readonly p99Us: number;
  /** 99th percentile over the last 5 s, microseconds; 0 when nothing completed. */
  readonly p99RecentUs: number;
  /** Completions in those 5 s. */
  readonly recentCount: number;
  /** Completions by latency bin, saturating at 255. */
  readonly heat: Uint8Array;
}

/** The measure of TICK_US of simulated time. */
export interface Tick {
  /** 0 for [0, TICK_US), 1 for the next, ... */
  readonly index: number;
  /** Price of all that stood, micro-dollars per hour, at the tick's end. */
  readonly priceMicroUsdPerHour: number;
  readonly tenants: readonly TenantTick[];
}

/** Head of a packet. */
export interface FrameHead {
  /** Sequence number of the frame in the run as the client sees it: 1, 2, 3, ... without gaps. */
  readonly sequence: number;
  readonly simulatedUs: number;
  /** Model events so far. */
  readonly events: number;
  /** Simulated seconds per second of wall time that were reached lately. */
  readonly actualSpeed: number;
}

/** What a packet holds. */
export interface Frame extends FrameHead {
  readonly state: StateView;
  readonly ticks: readonly Tick[];
}
