/** @module Locks of an operation, in engine form. */
import { z } from 'zod';
import type { OperationLock } from '../../sim-engine/model/operation.ts';
import { PATIENCE_US } from './limits.ts';
import { SCOPES } from './lock-schema.ts';

const span = z.int().min(1).max(PATIENCE_US.max).exactOptional();

const lock = z.strictObject({
  on: z.enum(SCOPES),
  mode: z.enum(['shared', 'exclusive']),
  timeoutUs: span,
  holdUs: span,
}) satisfies z.ZodType<OperationLock>;

/** From the widest to the narrowest, each scope at most once. */
export const engineLocks = z
  .array(lock)
  .min(1)
  .refine((locks) => locks.every(({ on }, at) => at === 0 || SCOPES.indexOf(on) > SCOPES.indexOf(locks[at - 1]!.on)), {
    message: `expected each scope once, in the order ${SCOPES.join(', ')}`,
  });
