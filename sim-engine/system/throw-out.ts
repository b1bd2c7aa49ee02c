/**
 * @module Throw out: what a part had when it went down is lost.
 *
 * A request in service there fails, a message comes back later, a copied chunk is begun anew. With a whole station goes all that
 * it had taken on: requests that wait there fail, and so do those that it had sent on to other tiers. While a part of a station
 * still works, whoever waits goes on waiting for that part.
 */

import type { ServerRange } from './fault-parts.ts';
import { breakOff } from './giving-up.ts';
import { loseDelivery } from './messages.ts';
import { PURPOSE } from './program.ts';
import { PHASE } from './request-table.ts';
import { enterStation, withdraw } from './serving.ts';
import type { Station } from './station.ts';
import type { World } from './world.ts';

/**
 * @param range    servers that are down, and were not before
 * @param allDown  whether no server of the station is left
 */
export function throwOut(world: World, station: Station, range: ServerRange, allDown: boolean): void {
  for (let server = range.first; server < range.first + range.count; server++) {
    if (station.works(server)) loseService(world, station.serving[server]!, station);
  }
  if (!allDown || !station.refuses) return;
  world.requests.forEachLive((row) => {
    if (purposeOf(world, row) === PURPOSE.request && belongsTo(world, row, station)) breakOff(world, row);
  });
}

function loseService(world: World, row: number, station: Station): void {
  const { requests } = world;
  const purpose = purposeOf(world, row);
  if (purpose === PURPOSE.request) breakOff(world, row);
  else if (purpose === PURPOSE.job) loseDelivery(world, row);
  else {
    withdraw(world, row);
    requests.leftUs[row] = -1;
    enterStation(world, row, station, requests.step[row]!);
  }
}

function belongsTo(world: World, row: number, station: Station): boolean {
  const { requests } = world;
  if (requests.instance[row] === station.index) return true;
  const phase = requests.phase[row]!;
  const stands = phase === PHASE.waiting || phase === PHASE.served || phase === PHASE.sharing;
  return stands && requests.station[row] === station.index;
}

function purposeOf(world: World, row: number): number {
  return world.classes[world.requests.program[row]!]!.purpose;
}
