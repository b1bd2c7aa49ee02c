/**
 * @module Slowness: what slow and stopped servers cost the requests in them, beyond their own work, is charged to the system.
 *
 * Work left is a fraction of a microsecond; it counts here rounded up, so that the charges of a service, however often its
 * server's pace changed, add up to the time it took minus its work, to the microsecond.
 */
import type { Station } from './station.ts';
import type { World } from './world.ts';

/** Service time that the step a request is at asks of a station at full pace, microseconds. */
export function demandUs(world: World, row: number, station: Station): number {
  const slot = world.code.slot[world.requests.step[row]!]!;
  return world.requests.demand[row * world.requests.slots + slot]! * world.unitUs[station.index]!;
}

/** @returns work left of a request in service, microseconds at full pace */
export function workLeftUs(world: World, row: number, station: Station): number {
  const { requests, nowUs, queue } = world;
  const end = requests.event[row]!;
  return end < 0 ? requests.leftUs[row]! : (queue.timeOf(end) - nowUs) / station.paceOf(requests.server[row]!);
}

/**
 * @param leftUs  work that a request in service has left, microseconds
 * @returns whole microseconds that it has lost to slowness since it was last asked
 */
export function lostToSlowness(world: World, row: number, station: Station, leftUs: number): number {
  const { requests, nowUs } = world;
  const before = requests.leftUs[row]!;
  const fromUs = before < 0 ? Math.floor(demandUs(world, row, station) + 0.5) : Math.ceil(before);
  return nowUs - requests.sinceUs[row]! - (fromUs - Math.ceil(leftUs));
}

/**
 * Charges what a request in service has lost to slowness since it was last asked, and begins to count anew.
 *
 * @param leftUs  work that it has left, microseconds
 */
export function settleSlowness(world: World, row: number, station: Station, leftUs: number): void {
  const { requests, nowUs, ledger } = world;
  const victim = requests.victim[row]!;
  const isCharged = station.slowBook !== null && victim >= 0;
  const lostUs = isCharged ? lostToSlowness(world, row, station, leftUs) : 0;
  requests.leftUs[row] = leftUs;
  if (!isCharged) return;
  requests.sinceUs[row] = nowUs;
  if (lostUs === 0) return;
  ledger!.charge(station.slowBook!, ledger!.system, victim, lostUs);
  world.tracer?.charge(row, ledger!.system, lostUs);
}
