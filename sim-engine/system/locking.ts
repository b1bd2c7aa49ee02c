/** @module Locking: how a request gets a lock, waits for it, gives it back or gives it up. */
import { PRIORITY } from '../kernel/event-queue.ts';
import { SPAN } from '../measure/trace/trace-record.ts';
import { EVENT } from './events.ts';
import { goesOn } from './going-on.ts';
import type { Lock } from './lock.ts';
import { HOLDS_MAX, PHASE } from './request-table.ts';
import type { World } from './world.ts';

/** Asks for a lock. @returns true when it is granted at once */
export function askForLock(world: World, row: number, lock: Lock, exclusive: boolean, patienceUs: number): boolean {
  const { requests, nowUs } = world;
  requests.station[row] = lock.index;
  requests.sinceUs[row] = nowUs;
  if (lock.free(exclusive)) {
    take(world, row, lock, exclusive);
    return true;
  }
  requests.phase[row] = PHASE.locked;
  lock.enqueue(row, exclusive);
  const victim = requests.victim[row]!;
  if (victim >= 0) lock.blame?.waits(victim, 1, nowUs);
  world.tracer?.open(row, SPAN.lock, lock.index, requests.waitedUs[row]!, nowUs);
  if (patienceUs > 0 && !endsBefore(world, row, nowUs + patienceUs)) {
    requests.patience[row] = world.schedule(nowUs + patienceUs, PRIORITY.completion, EVENT.patience, row);
  }
  return false;
}

/** @returns true when a request's time at the database is up by then anyway */
function endsBefore({ requests, queue }: World, row: number, atUs: number): boolean {
  const deadline = requests.deadline[row]!;
  return deadline >= 0 && queue.timeOf(deadline) <= atUs;
}

/** Gives back the lock that a request took last, and grants it to those who wait; they move when the giver has come to rest. */
export function giveLock(world: World, row: number): void {
  const { requests, nowUs } = world;
  const lock = world.locks[requests.heldLock[row * HOLDS_MAX + --requests.lockCount[row]!]!]!;
  lock.give();
  const holder = requests.holder[row]!;
  lock.blame?.holds(holder, -1, nowUs);
  world.tracer?.lock(lock.index).holds(lock.blame?.chargedFor(holder) ?? holder, -1, nowUs);
  grantNext(world, lock);
}

/** A request that waits for a lock waits no more. */
export function leaveLockLine(world: World, row: number): void {
  const lock = world.locks[world.requests.station[row]!]!;
  lock.remove(row);
  endLockWait(world, row, lock);
  grantNext(world, lock);
}

function grantNext(world: World, lock: Lock): void {
  // Whoever is granted the lock may give it back at once: the loop that is under way goes on then, instead of a loop within it.
  if (lock.granting) return;
  lock.granting = true;
  const { requests } = world;
  for (let next = lock.grant(); next >= 0; next = lock.grant()) {
    const exclusive = lock.asksExclusive(next);
    endLockWait(world, next, lock);
    take(world, next, lock, exclusive);
    requests.step[next]!++;
    goesOn(world, next);
  }
  lock.granting = false;
  if (lock.holders === 0 && lock.waiting === 0) world.databaseLocks?.fallenFree(lock);
}

function take(world: World, row: number, lock: Lock, exclusive: boolean): void {
  const { requests, nowUs } = world;
  lock.take(exclusive);
  const holder = requests.holder[row]!;
  lock.blame?.holds(holder, 1, nowUs);
  world.tracer?.lock(lock.index).holds(lock.blame?.chargedFor(holder) ?? holder, 1, nowUs);
  requests.heldLock[row * HOLDS_MAX + requests.lockCount[row]!++] = lock.index;
}

function endLockWait(world: World, row: number, lock: Lock): void {
  const { requests, nowUs } = world;
  const waited = nowUs - requests.sinceUs[row]!;
  requests.waitedUs[row]! += waited;
  if (requests.patience[row]! >= 0) {
    world.queue.remove(requests.patience[row]!);
    requests.patience[row] = -1;
  }
  const victim = requests.victim[row]!;
  if (victim < 0 || lock.blame === null) return;
  lock.blame.waits(victim, -1, nowUs);
  world.ledger!.delayedUs[victim]! += waited;
}
