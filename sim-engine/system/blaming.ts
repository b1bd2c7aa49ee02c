/** @module Blaming: which meters stand at a station, and that the ledger balances with what requests measured themselves. */
import { assert } from '../kernel/assert.ts';
import type { ResourceBlame } from '../measure/blame/blame-ledger.ts';
import { CappedBlame } from '../measure/blame/capped-blame.ts';
import { SharedBlame } from '../measure/blame/shared-blame.ts';
import { StationBlame } from '../measure/blame/station-blame.ts';
import { PHASE } from './request-table.ts';
import { lostToSlowness, workLeftUs } from './slowness.ts';
import type { Station } from './station.ts';
import { traceSharing, traceStation } from './tracing.ts';
import type { World } from './world.ts';

/** Gives a station the meter of its kind, if the world keeps a ledger. */
export function blameStation(world: World, station: Station, resource: string): void {
  if (world.ledger === null) return;
  if (world.faults.chargesSlowness) station.slowBook = world.ledger.book(resource, 1);
  if (world.tracer !== null && station.shared !== null) {
    station.sharedBlame = traceSharing(world.tracer, station, world.ledger, resource);
    return;
  }
  if (station.capped) station.blame = new CappedBlame(world.ledger, resource, station.servers);
  else if (station.shared === null) station.blame = new StationBlame(world.ledger, resource, station.servers);
  if (station.shared !== null) station.sharedBlame = new SharedBlame(world.ledger, resource);
  if (world.tracer !== null && station.blame !== null)
    station.blame = traceStation(world.tracer, station, station.blame);
}

/** @returns what every culprit has cost every victim so far, waits that go on included; checked against what requests measured */
export function readBlame(world: World): ResourceBlame[] {
  const { requests, nowUs } = world;
  const blame = world.ledger!.read(nowUs, () => {
    requests.forEachLive((row) => {
      const victim = requests.victim[row]!;
      if (victim < 0) return;
      if (requests.phase[row] === PHASE.served) chargeSlownessSoFar(world, row, victim);
      if (requests.phase[row] !== PHASE.waiting) return;
      const meter = world.stations[requests.station[row]!]!.blame;
      meter?.waitsNoMore(row, victim, nowUs);
      meter?.waits(row, victim, nowUs);
    });
  });
  assertBalance(world, blame);
  return blame;
}

function chargeSlownessSoFar(world: World, row: number, victim: number): void {
  const us = slownessSoFar(world, row);
  if (us === 0) return;
  const { slowBook } = world.stations[world.requests.station[row]!]!;
  slowBook!.add(world.ledger!.system, victim, us);
}

/** @returns what a request in service has lost to a slow or stopped server and was not charged yet, whole microseconds */
function slownessSoFar(world: World, row: number): number {
  const station = world.stations[world.requests.station[row]!]!;
  return station.slowBook === null ? 0 : lostToSlowness(world, row, station, workLeftUs(world, row, station));
}

/**
 * Compares the ledger with the delays that requests measured themselves, those that still wait included.
 *
 * @param blame  a reading of the ledger at this instant
 */
function assertBalance(world: World, blame: readonly ResourceBlame[]): void {
  const measured = measuredDelay(world);
  const charged = world.ledger!.totals(blame);
  charged.forEach((us, place) => {
    assert(
      us === measured[place],
      `blame: ${us} us are charged for victim ${place}, but its requests measured ${measured[place]} us`,
    );
  });
}

/** @returns delay of every victim's requests as they measured it themselves, waits that go on included; microseconds */
export function measuredDelay(world: World): Float64Array {
  const { requests, nowUs } = world;
  const measured = world.ledger!.delayedUs.slice();
  requests.forEachLive((row) => {
    const victim = requests.victim[row]!;
    const phase = requests.phase[row]!;
    if (victim < 0) return;
    if (phase === PHASE.waiting || phase === PHASE.locked) measured[victim]! += nowUs - requests.sinceUs[row]!;
    else if (phase === PHASE.served) measured[victim]! += slownessSoFar(world, row);
  });
  return measured;
}
