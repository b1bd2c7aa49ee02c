/**
 * @module Steps of an operation, as authors write them: a list of maps with one key each, lists within for what is done on a
 * miss and for the branches of a fan-out.
 */
import { z } from 'zod';
import type { OperationStep, ServiceDemand } from '../../sim-engine/model/operation.ts';
import { demand } from './demand.ts';
import { leaf, number, refuse } from './leaf.ts';
import { BRANCHES, FANS_DEEP, STEPS } from './limits.ts';
import { compileLock, lockSchema, SCOPES, type WrittenLock } from './lock-schema.ts';

/** A visit to the database, values in engine units. */
export interface WrittenVisit {
  readonly cpu: ServiceDemand;
  readonly io: ServiceDemand;
  readonly locks?: readonly WrittenLock[] | undefined;
}

/** A step; one of the keys is there. */
export interface WrittenStep {
  readonly app?: ServiceDemand | undefined;
  readonly lookup?: readonly WrittenStep[] | undefined;
  readonly read?: WrittenVisit | undefined;
  readonly write?: WrittenVisit | undefined;
  readonly external?: ServiceDemand | undefined;
  readonly job?: ServiceDemand | undefined;
  readonly parallel?: readonly (readonly WrittenStep[])[] | undefined;
  readonly fanOut?: { readonly branches: number; readonly steps: readonly WrittenStep[] } | undefined;
}

const visit = z.strictObject({
  cpu: demand('the core time at the database', 'time'),
  io: demand('the IO operations at the database', 'io'),
  locks: z.array(lockSchema).min(1).max(SCOPES.length).optional(),
});

const work = {
  app: demand('the thread time at the app tier', 'time').optional(),
  read: visit.optional(),
  write: visit.optional(),
  external: demand('the time at a service outside of the system', 'time').optional(),
  job: demand('the worker time of a background job that it leaves behind', 'time').optional(),
};

/** A key that is known and cannot stand here. */
function nowhere(code: string, message: string) {
  return leaf<never>({ not: {}, description: message }, () => refuse(code, message)).optional();
}

const NO_LOOKUP = nowhere(
  'nested-lookup',
  'found a look-up within another, expected one at a time: a request has one key, and it has been looked up already',
);
const NO_FAN_OUT = nowhere(
  'deep-fan-out',
  `found a fan-out within ${FANS_DEEP} others, expected at most ${FANS_DEEP} within each other: write its steps one after the other`,
);

/** Every schema is made once: what is not inside a miss, and what is, by the fan-outs that may still begin. */
const made = new Map<string, z.ZodType<readonly WrittenStep[]>>();

/**
 * @param fans    fan-outs that may still stand within each other
 * @param missed  whether the steps are those of a miss
 */
function listOf(fans: number, missed: boolean): z.ZodType<readonly WrittenStep[]> {
  const known = made.get(`${fans}/${missed}`);
  if (known !== undefined) return known;
  const step = z
    .strictObject({
      ...work,
      lookup: missed ? NO_LOOKUP : listOf(fans, true).optional(),
      parallel:
        fans === 0
          ? NO_FAN_OUT
          : z
              .array(listOf(fans - 1, missed))
              .min(BRANCHES.min)
              .max(BRANCHES.max)
              .optional(),
      fanOut:
        fans === 0
          ? NO_FAN_OUT
          : z
              .strictObject({
                branches: number('the branches of the fan-out', BRANCHES, true),
                steps: listOf(fans - 1, missed),
              })
              .optional(),
    })
    .superRefine((value, context) => {
      const keys = Object.keys(value);
      // A key that is not known has been told already.
      if (keys.length === 1 || context.issues.length > 0) return;
      const found = keys.length === 0 ? 'nothing' : keys.join(' and ');
      const message = `found ${found} in one step, expected one key: ${keys.length === 0 ? 'name what it does, such as `app: 2 ms`' : 'begin a step of its own, with a dash, for each'}`;
      context.addIssue({ code: 'custom', path: [], message, params: { code: 'one-step' } });
    })
    .meta({ minProperties: 1, maxProperties: 1 });
  const list = z.array(step).min(STEPS.min).max(STEPS.max);
  made.set(`${fans}/${missed}`, list);
  return list;
}

/** Steps of an operation. */
export const stepsSchema = listOf(FANS_DEEP, false);

/** @returns the engine's step; branches that are alike are counted out */
export function compileStep(written: WrittenStep): OperationStep {
  const { app, lookup, read, write, external, job, parallel, fanOut } = written;
  if (app !== undefined) return { app };
  if (lookup !== undefined) return { lookup: lookup.map(compileStep) };
  if (read !== undefined) return { read: compileVisit(read) };
  if (write !== undefined) return { write: compileVisit(write) };
  if (external !== undefined) return { external };
  if (job !== undefined) return { job };
  if (parallel !== undefined) return { parallel: parallel.map((branch) => branch.map(compileStep)) };
  const { branches, steps } = fanOut!;
  return { parallel: Array.from({ length: branches }, () => steps.map(compileStep)) };
}

function compileVisit({ cpu, io, locks }: WrittenVisit) {
  return { cpu, io, ...(locks === undefined ? {} : { locks: locks.map(compileLock) }) };
}

/** Calls back for every list of locks in steps, with its path. */
export function eachLocks(
  steps: readonly WrittenStep[],
  path: readonly (string | number)[],
  visitLocks: (locks: readonly WrittenLock[], path: readonly (string | number)[]) => void,
): void {
  steps.forEach(({ lookup, read, write, parallel, fanOut }, at) => {
    const here = [...path, at];
    if (read?.locks !== undefined) visitLocks(read.locks, [...here, 'read', 'locks']);
    if (write?.locks !== undefined) visitLocks(write.locks, [...here, 'write', 'locks']);
    if (lookup !== undefined) eachLocks(lookup, [...here, 'lookup'], visitLocks);
    parallel?.forEach((branch, number) => {
      eachLocks(branch, [...here, 'parallel', number], visitLocks);
    });
    if (fanOut !== undefined) eachLocks(fanOut.steps, [...here, 'fanOut', 'steps'], visitLocks);
  });
}
