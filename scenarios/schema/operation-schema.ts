/** @module Operations, as authors write them: a path that is always the same, or `steps`. */
import { z } from 'zod';
import type { Operation } from '../../sim-engine/model/operation.ts';
import { demand } from './demand.ts';
import { id, text, word } from './leaf.ts';
import { compileLock, lockSchema, SCOPES } from './lock-schema.ts';
import { compileStep, stepsSchema } from './step-schema.ts';

const named = {
  id: id('an operation id'),
  title: text('an operation title', 40),
};

const pathSchema = z.strictObject({
  ...named,
  app: demand('the thread time at the app tier', 'time'),
  cache: word('unknown-cache-use', 'how the operation uses the cache', ['read', 'invalidate', 'none']),
  cpu: demand('the core time at the database', 'time'),
  io: demand('the IO operations at the database', 'io'),
  job: demand('the worker time of the background job it leaves behind', 'time').optional(),
  locks: z.array(lockSchema).min(1).max(SCOPES.length).optional(),
});

const steppedSchema = z.strictObject({ ...named, steps: stepsSchema });

/** Either form. */
export const operationSchema = z.union([pathSchema, steppedSchema]);

/** @returns the schema of an operation: with steps when it says so, else a path */
export function operationItemSchema(item: unknown): typeof pathSchema | typeof steppedSchema {
  return typeof item === 'object' && item !== null && 'steps' in item ? steppedSchema : pathSchema;
}

/** An operation in the author's notation, values in engine units. */
export type WrittenOperation = z.output<typeof operationSchema>;

/** @param written  a read operation */
export function compileOperation(written: WrittenOperation): Operation {
  if ('steps' in written) return { ...written, steps: written.steps.map(compileStep) };
  const { job, locks, ...rest } = written;
  return {
    ...rest,
    ...(job === undefined ? {} : { job }),
    ...(locks === undefined ? {} : { locks: locks.map(compileLock) }),
  };
}
