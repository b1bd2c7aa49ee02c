/** @module Locks of an operation, as authors write them: `locks: [{ on: row, mode: exclusive, hold: 5 ms }]`. */
import { z } from 'zod';
import type { OperationLock } from '../../sim-engine/model/operation.ts';
import { quantity, word } from './leaf.ts';
import { PATIENCE_US } from './limits.ts';

/** Scopes from the widest to the narrowest: locks are taken in this order, so that no two requests wait for each other. */
export const SCOPES = ['table', 'tenant', 'row'] as const;

export const lockSchema = z.strictObject({
  on: word('unknown-lock', 'what is locked: the shared table, the tenant’s part of it, or the row of the key', SCOPES),
  mode: word('unknown-lock-mode', 'whether others may have it at the same time', ['shared', 'exclusive']),
  timeout: quantity('duration', 'the longest wait for the lock', PATIENCE_US).optional(),
  hold: quantity('duration', 'how long it is kept when the work is done', PATIENCE_US).optional(),
});

/** A lock in the author's notation, values in engine units. */
export type WrittenLock = z.output<typeof lockSchema>;

/** @param written  a read lock */
export function compileLock({ on, mode, timeout, hold }: WrittenLock): OperationLock {
  return {
    on,
    mode,
    ...(timeout === undefined ? {} : { timeoutUs: timeout }),
    ...(hold === undefined ? {} : { holdUs: hold }),
  };
}
