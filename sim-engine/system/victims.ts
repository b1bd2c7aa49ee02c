/** @module Victims no more: work that goes on for nobody still holds what it holds, but what it waits for hurts nobody. */

import { settleCredit, waitsForCredit } from './credit-steps.ts';
import { cutEdgeWait } from './edge.ts';
import { PHASE } from './request-table.ts';
import { endSharedVictim } from './serving.ts';
import { settleSlowness, workLeftUs } from './slowness.ts';
import type { World } from './world.ts';

const NONE = -1;

/** Charges what an attempt has waited for up to now, and nothing from now on; the same for everything it has started. */
export function endVictim(world: World, row: number): void {
  const { requests, nowUs, ledger } = world;
  const victim = requests.victim[row]!;
  const phase = requests.phase[row]!;
  if (phase === PHASE.calling) {
    for (let child = requests.child[row]!; child >= 0; child = requests.sibling[child]!) endVictim(world, child);
    if (requests.children[row] === 0 && requests.again[row]! >= 0) endBackoff(world, row);
  }
  if (victim < 0 || ledger === null) return;
  const waited = nowUs - requests.sinceUs[row]!;
  if (phase === PHASE.waiting) {
    world.stations[requests.station[row]!]!.blame?.waitsNoMore(row, victim, nowUs);
    ledger.delayedUs[victim]! += waited;
  } else if (phase === PHASE.locked) {
    world.locks[requests.station[row]!]!.blame?.waits(victim, -1, nowUs);
    ledger.delayedUs[victim]! += waited;
  } else if (waitsForCredit(world, row)) settleCredit(world, row);
  else if (phase === PHASE.served) {
    const station = world.stations[requests.station[row]!]!;
    if (station.slowBook !== null) settleSlowness(world, row, station, workLeftUs(world, row, station));
  } else if (phase === PHASE.sharing) endSharedVictim(world, row);
  else if (phase === PHASE.atEdge) {
    cutEdgeWait(world, row);
    requests.phase[row] = PHASE.delayed;
  } else if (phase === PHASE.following) ledger.charge(world.cacheBook!, victim, victim, waited);
  world.tracer?.leave(row, requests.waitedUs[row]!, nowUs);
  requests.victim[row] = NONE;
  requests.evictor[row] = NONE;
}

/** What a caller waits between two attempts is charged to the system, up to now. */
export function endBackoff(world: World, row: number): void {
  const { requests, nowUs } = world;
  const victim = requests.victim[row]!;
  const us = nowUs - requests.sinceUs[row]!;
  if (victim >= 0 && us > 0) world.ledger?.charge(world.linkBook!, world.ledger.system, victim, us);
  world.tracer?.backoff(row, requests.sinceUs[row]!, nowUs);
}
