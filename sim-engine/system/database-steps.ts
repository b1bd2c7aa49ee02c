/** @module The steps of a request at a database: a connection, held through CPU and IO, with the parts that the database has. */
import type { DatabaseSpec } from '../model/scenario.ts';
import { PLACED } from './pool.ts';
import { STEP, type Step, step } from './program.ts';

/** Parts of a database pool, by station. */
export const PART = { cpu: 0, io: 1 } as const;

/** Demand slots of the work there. */
export interface DatabaseSlots {
  readonly cpu: number;
  readonly io: number;
}

/**
 * @param from    place of the first of the steps in the program
 * @param writes  whether what is read is changed as well
 */
export function databaseSteps(database: DatabaseSpec, slots: DatabaseSlots, from: number, writes: boolean): Step[] {
  const steps = [
    step(STEP.hold, { tier: PLACED.connections }),
    step(STEP.visitHeld, { tier: PART.cpu, slot: slots.cpu }),
  ];
  const io = [step(STEP.visitHeld, { tier: PART.io, slot: slots.io })];
  if (database.partitions !== undefined) io.unshift(step(STEP.credit, { slot: slots.io }), step(STEP.credited));
  if (database.buffer !== undefined) {
    const jump = from + steps.length + 1 + io.length;
    steps.push(step(STEP.pages, { slot: slots.io, branch: writes ? 1 : 0, jump }));
  }
  return [...steps, ...io, step(STEP.release)];
}
