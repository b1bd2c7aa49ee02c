/** @module Pace: servers become slow, stop and go on; what is in service in them goes on at the new pace. */
import { PRIORITY } from '../kernel/event-queue.ts';
import { EVENT } from './events.ts';
import { culpritAt, serveWaiting, setSharedSlowdown } from './serving.ts';
import { settleSlowness, workLeftUs } from './slowness.ts';
import type { Station } from './station.ts';
import type { World } from './world.ts';

const STOPPED = Number.POSITIVE_INFINITY;
const NOBODY = -1;

/**
 * Changes the pace of one server; whoever waits is started by the caller, once all servers have theirs.
 *
 * @param pace  factor on service times, >= 1; Infinity stops it, with what is in service where it is
 */
export function changePace(world: World, station: Station, server: number, pace: number): void {
  const { requests, nowUs, queue } = world;
  const before = station.paceOf(server);
  if (before === pace) return;
  const row = station.serving[server]!;
  const serves = station.works(server);
  if (serves) {
    const leftUs = workLeftUs(world, row, station);
    settleSlowness(world, row, station, leftUs);
    if (requests.event[row]! >= 0) queue.remove(requests.event[row]!);
    requests.event[row] = NOBODY;
  }
  const held = heldBy(world, station, server, row);
  station.setPace(server, pace);
  const holds = heldBy(world, station, server, row);
  if (station.blame !== null && held !== holds) {
    if (held !== NOBODY) station.blame.gives(server, held, nowUs);
    if (holds !== NOBODY) station.blame.takes(server, holds, nowUs);
  }
  if (!serves || pace === STOPPED) return;
  const endUs = nowUs + Math.floor(requests.leftUs[row]! * pace + 0.5);
  requests.event[row] = world.schedule(endUs, PRIORITY.completion, EVENT.completion, row);
}

/**
 * Changes how fast a whole station works from now on. Ends that fall into one microsecond come in the order of the servers.
 *
 * @param slowdown  factor on service times, >= 1; Infinity stops it, with everything in service where it is
 */
export function setSlowdown(world: World, station: Station, slowdown: number): void {
  if (station.shared !== null) {
    setSharedSlowdown(world, station, slowdown);
    return;
  }
  for (let server = 0; server < station.servers; server++) changePace(world, station, server, slowdown);
  serveWaiting(world, station);
}

/** Place in the ledger of whoever holds a server; one that is stopped is held by the system, full or empty. */
function heldBy(world: World, station: Station, server: number, row: number): number {
  if (world.ledger === null) return NOBODY;
  if (station.stopped(server)) return world.ledger.system;
  return row < 0 ? NOBODY : culpritAt(world, station, server, row);
}
