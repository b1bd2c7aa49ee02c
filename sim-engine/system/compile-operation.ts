/** @module Compiles a tenant's operation into a request class of the SaaS request path. */
import type { Operation } from '../model/operation.ts';
import { stepsOf } from '../model/operation-work.ts';
import type { SystemSpec } from '../model/scenario.ts';
import { classOf, type OperationUse, StepCompiler } from './compile-steps.ts';
import { PLACED } from './pool.ts';
import { PURPOSE, type RequestClass, STEP, type Step, step } from './program.ts';
import type { World } from './world.ts';

const CHUNK_STEPS: readonly Step[] = [
  step(STEP.copyRead, { slot: 0 }),
  step(STEP.copyWrite, { slot: 0 }),
  step(STEP.finishCopy),
];

/**
 * Adds an operation's classes to a world: one for each branch of its fan-outs, and last its own.
 *
 * @param operation  with the locks that it takes in this use
 * @returns index of its own class
 */
export function addOperation(world: World, operation: Operation, use: OperationUse, system: SystemSpec): number {
  const isShort = !('steps' in operation);
  const compiler = new StepCompiler(world, use, system, (place, part) => {
    const what = isShort ? part : `steps/${place}/${part}`;
    return `demand/${use.name}/${operation.id}/${what}`;
  });
  const steps = compiler.compile(stepsOf(operation), '', false);
  const job = isShort ? operation.job : undefined;
  const jobSlot = job === undefined ? -1 : compiler.demand(job, '', 'job');
  const index = world.classes.length;
  const { draws, usesKey } = compiler;
  const jobClass = job === undefined ? -1 : use.jobClass;
  world.addClass({ ...classOf(index, use, steps), draws, usesKey, jobClass, jobSlot });
  return index;
}

/** @returns the class of background jobs: one visit to a worker, with its work in slot 0 */
export function jobClass(index: number): RequestClass {
  const steps = [step(STEP.visit, { tier: PLACED.jobs, slot: 0 }), step(STEP.finishJob)];
  return internalClass(index, PURPOSE.job, steps);
}

/** @returns the class of a copied chunk: read at the source's IO, written at the target's, IO operations in slot 0 */
export function copyClass(index: number): RequestClass {
  return internalClass(index, PURPOSE.copy, CHUNK_STEPS);
}

/** @returns the same, after a pause of so many microseconds as slot 1 says */
export function pacedCopyClass(index: number): RequestClass {
  return internalClass(index, PURPOSE.copy, [step(STEP.delay, { slot: 1 }), ...CHUNK_STEPS]);
}

/** @returns the class of what closes a write gate: its first step stands for the wait, its second tells that it is closed */
export function gateClass(index: number): RequestClass {
  return internalClass(index, PURPOSE.copy, [step(STEP.lock), step(STEP.finishCopy)]);
}

function internalClass(index: number, purpose: number, steps: readonly Step[]): RequestClass {
  return { ...classOf(index, { tenant: -1, operationIndex: -1 }, steps), purpose };
}
