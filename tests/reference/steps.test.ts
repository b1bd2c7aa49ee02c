/**
 * The second engine knows nothing of scenarios, but a scenario whose tenants work for fixed times is a network: its operations of
 * several steps, written out as routes of stations, locks and branches, end every request at the same microsecond there, and
 * charge the same delays to the same tenants.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type DatabaseWork,
  type NetworkSpec,
  type NetworkStep,
  type Operation,
  type OperationStep,
  Run,
  type Scenario,
  type ServiceDemand,
} from '../../sim-engine/index.ts';
import { cases } from '../support/property-seed.ts';
import { buildScenario } from '../support/scenario-builder.ts';
import { PlainNetwork } from './plain-network.ts';

const TENANTS = ['A', 'B', 'C'];
const INSTANCES = ['app-1', 'app-2'];
const DURATION_US = 120_000_000;

const fixed = (mean: number): ServiceDemand => ({ law: 'deterministic', mean, params: {} });
const work = fc.integer({ min: 1, max: 9000 }).map(fixed);

const visit: fc.Arbitrary<DatabaseWork> = fc
  .record({ cpu: work, io: work, holdUs: fc.option(fc.integer({ min: 1, max: 3000 }), { nil: undefined }) })
  .map(({ cpu, io, holdUs }) =>
    holdUs === undefined ? { cpu, io } : { cpu, io, locks: [{ on: 'tenant', mode: 'exclusive', holdUs }] },
  );

function steps(fans: number): fc.Arbitrary<readonly OperationStep[]> {
  const each: fc.Arbitrary<OperationStep>[] = [
    fc.record({ app: work }),
    fc.record({ external: work }),
    fc.record({ read: visit }),
    fc.record({ write: visit }),
  ];
  if (fans > 0) each.push(fc.record({ parallel: fc.array(steps(fans - 1), { minLength: 1, maxLength: 3 }) }));
  return fc.array(fc.oneof(...each), { minLength: 1, maxLength: 3 });
}

interface World {
  readonly operations: readonly (readonly OperationStep[])[];
  readonly timesMs: readonly (readonly number[])[];
  readonly threads: number;
  readonly connections: number;
  readonly cores: number;
}

const times = fc
  .array(fc.integer({ min: 0, max: 120_000 }), { minLength: 1, maxLength: 9 })
  .map((drawn) => [...drawn].sort((a, b) => a - b).map((us) => us / 1000));

const world: fc.Arbitrary<World> = fc.record({
  operations: fc.array(steps(2), { minLength: 3, maxLength: 3 }),
  timesMs: fc.array(times, { minLength: 3, maxLength: 3 }),
  threads: fc.integer({ min: 1, max: 2 }),
  connections: fc.integer({ min: 1, max: 3 }),
  cores: fc.integer({ min: 1, max: 2 }),
});

function scenarioOf({ operations, timesMs, threads, connections, cores }: World): Scenario {
  const base = buildScenario({ durationUs: DURATION_US, timeline: [], objectives: [] });
  const used = TENANTS.map((id, at): Operation => ({ id: `op-${at}`, title: id, steps: operations[at]! }));
  // What nobody uses locks the table, so that everybody takes it.
  const unused: Operation = {
    id: 'unused',
    title: 'Unused',
    steps: [{ read: { cpu: fixed(1), io: fixed(1), locks: [{ on: 'table', mode: 'shared' }] } }],
  };
  return {
    ...base,
    operations: [...used, unused],
    tenants: base.tenants.slice(0, TENANTS.length).map((tenant, at) => ({
      ...tenant,
      workload: {
        arrivals: { id: 'trace', params: { repeatMs: 0 }, table: timesMs[at]! },
        mix: [{ operation: `op-${at}`, weight: 1 }],
        keys: { count: 10, alpha: 0 },
      },
    })),
    system: {
      ...base.system,
      app: { ...base.system.app, instances: INSTANCES.length, threadsPerInstance: threads, boundPerInstance: 10_000 },
      connections: { count: connections, countMin: 1, waitingMax: 10_000 },
      database: { ...base.system.database, units: 1, unitsMin: 1, coresPerUnit: cores, ioPerSecPerUnit: 1_000_000 },
    },
  };
}

const delay = (us: number): NetworkStep => ({ delay: { law: 'deterministic', meanUs: us } });
const at = (station: string, { mean }: ServiceDemand): NetworkStep => ({
  visit: station,
  demand: { law: 'deterministic', meanUs: mean },
});

function visited({ cpu, io, locks = [] }: DatabaseWork, tenant: string): NetworkStep[] {
  const [own] = locks;
  const lock: NetworkStep[] = own === undefined ? [] : [{ lock: `part-${tenant}` }];
  const unlock: NetworkStep[] = own === undefined ? [] : [delay(own.holdUs!), { unlock: true }];
  return [
    { hold: 'connections' },
    { lock: 'table', shared: true },
    ...lock,
    at('cores', cpu),
    at('io', io),
    ...unlock,
    { unlock: true },
    { release: true },
  ];
}

function routeOf(given: readonly OperationStep[], tenant: string): NetworkStep[] {
  return given.flatMap((each): NetworkStep[] => {
    if ('app' in each) {
      const demand = { law: 'deterministic', meanUs: each.app.mean };
      return [{ visit: INSTANCES, balancing: 'round-robin', demand }];
    }
    if ('external' in each) return [delay(each.external.mean)];
    if ('read' in each) return visited(each.read, tenant);
    if ('write' in each)
      return [{ lock: `gate-${tenant}`, shared: true }, ...visited(each.write, tenant), { unlock: true }];
    if ('parallel' in each) return [{ parallel: each.parallel.map((branch) => routeOf(branch, tenant)) }];
    throw new TypeError(`no network has ${Object.keys(each).join()}`);
  });
}

function networkOf({ operations, timesMs, threads, connections, cores }: World): NetworkSpec {
  return {
    seed: 1,
    stations: [
      ...INSTANCES.map((id) => ({ id, servers: threads })),
      { id: 'connections', servers: connections },
      { id: 'cores', servers: cores },
      { id: 'io', servers: 1 },
    ],
    locks: ['table', ...TENANTS.flatMap((tenant) => [`part-${tenant}`, `gate-${tenant}`])],
    routes: TENANTS.map((tenant, index) => ({
      tenant,
      arrivals: { id: 'trace', params: { repeatMs: 0 }, table: timesMs[index]! },
      steps: routeOf(operations[index]!, tenant),
    })),
  };
}

it('a scenario of several steps is a network of the second engine', () => {
  let waits = 0;
  let fanOuts = 0;
  fc.assert(
    fc.property(world, (drawn) => {
      const run = Run.create({ scenario: scenarioOf(drawn), scenarioSha256: 'sha', seed: 1, keepLatencies: true });
      run.advanceTo(DURATION_US);
      const plain = new PlainNetwork(networkOf(drawn));
      plain.run(() => DURATION_US);
      TENANTS.forEach((tenant, index) => {
        const ends = plain.ends.filter((each) => each.tenant === tenant);
        const latencies = new Map(ends.map(({ number, arrivedUs, endedUs }) => [number, endedUs - arrivedUs]));
        const log = run.requests()[index]!;
        expect(ends.every(({ outcome }) => outcome === 'completed')).toBe(true);
        expect([...log.latencyUs.subarray(0, log.count)]).toEqual(
          Array.from({ length: log.count }, (_, number) => latencies.get(number)),
        );
        const waitedUs = ends.reduce((sum, end) => sum + end.waitedUs, 0);
        expect(run.delays()[tenant]).toBe(waitedUs);
        if (waitedUs > 0) waits++;
        TENANTS.forEach((culprit, who) => {
          const charged = run
            .blame()
            .reduce((sum, each) => (each.victim === tenant && each.culprit === culprit ? sum + each.us : sum), 0);
          const resources = [...plain.stations, ...plain.locks];
          const exact = resources.reduce((sum, { id }) => sum + plain.charges.of(id, who, index), 0);
          // Each resource divides once.
          expect(Math.abs(charged - exact), `${culprit} to ${tenant}`).toBeLessThan(resources.length);
        });
      });
      if (drawn.operations.flat().some((each) => 'parallel' in each && each.parallel.length > 1)) fanOuts++;
    }),
    cases(600),
  );
  expect(waits).toBeGreaterThan(400);
  expect(fanOuts).toBeGreaterThan(120);
});
