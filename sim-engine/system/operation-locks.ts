/** @module Which locks the operations of a scenario take: their own, and the table wherever somebody may take it for himself. */
import type { Operation, OperationLock, Scenario } from '../model/scenario.ts';
import { noiseItems } from '../model/timeline.ts';
import { entryOf } from '../policies/lookup.ts';
import { NOISE } from '../policies/noise/index.ts';

/** What a request does to the table that it reads or writes anyway. */
const TABLE_SHARED: OperationLock = { on: 'table', mode: 'shared' };

/** @returns true when some request of the scenario can take a lock that others may have to wait for */
export function takesLocks(scenario: Scenario): boolean {
  const { operations, rights } = scenario;
  const noises = [...noiseItems(scenario).map(({ noise }) => noise.id), ...rights.noise];
  return operations.some(({ locks }) => locks !== undefined) || noises.some((id) => entryOf(NOISE, id).locks === true);
}

/** @returns the locks that an operation takes, from the widest to the narrowest; none where nobody can be in anybody's way */
export function locksOf(scenario: Scenario, { locks = [] }: Operation): readonly OperationLock[] {
  if (!takesLocks(scenario)) return [];
  return locks.some(({ on }) => on === 'table') ? locks : [TABLE_SHARED, ...locks];
}

/** @returns an operation as a noise uses it: with the noise's locks, if it brings any, and then not answered by the cache */
export function noisyOperation(operation: Operation, locks: readonly OperationLock[] | undefined): Operation {
  if (locks === undefined) return operation;
  return { ...operation, locks, cache: operation.cache === 'read' ? 'none' : operation.cache };
}
