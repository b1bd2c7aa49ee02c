/** @module The steps of a request at a database: a connection, held through CPU and IO, with the parts that the database has. */
import type { OperationLock } from '../model/operation.ts';
import type { SystemSpec } from '../model/scenario.ts';
import { scopeNumber } from './database-locks.ts';
import { PLACED } from './pool.ts';
import { STEP, type Step, step } from './program.ts';

/** Parts of a database pool, by station. */
export const enum PART {
  cpu = 0,
  io = 1,
}

/** Demand slots of the work there. */
export interface DatabaseSlots {
  readonly cpu: number;
  readonly io: number;
}

/** How an operation uses the database. */
export interface DatabaseUse {
  /** Place of the first of the steps in the program. */
  readonly from: number;
  /** Whether what is read is changed as well. */
  readonly writes: boolean;
  /** From the widest to the narrowest. */
  readonly locks: readonly OperationLock[];
  /** Expected time over the connection, microseconds. */
  readonly expectedUs: number;
}

/**
 * A connection, and over it locks and work, within the time that there is for them; last, locks are kept for as long as they
 * say.
 */
export function databaseSteps({ connections, database }: SystemSpec, slots: DatabaseSlots, use: DatabaseUse): Step[] {
  const { expectedUs } = use;
  const steps = [step(STEP.hold, { tier: PLACED.connections, delayUs: connections.acquireTimeoutUs ?? 0, expectedUs })];
  const { queryTimeoutUs } = database;
  if (queryTimeoutUs !== undefined) steps.push(step(STEP.deadline, { delayUs: queryTimeoutUs }));
  steps.push(...use.locks.map(lockStep), step(STEP.visitHeld, { tier: PART.cpu, slot: slots.cpu }));
  const io = [step(STEP.visitHeld, { tier: PART.io, slot: slots.io })];
  if (database.partitions !== undefined) io.unshift(step(STEP.credit, { slot: slots.io }), step(STEP.credited));
  if (database.buffer !== undefined) {
    const jump = use.from + steps.length + 1 + io.length;
    steps.push(step(STEP.pages, { slot: slots.io, branch: use.writes ? 1 : 0, jump }));
  }
  steps.push(...io);
  if (queryTimeoutUs !== undefined) steps.push(step(STEP.met));
  for (const lock of [...use.locks].reverse()) steps.push(...unlockSteps(lock));
  return [...steps, step(STEP.release)];
}

function lockStep({ on, mode, timeoutUs }: OperationLock): Step {
  return step(STEP.lockHeld, { tier: scopeNumber(on), branch: mode === 'exclusive' ? 1 : 0, delayUs: timeoutUs ?? 0 });
}

function unlockSteps({ holdUs }: OperationLock): Step[] {
  return [...(holdUs === undefined ? [] : [step(STEP.delay, { delayUs: holdUs })]), step(STEP.unlock)];
}
