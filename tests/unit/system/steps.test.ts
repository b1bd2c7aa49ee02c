/**
 * Operations of several steps, by hand: when each request is answered, who is charged for which branch, what the cache, jobs and
 * noise make of them.
 */
import { describe, expect, it } from 'vitest';
import {
  type Operation,
  type OperationStep,
  Run,
  type Scenario,
  type ServiceDemand,
} from '../../../sim-engine/index.ts';
import { buildScenario } from '../../support/scenario-builder.ts';

const SECOND = 1_000_000;
const fixed = (mean: number): ServiceDemand => ({ law: 'deterministic', mean, params: {} });
const app = (us: number): OperationStep => ({ app: fixed(us) });
const external = (us: number): OperationStep => ({ external: fixed(us) });
const read = (cpuUs: number, ioUs: number): OperationStep => ({ read: { cpu: fixed(cpuUs), io: fixed(ioUs) } });
const base = buildScenario();

/** Tenants A, B, ... that send at fixed times (ms) an operation of these steps; everything has one server, and IO takes 1 us. */
function scenarioOf(
  tenants: readonly (readonly [timesMs: readonly number[], steps: readonly OperationStep[]])[],
  changes: Partial<Scenario> = {},
): Scenario {
  return buildScenario({
    durationUs: 2 * SECOND,
    timeline: [],
    objectives: [],
    operations: [
      ...tenants.map(([, steps], at): Operation => ({ id: `op-${at}`, title: 'Steps', steps })),
      { id: 'unused', title: 'Unused', steps: [read(1, 1)] },
    ],
    tenants: tenants.map(([timesMs], at) => ({
      ...base.tenants[at]!,
      workload: {
        arrivals: { id: 'trace', params: { repeatMs: 0 }, table: timesMs },
        mix: [{ operation: `op-${at}`, weight: 1 }],
        keys: { count: 1, alpha: 0 },
      },
    })),
    system: {
      ...base.system,
      app: { ...base.system.app, instances: 1, threadsPerInstance: 1 },
      connections: { ...base.system.connections, count: 1 },
      database: { ...base.system.database, units: 1, unitsMin: 1, coresPerUnit: 1, ioPerSecPerUnit: 1_000_000 },
      jobs: { ...base.system.jobs, workers: 1 },
    },
    ...changes,
  });
}

function ended(scenario: Scenario): Run {
  const options = { scenario, scenarioSha256: 'sha', seed: 1, keepLatencies: true, traces: { slowest: 9, sample: 9 } };
  const run = Run.create(options);
  run.advanceTo(scenario.durationUs);
  // Reading them asserts that they are whole.
  run.traces();
  return run;
}

/** @returns latencies of a tenant's requests in order of arrival, microseconds */
function latencies(run: Run, tenant = 0): number[] {
  const log = run.requests()[tenant]!;
  return [...log.latencyUs.subarray(0, log.count)];
}

const charges = (run: Run) =>
  run.blame().map(({ resource, culprit, victim, us }) => `${resource} ${culprit} ${victim} ${us}`);

describe('a fan-out', () => {
  it('goes on when the slowest of its branches is back', () => {
    const steps = [
      app(1000),
      { parallel: [[external(7000)], [external(2000), external(3000)], [app(4000)]] },
      app(500),
    ];
    expect(latencies(ended(scenarioOf([[[0], steps]])))).toEqual([1000 + 7000 + 500]);
  });

  it('has every branch charged for its own wait, also one that nobody waited for in the end', () => {
    // B holds the only thread from 1 to 11 ms. A's branches ask for it at 2 ms: one waits 9 ms, the other 9 + 3 ms.
    const branches = { parallel: [[app(3000)], [app(4000)], [external(1000)]] };
    const run = ended(
      scenarioOf([
        [[0], [external(2000), branches]],
        [[1], [app(10_000)]],
      ]),
    );
    expect(latencies(run, 0)).toEqual([2000 + 9000 + 3000 + 4000]);
    expect(charges(run)).toEqual(['app A A 3000', 'app B A 18000']);
    expect(run.delays().A).toBe(21_000);
    expect(run.result().tenants.A!.waitMs.mean).toBe(21);
    expect(run.result().tenants.A).toMatchObject({ arrived: 1, completed: 1, attempts: 1 });
  });

  it('shows each branch in the trace, by number', () => {
    const run = ended(scenarioOf([[[0], [{ parallel: [[external(2000)], [app(3000)]] }]]]));
    const { spans } = run.traces()!.traces[0]!;
    const branches = spans.filter(({ kind }) => kind === 'branch');
    expect(branches.map(({ attempt, ending, startUs, endUs }) => [attempt, ending, startUs, endUs])).toEqual([
      [0, 'completed', 0, 2000],
      [1, 'completed', 0, 3000],
    ]);
    expect(spans.find(({ kind }) => kind === 'call')).toMatchObject({ place: 'parallel', startUs: 0, endUs: 3000 });
  });

  it('fails when all branches have ended and one of them badly', () => {
    // Room for one at the server: of two branches at once the second is turned away; the first works to its end.
    const full = scenarioOf([[[0], [{ parallel: [[app(5000)], [app(1000)]] }, app(1)]]]);
    const { app: tier } = full.system;
    const run = ended({ ...full, system: { ...full.system, app: { ...tier, boundPerInstance: 1 } } });
    expect(run.result().tenants.A).toMatchObject({ completed: 0, rejected: 1, inFlight: 0 });
    expect(run.traces()!.traces[0]).toMatchObject({ ending: 'rejected', endUs: 5000 });
  });

  it('is given up with its request, and tried again with the same work', () => {
    const steps = [{ parallel: [[external(30_000)], [app(1000)]] }];
    const scenario = scenarioOf([[[0], steps]]);
    const client = { timeoutUs: 20_000, retries: 1, cancels: true };
    const run = ended({ ...scenario, tenants: scenario.tenants.map((tenant) => ({ ...tenant, client })) });
    expect(run.result().tenants.A).toMatchObject({ timedOut: 1, attempts: 2, inFlight: 0 });
    expect(run.result().tiers.app!.utilisation).toBeCloseTo(2000 / (2 * SECOND), 9);
  });
});

describe('a look-up', () => {
  const fetch = [{ lookup: [external(5000), read(1000, 400)] }, app(100)];

  it('does its steps on a miss, and the next request of that key does without them', () => {
    const hit = base.system.cache.latencyUs + 100;
    expect(latencies(ended(scenarioOf([[[0, 50], fetch]])))).toEqual([hit + 6400, hit]);
  });

  it('charges all that a miss takes, outside as well, to whoever pushed the key out', () => {
    // Room for one key: B's look-up at 20 ms pushes out A's, so that A misses again at 40 ms. The branches are A's as well.
    const both = [{ lookup: [{ parallel: [[external(5000)], [read(1000, 400)]] }, external(300)] }];
    const small = scenarioOf([
      [[0, 40], both],
      [[20], [{ lookup: [external(10)] }]],
    ]);
    const { cache } = small.system;
    const run = ended({ ...small, system: { ...small.system, cache: { ...cache, entries: 1, entriesMin: 1 } } });
    expect(latencies(run, 0)).toEqual([cache.latencyUs + 5300, cache.latencyUs + 5300]);
    expect(charges(run)).toEqual([`cache B A ${5000 + 1400 + 300}`]);
  });

  it('is done once for all who ask at the same time, where the cache says so', () => {
    const scenario = scenarioOf([[[0, 1, 2], fetch]]);
    const { cache } = scenario.system;
    const run = ended({ ...scenario, system: { ...scenario.system, cache: { ...cache, singleFlight: true } } });
    expect(run.result().tenants.A!.cache).toMatchObject({ misses: 3, followed: 2 });
    expect(latencies(run)).toEqual([6800, 6800 - 1000 + 100, 6800 - 2000 + 200]);
  });
});

describe('a job', () => {
  it('is left behind at its step, even by a request that fails later', () => {
    const scenario = scenarioOf([[[0], [{ job: fixed(50_000) }, app(10_000), { job: fixed(1000) }, app(20_000)]]]);
    const client = { timeoutUs: 15_000, cancels: true };
    const run = ended({ ...scenario, tenants: scenario.tenants.map((tenant) => ({ ...tenant, client })) });
    expect(run.result().tenants.A).toMatchObject({ timedOut: 1, jobs: { enqueued: 2, done: 2 } });
    expect(run.result().tiers.jobs!.utilisation).toBeCloseTo(51_000 / (2 * SECOND), 9);
  });
});

describe('what does without a branch', () => {
  it('a tenant that is left out takes its branches with it', () => {
    const scenario = scenarioOf([
      [[0], [external(2000), { parallel: [[app(3000)], [app(4000)]] }]],
      [[1], [{ parallel: [[app(10_000)], [app(20_000)]] }]],
    ]);
    const run = Run.create({ scenario, scenarioSha256: 'sha', seed: 1, keepLatencies: true, without: 'B' });
    run.advanceTo(scenario.durationUs);
    expect(latencies(run, 0)).toEqual([2000 + 3000 + 4000]);
  });
});

describe('noise', () => {
  const steps = [{ lookup: [read(1000, 400)] }, { parallel: [[read(500, 100)], [app(10)]] }];
  const noisy = (id: string, params: Record<string, number>): Run => {
    const scenario = scenarioOf([[[0], steps]]);
    const operations = scenario.operations.slice(0, 1);
    const noise = { id: 'n', label: 'Noise', atUs: 0, forUs: SECOND, tenant: 'A', noise: { id, params } };
    return ended({ ...scenario, operations, timeline: [noise] });
  };

  it('sweeps the cache by whatever looks up', () => {
    const { cache } = noisy('cache-sweep', { ratePerSec: 50, keys: 1000 }).result().tenants.A!;
    expect(cache.misses).toBeGreaterThan(30);
  });

  it('that locks does so at the first visit to the database, past the cache', () => {
    const run = noisy('hot-row', { ratePerSec: 100, holdMs: 20 });
    expect(run.result().tenants.A!.cache).toMatchObject({ hits: 0, misses: 1 });
    expect(run.blame().some(({ resource, culprit }) => resource === 'locks' && culprit === 'A')).toBe(true);
  });
});
