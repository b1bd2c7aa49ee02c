/** @module Random steps: operations that work at every tier, look up, fan out and leave jobs behind, in any order that may be written. */
import fc from 'fast-check';
import type { DatabaseWork, Operation, OperationLock, OperationStep, ServiceDemand } from '../../sim-engine/index.ts';

const demand = (max: number): fc.Arbitrary<ServiceDemand> =>
  fc
    .record({ law: fc.constantFrom('exponential', 'deterministic'), mean: fc.integer({ min: 1, max }) })
    .map(({ law, mean }) => ({ law, mean, params: {} }));

const locks: fc.Arbitrary<readonly OperationLock[]> = fc.constantFrom<readonly OperationLock[]>(
  [],
  [],
  [{ on: 'row', mode: 'exclusive', holdUs: 3000 }],
  [
    { on: 'table', mode: 'shared' },
    { on: 'tenant', mode: 'exclusive', timeoutUs: 40_000 },
  ],
);

const visit: fc.Arbitrary<DatabaseWork> = fc
  .record({ cpu: demand(6000), io: demand(4), locks })
  .map(({ locks: taken, ...work }) => (taken.length === 0 ? work : { ...work, locks: taken }));

/** @param missed  whether they are done on a miss, where nothing is looked up */
function steps(fans: number, missed: boolean, length: number): fc.Arbitrary<readonly OperationStep[]> {
  const step: fc.MaybeWeightedArbitrary<OperationStep>[] = [
    fc.record({ app: demand(2500) }),
    fc.record({ read: visit }),
    fc.record({ write: visit }),
    fc.record({ external: demand(9000) }),
    fc.record({ job: demand(9000) }),
  ];
  if (!missed) step.push(fc.record({ lookup: steps(fans, true, 2) }));
  if (fans > 0) {
    const branch = steps(fans - 1, missed, 2);
    step.push({ weight: 3, arbitrary: fc.record({ parallel: fc.array(branch, { minLength: 1, maxLength: 3 }) }) });
  }
  return fc.array(fc.oneof(...step), { minLength: 1, maxLength: length });
}

/** Steps of one operation, with at most two fan-outs within each other. */
export const randomSteps = steps(2, false, 4);

/** Steps in the place of any of the operations; the last always uses the database, so that noise has something to work on. */
export const steppedOperations = (given: readonly Operation[]): fc.Arbitrary<readonly Operation[]> =>
  fc
    .array(fc.option(randomSteps, { nil: undefined }), { minLength: given.length, maxLength: given.length })
    .map((drawn) =>
      given.map(({ id, title, ...path }, at): Operation => {
        const written = drawn[at];
        return written === undefined || at === given.length - 1
          ? ({ id, title, ...path } as Operation)
          : { id, title, steps: written };
      }),
    );
