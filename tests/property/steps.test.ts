/**
 * Laws of steps, over random runs: the short form of an operation is those steps that it stands for; a fan-out of one branch is
 * that branch; what is drawn for a request and its branches depends on nothing but the seed; and runs of steps are found in what
 * the other properties try.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation, OperationStep, Run, RunResult, Scenario } from '../../sim-engine/index.ts';
import { allSteps, branchesOf, stepsOf } from '../../sim-engine/model/operation-work.ts';
import { cases } from '../support/property-seed.ts';
import { withoutAutoscaling } from '../support/random-parts.ts';
import { type RandomRun, randomRun, started } from '../support/random-run.ts';

function atItsEnd(random: RandomRun, scenario: Scenario): Run {
  const run = started({ ...random, scenario }, false);
  run.advanceTo(scenario.durationUs);
  return run;
}

/** @returns what became of every tenant's requests */
const told = ({ tenants }: RunResult) =>
  Object.values(tenants).map(({ arrived, completed, rejected, timedOut, failed, latencyDigest, jobs, cache }) => {
    return { arrived, completed, rejected, timedOut, failed, latencyDigest, jobs, cache };
  });

/** Times that do not depend on the names of their streams. */
function withoutChance(operation: Operation): Operation {
  return JSON.parse(JSON.stringify(operation), (key, value: unknown) =>
    ['app', 'cpu', 'io', 'external', 'job'].includes(key)
      ? { law: 'deterministic', mean: (value as { mean: number }).mean, params: {} }
      : value,
  ) as Operation;
}

/** A job that a request leaves behind on the way is another thing than one it leaves behind when it is answered. */
const withoutJob = (operation: Operation): Operation => {
  if ('steps' in operation) return operation;
  const { job: _job, ...rest } = operation;
  return rest;
};

const inBranches = (steps: readonly OperationStep[]): OperationStep[] =>
  steps.map((each) => {
    if ('lookup' in each) return { parallel: [[{ lookup: inBranches(each.lookup) }]] };
    if ('parallel' in each) return { parallel: each.parallel.map(inBranches) };
    return { parallel: [[each]] };
  });

const changed = (scenario: Scenario, change: (operation: Operation) => Operation): Scenario => ({
  ...scenario,
  operations: scenario.operations.map(change),
});

describe('steps', () => {
  it('are what a short form stands for, bit for bit', () => {
    fc.assert(
      fc.property(randomRun, (random) => {
        const short = changed(random.scenario, (each) => withoutJob(withoutChance(each)));
        const long = changed(short, (each) => ({ id: each.id, title: each.title, steps: stepsOf(each) }));
        expect(atItsEnd(random, long).digest()).toBe(atItsEnd(random, short).digest());
      }),
      cases(40),
    );
  });

  it('are the same one after the other and each in a fan-out of one', () => {
    let compared = 0;
    fc.assert(
      fc.property(randomRun, (random) => {
        const plain = changed(random.scenario, (each) => {
          const { id, title } = each;
          return { id, title, steps: stepsOf(withoutJob(withoutChance(each))) };
        });
        const wrapped = changed(plain, (each) => ({ ...each, steps: inBranches(stepsOf(each)) }));
        const [before, after] = [atItsEnd(random, plain), atItsEnd(random, wrapped)];
        expect(told(after.result())).toEqual(told(before.result()));
        expect(after.blame()).toEqual(before.blame());
        if (after.events > 500) compared++;
      }),
      cases(50),
    );
    expect(compared).toBeGreaterThan(15);
  });

  it('draw everything at the arrival: no policy changes what a request or its branches ask for', () => {
    let fannedOut = 0;
    fc.assert(
      fc.property(randomRun, (random) => {
        const scenario = { ...random.scenario, system: withoutAutoscaling(random.scenario.system) };
        const other = {
          ...scenario,
          isolation: { id: 'silo', params: {} },
          system: {
            ...scenario.system,
            app: { ...scenario.system.app, instances: scenario.system.app.instances + 5 },
            connections: { ...scenario.system.connections, count: 30 },
          },
        };
        const open = (made: Scenario): Scenario => ({
          ...made,
          tenants: made.tenants.map((tenant) => {
            const { users: _users, ...workload } = tenant.workload;
            return { ...tenant, workload };
          }),
        });
        const digests = (made: Scenario) =>
          Object.values(atItsEnd({ ...random, actions: [] }, open(made)).result().tenants).map(
            (each) => each.arrivalDigest,
          );
        expect(digests(other)).toEqual(digests(scenario));
        if (scenario.operations.some((each) => branchesOf(each) > 1)) fannedOut++;
      }),
      cases(50),
    );
    expect(fannedOut, 'runs with a fan-out').toBeGreaterThan(10);
  });

  it('of every kind are among those that are tried', () => {
    const kinds = new Map<string, number>();
    fc.assert(
      fc.property(randomRun, ({ scenario }) => {
        for (const operation of scenario.operations) {
          if (!('steps' in operation)) continue;
          for (const step of allSteps(operation.steps))
            for (const key of Object.keys(step)) kinds.set(key, (kinds.get(key) ?? 0) + 1);
        }
      }),
      cases(100),
    );
    for (const kind of ['app', 'lookup', 'read', 'write', 'external', 'job', 'parallel'])
      expect(kinds.get(kind) ?? 0, kind).toBeGreaterThan(20);
  });
});
