/** @module What an operation asks for, whichever of its two forms it is written in. */
import type { DatabaseWork, Operation, OperationStep } from './operation.ts';

/** @returns what a request does until it is answered; the job of a short form stays behind afterwards and is no step */
export function stepsOf(operation: Operation): readonly OperationStep[] {
  if ('steps' in operation) return operation.steps;
  const { app, cache, cpu, io, locks } = operation;
  const work: DatabaseWork = { cpu, io, ...(locks === undefined ? {} : { locks }) };
  if (cache === 'read') return [{ app }, { lookup: [{ read: work }] }];
  return [{ app }, cache === 'invalidate' ? { write: work } : { read: work }];
}

/** @returns every step of a list, those within others included, in the order of writing */
export function allSteps(steps: readonly OperationStep[]): readonly OperationStep[] {
  return steps.flatMap((each) => {
    if ('lookup' in each) return [each, ...allSteps(each.lookup)];
    return 'parallel' in each ? [each, ...each.parallel.flatMap(allSteps)] : [each];
  });
}

/** @returns what it asks of the database, visit by visit; some of them may depend on the cache */
export function databaseWorkOf(operation: Operation): readonly DatabaseWork[] {
  return allSteps(stepsOf(operation)).flatMap((each) =>
    'read' in each ? [each.read] : 'write' in each ? [each.write] : [],
  );
}

/** @returns true when it looks its key up in the cache */
export function looksUp(operation: Operation): boolean {
  return allSteps(stepsOf(operation)).some((each) => 'lookup' in each);
}

/** @returns times that are drawn for one request of its kind: one a step, and two for a visit to the database */
export function demandsOf(operation: Operation): number {
  const job = 'steps' in operation || operation.job === undefined ? 0 : 1;
  return allSteps(stepsOf(operation)).reduce((sum, each) => {
    if ('lookup' in each || 'parallel' in each) return sum;
    return sum + ('read' in each || 'write' in each ? 2 : 1);
  }, job);
}

/** @returns branches of all its fan-outs together: so many requests are made within one of its kind */
export function branchesOf(operation: Operation): number {
  return allSteps(stepsOf(operation)).reduce((sum, each) => sum + ('parallel' in each ? each.parallel.length : 0), 0);
}
