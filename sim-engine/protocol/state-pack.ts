/**
 * @module State at an instant in bytes: whole, or as what changed since a state that the reader has.
 *
 * The longest wait is told to the millisecond; everything else is exact.
 */
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import type { CacheState, StateView, StationState } from './frame.ts';
import { readEdits, writeEdits } from './list-edits.ts';

/** Nobody where nothing was said before: what whole states are told from. */
const NOBODY: StationState = {
  servers: new Uint16Array(),
  waiting: 0,
  queue: new Uint16Array(),
  longestWaitUs: 0,
};
const NOTHING: CacheState = { entries: new Uint32Array() };
/** Longest list of servers or of waiting requests that is read. */
const LIST_MAX = 0xff_ff;
const MS = 1_000;

/**
 * @param state   the state
 * @param before  what the reader has; null tells it all
 */
export function packState(state: StateView, before: StateView | null): Uint8Array {
  const writer = new ByteWriter();
  const base = before?.topologyVersion === state.topologyVersion ? before : null;
  writer.count(state.topologyVersion);
  writer.count(state.stations.length);
  writer.count(state.caches.length);
  state.stations.forEach((station, at) => {
    const old = base?.stations[at] ?? NOBODY;
    writer.difference(station.waiting - old.waiting);
    writer.difference(inMs(station.longestWaitUs) - inMs(old.longestWaitUs));
    writeEdits(writer, old.servers, station.servers);
    writeEdits(writer, old.queue, station.queue);
  });
  for (const [at, cache] of state.caches.entries()) writeEntries(writer, base?.caches[at] ?? NOTHING, cache);
  return writer.done();
}

/**
 * @param bytes   hold the section
 * @param from    its first byte
 * @param end     the byte after its last
 * @param before  the state that it was packed against; null for a whole one
 * @throws RangeError when it is damaged, or was packed against another state
 */
export function unpackState(bytes: Uint8Array, from: number, end: number, before: StateView | null): StateView {
  const reader = new ByteReader(bytes, from, end);
  const topologyVersion = reader.count();
  const base = before?.topologyVersion === topologyVersion ? before : null;
  const stationCount = reader.countOf();
  const cacheCount = reader.countOf();
  const stations: StationState[] = [];
  for (let at = 0; at < stationCount; at++) {
    const old = base?.stations[at] ?? NOBODY;
    const waiting = atLeast0(old.waiting + reader.difference());
    const longestWaitUs = atLeast0(inMs(old.longestWaitUs) + reader.difference()) * MS;
    const servers = readEdits(reader, old.servers, LIST_MAX);
    stations.push({ servers, waiting, queue: readEdits(reader, old.queue, LIST_MAX), longestWaitUs });
  }
  const caches: CacheState[] = [];
  for (let at = 0; at < cacheCount; at++) caches.push(readEntries(reader, base?.caches[at] ?? NOTHING));
  reader.finish();
  return { topologyVersion, stations, caches };
}

function inMs(us: number): number {
  return Math.floor(us / MS);
}

function atLeast0(value: number): number {
  if (value < 0) throw new RangeError('fewer than none');
  return value;
}

/** Only the entries that changed: how many places on from the last, and by how much. */
function writeEntries(writer: ByteWriter, before: CacheState, { entries }: CacheState): void {
  const changed: number[] = [];
  for (let tenant = 0; tenant < entries.length; tenant++) {
    if (entries[tenant] !== (before.entries[tenant] ?? 0)) changed.push(tenant);
  }
  writer.count(entries.length);
  writer.count(changed.length);
  let last = 0;
  for (const tenant of changed) {
    writer.count(tenant - last);
    writer.difference(entries[tenant]! - (before.entries[tenant] ?? 0));
    last = tenant;
  }
}

function readEntries(reader: ByteReader, before: CacheState): CacheState {
  const length = reader.count();
  const changed = reader.countOf(2);
  if (length > LIST_MAX) throw new RangeError('a cache of more tenants than there can be');
  const entries = new Uint32Array(length);
  entries.set(before.entries.subarray(0, length));
  let tenant = 0;
  for (let at = 0; at < changed; at++) {
    tenant += reader.count();
    const held = (entries[tenant] ?? Number.NaN) + reader.difference();
    if (!(held >= 0 && held <= 0xff_ff_ff_ff)) throw new RangeError('a cache holds what it cannot');
    entries[tenant] = held;
  }
  return { entries };
}
