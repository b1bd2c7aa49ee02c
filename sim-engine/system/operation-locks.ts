/** @module Which locks the operations of a scenario take: their own, and the table wherever somebody may take it for himself. */
import type { DatabaseWork, Operation, OperationLock, OperationStep } from '../model/operation.ts';
import { databaseWorkOf } from '../model/operation-work.ts';
import type { Scenario } from '../model/scenario.ts';
import { noiseItems } from '../model/timeline.ts';
import { entryOf } from '../policies/lookup.ts';
import { NOISE } from '../policies/noise/index.ts';

/** What a request does to the table that it reads or writes anyway. */
const TABLE_SHARED: OperationLock = { on: 'table', mode: 'shared' };

/** @returns true when some request of the scenario can take a lock that others may have to wait for */
export function takesLocks(scenario: Scenario): boolean {
  const { operations, rights } = scenario;
  const noises = [...noiseItems(scenario).map(({ noise }) => noise.id), ...rights.noise];
  return (
    operations.some((each) => databaseWorkOf(each).some(({ locks }) => locks !== undefined)) ||
    noises.some((id) => entryOf(NOISE, id).locks === true)
  );
}

/**
 * @param taken  whether anybody of the scenario takes locks
 * @returns the locks of one visit to the database, from the widest to the narrowest; none where nobody can be in anybody's way
 */
export function locksOf({ locks = [] }: DatabaseWork, taken: boolean): readonly OperationLock[] {
  if (!taken) return [];
  return locks.some(({ on }) => on === 'table') ? locks : [TABLE_SHARED, ...locks];
}

/**
 * @returns an operation as a noise uses it: with the noise's locks, if it brings any, at its first visit to the database in place
 *   of all its own, and then not answered by the cache
 */
export function noisyOperation(operation: Operation, locks: readonly OperationLock[] | undefined): Operation {
  if (locks === undefined) return operation;
  if ('steps' in operation) return { ...operation, steps: withLocks(operation.steps, locks) };
  return { ...operation, locks, cache: operation.cache === 'read' ? 'none' : operation.cache };
}

/** The steps past the cache, the locks taken at the first visit to the database. */
function withLocks(given: readonly OperationStep[], locks: readonly OperationLock[]): readonly OperationStep[] {
  let left: readonly OperationLock[] | undefined = locks;
  const visit = ({ cpu, io }: DatabaseWork): DatabaseWork => {
    const taken = left;
    left = undefined;
    return { cpu, io, ...(taken === undefined ? {} : { locks: taken }) };
  };
  const change = (steps: readonly OperationStep[]): OperationStep[] =>
    steps.flatMap((each): OperationStep[] => {
      if ('lookup' in each) return change(each.lookup);
      if ('parallel' in each) return [{ parallel: each.parallel.map(change) }];
      if ('read' in each) return [{ read: visit(each.read) }];
      return 'write' in each ? [{ write: visit(each.write) }] : [each];
    });
  return change(given);
}
