/**
 * @module Requests as single particles, beside the frames: who stands in line behind those that frames name, each by tenant, station
 * and place. A stream of its own, sent only to those who draw it; a packet holds what changed since the one before.
 */
import { fail, issue, ok, type Result } from '../kernel/result.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import type { StateView } from './frame.ts';
import { readEdits, writeEdits } from './list-edits.ts';

/** Requests that are told one by one at most, those in frames included. */
export const PARTICLES_MAX = 5_000;

/** First byte of every packet; the second tells whether it is whole. */
const PARTICLE_MAGIC = 0x7c;
const WHOLE = 0;
const CHANGES = 1;
const NOBODY = new Uint16Array();

/** Particles at one instant. */
export interface Particles {
  readonly simulatedUs: number;
  readonly topologyVersion: number;
  /** Per station of the state: tenants of those in line behind the ones that it lists, in order. */
  readonly tails: readonly Uint16Array[];
}

/**
 * @param now     the particles
 * @param before  those of the packet before, which the reader has; null tells them all
 */
export function encodeParticles(now: Particles, before: Particles | null): Uint8Array {
  const writer = new ByteWriter();
  const base = before?.topologyVersion === now.topologyVersion ? before : null;
  writer.count(PARTICLE_MAGIC);
  writer.count(before === null ? WHOLE : CHANGES);
  writer.float64(now.simulatedUs);
  writer.count(now.topologyVersion);
  writer.count(now.tails.length);
  now.tails.forEach((tail, at) => {
    writeEdits(writer, base?.tails[at] ?? NOBODY, tail);
  });
  return writer.done();
}

/**
 * @param bytes   one packet
 * @param before  what the packet before told; null for a whole one
 * @returns the particles, or an issue `particles-unreadable`
 */
export function decodeParticles(bytes: Uint8Array, before: Particles | null): Result<Particles> {
  const unreadable = (message: string): Result<Particles> =>
    fail(issue('particles-unreadable', '', `${message}: ask for them anew`));
  try {
    const reader = new ByteReader(bytes, 0, bytes.length);
    const magic = reader.count();
    if (magic !== PARTICLE_MAGIC) return unreadable(`found format ${magic}, expected ${PARTICLE_MAGIC}`);
    const tells = reader.count();
    if (tells !== WHOLE && (tells !== CHANGES || before === null))
      return unreadable('found changes of particles that were never told');
    const simulatedUs = reader.float64();
    const topologyVersion = reader.count();
    const base = tells === CHANGES && before?.topologyVersion === topologyVersion ? before : null;
    const stations = reader.countOf(3);
    const tails: Uint16Array[] = [];
    let left = PARTICLES_MAX;
    for (let at = 0; at < stations; at++) {
      const tail = readEdits(reader, base?.tails[at] ?? NOBODY, left);
      left -= tail.length;
      tails.push(tail);
    }
    reader.finish();
    return ok({ simulatedUs, topologyVersion, tails });
  } catch (error) {
    if (error instanceof RangeError) return unreadable(error.message);
    throw error;
  }
}

/** @returns the state with everybody in its lines who is known as a particle; the same where there is nobody more */
export function withParticles(state: StateView, { topologyVersion, tails }: Particles): StateView {
  if (topologyVersion !== state.topologyVersion || tails.every((tail) => tail.length === 0)) return state;
  return {
    ...state,
    stations: state.stations.map((station, at) => {
      const tail = tails[at] ?? NOBODY;
      if (tail.length === 0) return station;
      const queue = new Uint16Array(station.queue.length + tail.length);
      queue.set(station.queue);
      queue.set(tail, station.queue.length);
      return { ...station, queue };
    }),
  };
}
