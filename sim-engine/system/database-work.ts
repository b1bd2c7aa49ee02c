/** @module What a request does over a connection beside being served: time limits, locks, pages, credit. */
import { settleCredit, takeCredit } from './credit-steps.ts';
import { endDeadline, setDeadline } from './giving-up.ts';
import { askForLock } from './locking.ts';
import { readPages } from './page-steps.ts';
import { STEP } from './program.ts';
import type { World } from './world.ts';

/**
 * @param at  a step of this kind that the request has come to
 * @returns true when it goes on at once, at its step; false when it waits or has ended
 */
export function workAtDatabase(world: World, row: number, at: number): boolean {
  const { requests, code } = world;
  switch (code.kind[at]!) {
    case STEP.deadline:
      setDeadline(world, row, code.delayUs[at]!);
      break;
    case STEP.met:
      endDeadline(world, row);
      break;
    case STEP.lockHeld: {
      const lock = world.databaseLocks!.find(row, world.engineOf(row).index, code.tier[at]!);
      if (!askForLock(world, row, lock, code.branch[at] === 1, code.delayUs[at]!)) return false;
      break;
    }
    case STEP.pages:
      requests.step[row] = readPages(world, row, at) ? at + 1 : code.jump[at]!;
      return true;
    case STEP.credit:
      return takeCredit(world, row, at);
    default:
      settleCredit(world, row);
  }
  requests.step[row] = at + 1;
  return true;
}
