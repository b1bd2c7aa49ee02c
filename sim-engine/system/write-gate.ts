/**
 * @module Write gate: a lock per tenant that its writes hold while they are at the database, and a move while it freezes them.
 *
 * Locks are granted in order of asking, so closing the gate waits for the writes that have passed it, and later writes wait
 * until it opens, where they hold neither a server nor a connection. Reads do not pass it.
 */
import { SoleHolderBlame } from '../measure/blame/sole-holder-blame.ts';
import { Lock } from './lock.ts';
import { askForLock, giveLock, leaveLockLine } from './locking.ts';
import { PHASE } from './request-table.ts';
import type { World } from './world.ts';

/** Builds a gate per tenant; a tenant's index is that of its gate among the locks. */
export function buildGates(world: World, tenants: readonly { readonly id: string }[]): void {
  tenants.forEach(({ id }, index) => {
    const blame = world.ledger === null ? null : new SoleHolderBlame(world.ledger, 'move', 'system');
    world.locks.push(new Lock(index, `writes/${id}`, world.requests.items, blame));
  });
}

/**
 * Asks for a tenant's gate to be closed.
 *
 * @param row  of a class whose first step is never done, and whose second tells that the gate is closed
 */
export function closeGate(world: World, row: number, tenant: number): void {
  if (!askForLock(world, row, world.locks[tenant]!, true, 0)) return;
  world.requests.step[row]!++;
  world.advance(row);
}

/** Opens a gate, or stops waiting for it to close; the row that closed it is free afterwards. */
export function openGate(world: World, row: number): void {
  const { requests } = world;
  if (requests.phase[row]! === PHASE.locked) leaveLockLine(world, row);
  else giveLock(world, row);
  requests.release(row);
}

/** @returns writes of a tenant that have left the gate since the run began, answered or turned away further on */
export function writesPassed(world: World, tenant: number): number {
  return world.locks[tenant]!.given;
}
