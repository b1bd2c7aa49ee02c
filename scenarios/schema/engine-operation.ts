/** @module Operations in engine form: the short path, or steps within bounds. */
import { z } from 'zod';
import { type Issue, issue } from '../../sim-engine/kernel/result.ts';
import type { Operation, OperationStep } from '../../sim-engine/model/operation.ts';
import { databaseWorkOf, demandsOf } from '../../sim-engine/model/operation-work.ts';
import { engineLocks } from './engine-locks.ts';
import { BRANCHES, DEMANDS_MAX, FANS_DEEP, STEPS } from './limits.ts';

/**
 * @param named   schemas of an operation's id and title
 * @param demand  schema of a service demand
 */
export function engineOperation<N extends z.ZodRawShape, D extends z.ZodType>(named: N, demand: D) {
  const visit = z.strictObject({ cpu: demand, io: demand, locks: engineLocks.exactOptional() });
  const work = ['app', 'external', 'job'].map((key) => z.strictObject({ [key]: demand }));
  const visits = ['read', 'write'].map((key) => z.strictObject({ [key]: visit }));
  const listOf = (fans: number, missed: boolean): z.ZodType => {
    const lookup = missed ? [] : [z.strictObject({ lookup: listOf(fans, true) })];
    const branches =
      fans === 0
        ? []
        : [
            z.strictObject({
              parallel: z
                .array(listOf(fans - 1, missed))
                .min(BRANCHES.min)
                .max(BRANCHES.max),
            }),
          ];
    return z
      .array(z.union([...work, ...visits, ...lookup, ...branches]))
      .min(STEPS.min)
      .max(STEPS.max);
  };
  const steps = listOf(FANS_DEEP, false) as z.ZodType<readonly OperationStep[]>;
  return z.union([
    z.strictObject({
      ...named,
      app: demand,
      cache: z.enum(['read', 'invalidate', 'none']),
      cpu: demand,
      io: demand,
      job: demand.exactOptional(),
      locks: engineLocks.exactOptional(),
    }),
    z.strictObject({ ...named, steps }),
  ]);
}

/** @returns issues of operations that ask for too much together, or for nothing of the database */
export function operationIssues(operations: readonly Operation[]): Issue[] {
  const issues = operations.flatMap((each, index) =>
    demandsOf(each) <= DEMANDS_MAX
      ? []
      : [
          issue(
            'bad-scenario',
            `operations.${index}`,
            `found ${demandsOf(each)} demands, expected at most ${DEMANDS_MAX}`,
          ),
        ],
  );
  if (operations.some((each) => databaseWorkOf(each).length > 0)) return issues;
  return [...issues, issue('bad-scenario', 'operations', 'found none that reads or writes the database')];
}
