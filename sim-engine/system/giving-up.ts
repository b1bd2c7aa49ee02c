/** @module Giving up: an attempt is stopped wherever it stands, and everything that it holds is free again. */
import { assert } from '../kernel/assert.ts';
import { PRIORITY } from '../kernel/event-queue.ts';
import { abandonChildren } from './calls.ts';
import { settleCredit, waitsForCredit } from './credit-steps.ts';
import { cutEdgeWait, leaveEdge } from './edge.ts';
import { EVENT, OUTCOME } from './events.ts';
import { giveLock, leaveLockLine } from './locking.ts';
import { PHASE } from './request-table.ts';
import { releaseHeld, withdraw } from './serving.ts';
import type { World } from './world.ts';

const NONE = -1;

/** Gives back every lock and connection of a request, the last taken first, and ends its time at the database. */
export function releaseAll(world: World, row: number): void {
  const { requests } = world;
  if (requests.deadline[row]! >= 0) endDeadline(world, row);
  while (requests.lockCount[row]! > 0) giveLock(world, row);
  while (requests.holdCount[row]! > 0) releaseHeld(world, row);
}

/** From now on a request has so much time. */
export function setDeadline(world: World, row: number, us: number): void {
  world.requests.deadline[row] = world.schedule(world.nowUs + us, PRIORITY.completion, EVENT.patience, row);
}

/** A request has met its deadline, or ends for another reason. */
export function endDeadline({ requests, queue }: World, row: number): void {
  queue.remove(requests.deadline[row]!);
  requests.deadline[row] = NONE;
}

/** A request has waited for as long as it may, or its time at the database is up: it ends where it stands. */
export function losePatience(world: World, row: number): void {
  const { requests } = world;
  // Of the two the patience, if there is one, ends first.
  if (requests.patience[row]! >= 0) requests.patience[row] = NONE;
  else requests.deadline[row] = NONE;
  takeAway(world, row);
  world.fail(row, OUTCOME.timedOut);
}

/** Takes a request from where it stands, in no line, no server and no wait any more; what it holds it still holds. */
export function takeAway(world: World, row: number): void {
  const { requests, queue } = world;
  const phase = requests.phase[row]!;
  assert(phase !== PHASE.moving, 'only one request moves at a time, and it cannot be stopped');
  if (phase === PHASE.waiting || phase === PHASE.served || phase === PHASE.sharing) withdraw(world, row);
  else if (phase === PHASE.delayed) {
    if (waitsForCredit(world, row)) settleCredit(world, row);
    queue.remove(requests.event[row]!);
  } else if (phase === PHASE.atEdge) {
    cutEdgeWait(world, row);
    queue.remove(requests.event[row]!);
  } else if (phase === PHASE.locked) leaveLockLine(world, row);
  else if (phase === PHASE.goingOn) world.goingOn.remove(row);
  else if (phase === PHASE.calling) abandonChildren(world, row);
  requests.phase[row] = PHASE.moving;
}

/** A request fails wherever it stands, with everything it has started. */
export function breakOff(world: World, row: number): void {
  takeAway(world, row);
  world.fail(row, OUTCOME.failed);
}

/** Stops an attempt and everything it has started; its row is free afterwards. */
export function stopAttempt(world: World, row: number): void {
  const { requests, queue } = world;
  takeAway(world, row);
  if (!world.flights.empty) world.flights.leave(world, row);
  requests.phase[row] = PHASE.moving;
  releaseAll(world, row);
  leaveEdge(world, row, false);
  if (requests.timer[row]! >= 0) queue.remove(requests.timer[row]!);
  requests.timer[row] = NONE;
  world.tracer?.leave(row, requests.waitedUs[row]!, world.nowUs);
  requests.release(row);
}
