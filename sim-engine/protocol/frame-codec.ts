/**
 * @module Frames on the wire: one packed little-endian packet holds the state at an instant and the ticks since the last.
 *
 * Layout: header (40 bytes), state section, tick section. A *tick* is the measure of TICK_US of simulated time.
 */
import { fail, issue, ok, type Result } from '../kernel/result.ts';

/** First byte of every packet. */
export const FRAME_MAGIC = 0x7e;
/** Rises whenever the layout changes. */
export const FRAME_VERSION = 1;
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

const HEADER_BYTES = 40;

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

/** Bytes of one tenant in a tick. */
const TENANT_TICK_BYTES = 6 * 2 + 3 * 4 + 4 + HEAT_BINS;

/** @param tenantCount  number of tenants in the scenario */
export function tickBytes(tenantCount: number): number {
  return 16 + tenantCount * TENANT_TICK_BYTES;
}

/**
 * Packs one tick; the result is appended to packets and to the run's history unchanged.
 *
 * @param tick  the tick
 * @returns `tickBytes(tick.tenants.length)` bytes
 */
export function encodeTick(tick: Tick): Uint8Array {
  const bytes = new Uint8Array(tickBytes(tick.tenants.length));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, tick.index, true);
  view.setUint32(4, tick.tenants.length, true);
  view.setFloat64(8, tick.priceMicroUsdPerHour, true);
  let at = 16;
  for (const tenant of tick.tenants) {
    const counts = [tenant.arrived, tenant.completed, tenant.good, tenant.rejected, tenant.hits, tenant.misses];
    for (const count of counts) {
      view.setUint16(at, Math.min(count, 0xff_ff), true);
      at += 2;
    }
    for (const us of [tenant.p50Us, tenant.p99Us, tenant.p99RecentUs, tenant.recentCount]) {
      view.setUint32(at, us, true);
      at += 4;
    }
    bytes.set(tenant.heat, at);
    at += HEAT_BINS;
  }
  return bytes;
}

/**
 * Packs the state at an instant.
 *
 * @param state  the state
 */
export function encodeState(state: StateView): Uint8Array {
  let size = 12;
  for (const station of state.stations) size += 12 + 2 * (station.servers.length + station.queue.length);
  for (const cache of state.caches) size += 4 + 4 * cache.entries.length;
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, state.topologyVersion, true);
  view.setUint32(4, state.stations.length, true);
  view.setUint32(8, state.caches.length, true);
  let at = 12;
  for (const station of state.stations) {
    view.setUint16(at, station.servers.length, true);
    view.setUint16(at + 2, station.queue.length, true);
    view.setUint32(at + 4, station.waiting, true);
    view.setUint32(at + 8, Math.min(station.longestWaitUs, 0xff_ff_ff_ff), true);
    at += 12;
    for (const tenant of station.servers) {
      view.setUint16(at, tenant, true);
      at += 2;
    }
    for (const tenant of station.queue) {
      view.setUint16(at, tenant, true);
      at += 2;
    }
  }
  for (const cache of state.caches) {
    view.setUint32(at, cache.entries.length, true);
    at += 4;
    for (const count of cache.entries) {
      view.setUint32(at, count, true);
      at += 4;
    }
  }
  return bytes;
}

/**
 * Joins a head, a packed state and packed ticks into one packet.
 *
 * @param head   sequence number, simulated time and the like
 * @param state  from {@link encodeState}
 * @param ticks  from {@link encodeTick}, in order of their index
 */
export function encodeFrame(head: FrameHead, state: Uint8Array, ticks: readonly Uint8Array[]): Uint8Array {
  const tickTotal = ticks.reduce((sum, tick) => sum + tick.length, 0);
  const bytes = new Uint8Array(HEADER_BYTES + state.length + tickTotal);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, FRAME_MAGIC);
  view.setUint8(1, FRAME_VERSION);
  view.setUint16(2, ticks.length, true);
  view.setUint32(4, head.sequence, true);
  view.setFloat64(8, head.simulatedUs, true);
  view.setFloat64(16, head.events, true);
  view.setFloat32(24, head.actualSpeed, true);
  view.setUint32(28, state.length, true);
  view.setUint32(32, tickTotal, true);
  bytes.set(state, HEADER_BYTES);
  let at = HEADER_BYTES + state.length;
  for (const tick of ticks) {
    bytes.set(tick, at);
    at += tick.length;
  }
  return bytes;
}

/**
 * Reads a packet.
 *
 * @param bytes  one packet
 * @returns the frame, or an issue `frame-unreadable` that says what was found and what was expected
 */
export function decodeFrame(bytes: Uint8Array): Result<Frame> {
  const unreadable = (message: string): Result<Frame> => fail(issue('frame-unreadable', '', message));
  if (bytes.length < HEADER_BYTES) {
    return unreadable(`found ${bytes.length} bytes, expected at least ${HEADER_BYTES}: reload the page`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(0) !== FRAME_MAGIC || view.getUint8(1) !== FRAME_VERSION) {
    return unreadable(
      `found format ${view.getUint8(0)}.${view.getUint8(1)}, expected ${FRAME_MAGIC}.${FRAME_VERSION}: reload the page`,
    );
  }
  const tickCount = view.getUint16(2, true);
  const stateLength = view.getUint32(28, true);
  const tickLength = view.getUint32(32, true);
  if (HEADER_BYTES + stateLength + tickLength !== bytes.length) {
    return unreadable(`found ${bytes.length} bytes, expected ${HEADER_BYTES + stateLength + tickLength}`);
  }
  try {
    return ok({
      sequence: view.getUint32(4, true),
      simulatedUs: view.getFloat64(8, true),
      events: view.getFloat64(16, true),
      actualSpeed: view.getFloat32(24, true),
      state: readState(view, HEADER_BYTES, HEADER_BYTES + stateLength),
      ticks: readTicks(bytes, view, HEADER_BYTES + stateLength, tickCount),
    });
  } catch (error) {
    if (error instanceof RangeError) return unreadable('a length inside the packet points past its end');
    throw error;
  }
}

/** A section must end where the head says: bytes that belong to nobody mean that some count was altered. */
function checkEnd(at: number, end: number): void {
  if (at !== end) throw new RangeError('a section ends elsewhere than its content');
}

function readState(view: DataView, from: number, end: number): StateView {
  const stationCount = view.getUint32(from + 4, true);
  const cacheCount = view.getUint32(from + 8, true);
  let at = from + 12;
  const readTenants = (count: number): Uint16Array => {
    const tenants = new Uint16Array(count);
    for (let i = 0; i < count; i++, at += 2) tenants[i] = view.getUint16(at, true);
    return tenants;
  };
  const stations: StationState[] = [];
  for (let i = 0; i < stationCount; i++) {
    const serverCount = view.getUint16(at, true);
    const queueCount = view.getUint16(at + 2, true);
    const waiting = view.getUint32(at + 4, true);
    const longestWaitUs = view.getUint32(at + 8, true);
    at += 12;
    stations.push({ servers: readTenants(serverCount), queue: readTenants(queueCount), waiting, longestWaitUs });
  }
  const caches: CacheState[] = [];
  for (let i = 0; i < cacheCount; i++) {
    const count = view.getUint32(at, true);
    at += 4;
    // Before memory is taken for it: a damaged count may ask for gigabytes.
    if (at + 4 * count > end) throw new RangeError('a cache has more entries than the section holds');
    const entries = new Uint32Array(count);
    for (let tenant = 0; tenant < entries.length; tenant++, at += 4) entries[tenant] = view.getUint32(at, true);
    caches.push({ entries });
  }
  checkEnd(at, end);
  return { topologyVersion: view.getUint32(from, true), stations, caches };
}

function readTicks(bytes: Uint8Array, view: DataView, from: number, count: number): Tick[] {
  const ticks: Tick[] = [];
  let at = from;
  for (let i = 0; i < count; i++) {
    const index = view.getUint32(at, true);
    const tenantCount = view.getUint32(at + 4, true);
    const priceMicroUsdPerHour = view.getFloat64(at + 8, true);
    at += 16;
    const tenants: TenantTick[] = [];
    for (let tenant = 0; tenant < tenantCount; tenant++) {
      tenants.push({
        arrived: view.getUint16(at, true),
        completed: view.getUint16(at + 2, true),
        good: view.getUint16(at + 4, true),
        rejected: view.getUint16(at + 6, true),
        hits: view.getUint16(at + 8, true),
        misses: view.getUint16(at + 10, true),
        p50Us: view.getUint32(at + 12, true),
        p99Us: view.getUint32(at + 16, true),
        p99RecentUs: view.getUint32(at + 20, true),
        recentCount: view.getUint32(at + 24, true),
        heat: bytes.slice(at + 28, at + 28 + HEAT_BINS),
      });
      at += TENANT_TICK_BYTES;
    }
    ticks.push({ index, priceMicroUsdPerHour, tenants });
  }
  checkEnd(at, bytes.length);
  return ticks;
}
