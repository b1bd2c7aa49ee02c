/** @module Tracing: what the world tells its tracer that takes more than a line, and the tracer's ears at stations. */
import type { BlameLedger } from '../measure/blame/blame-ledger.ts';
import type { ServerBlame } from '../measure/blame/server-blame.ts';
import { SharingTrace } from '../measure/trace/sharing-trace.ts';
import { StationTrace } from '../measure/trace/station-trace.ts';
import { CACHE, SPAN } from '../measure/trace/trace-record.ts';
import type { Tracer } from '../measure/trace/tracer.ts';
import type { Station } from './station.ts';
import type { World } from './world.ts';

/** @returns a meter that stands before the station's own and tells it everything */
export function traceStation(tracer: Tracer, station: Station, blame: ServerBlame): ServerBlame {
  const trace = new StationTrace(blame, station.servers, tracer.spec.holders);
  tracer.stations[station.index] = trace;
  return trace;
}

/** @returns the meter of a station whose servers are shared among all present */
export function traceSharing(tracer: Tracer, station: Station, ledger: BlameLedger, resource: string): SharingTrace {
  const trace = new SharingTrace(ledger, resource);
  tracer.stations[station.index] = trace;
  return trace;
}

/**
 * An attempt, already counted among its caller's, begins.
 *
 * @param number  place among them, from 0
 */
export function traceAttempt(world: World, tracer: Tracer, child: number, parent: number, number: number): void {
  const { requests } = world;
  const { link } = world.calls[world.code.tier[requests.step[parent]!]!]!;
  const beside = requests.children[parent]! > 1 ? SPAN.hedge : SPAN.attempt;
  tracer.attempt(child, parent, link === null ? SPAN.branch : beside, number, world.nowUs);
}

/** A request has looked its key up. */
export function traceLookup(world: World, tracer: Tracer, row: number, hit: boolean): void {
  const { requests } = world;
  const pool = requests.aux[row]!;
  const evictor = hit ? CACHE.hit : world.pools[pool]!.cache!.evictor(requests.tenant[row]!, requests.key[row]!);
  tracer.note(row, SPAN.cache, pool, hit || evictor >= 0 ? evictor : CACHE.missed, world.nowUs);
}
