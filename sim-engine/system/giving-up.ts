/** @module Giving up: an attempt is stopped wherever it stands, and everything that it holds is free again. */
import { assert } from '../kernel/assert.ts';
import { abandonChildren } from './calls.ts';
import { cutEdgeWait, leaveEdge } from './edge.ts';
import { giveLock, leaveLockLine } from './locking.ts';
import { PHASE } from './request-table.ts';
import { releaseHeld, withdraw } from './serving.ts';
import type { World } from './world.ts';

/** Gives back every lock and connection of a request, the last taken first. */
export function releaseAll(world: World, row: number): void {
  const { requests } = world;
  while (requests.lockCount[row]! > 0) giveLock(world, row);
  while (requests.holdCount[row]! > 0) releaseHeld(world, row);
}

/** Stops an attempt and everything it has started; its row is free afterwards. */
export function stopAttempt(world: World, row: number): void {
  const { requests, queue } = world;
  const phase = requests.phase[row]!;
  assert(phase !== PHASE.moving, 'only one request moves at a time, and it cannot be stopped');
  if (phase === PHASE.waiting || phase === PHASE.served || phase === PHASE.sharing) withdraw(world, row);
  else if (phase === PHASE.delayed) queue.remove(requests.event[row]!);
  else if (phase === PHASE.atEdge) {
    cutEdgeWait(world, row);
    queue.remove(requests.event[row]!);
  } else if (phase === PHASE.locked) leaveLockLine(world, row);
  else if (phase === PHASE.goingOn) world.goingOn.remove(row);
  else if (phase === PHASE.calling) abandonChildren(world, row);
  if (!world.flights.empty) world.flights.leave(world, row);
  requests.phase[row] = PHASE.moving;
  releaseAll(world, row);
  leaveEdge(world, row, false);
  if (requests.timer[row]! >= 0) queue.remove(requests.timer[row]!);
  requests.timer[row] = -1;
  world.tracer?.leave(row, requests.waitedUs[row]!, world.nowUs);
  requests.release(row);
}
