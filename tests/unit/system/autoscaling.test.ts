/** Instances that boot, work and drain in a running system: the lag, the bounds, the rest between changes, and the bill. */
import { describe, expect, it } from 'vitest';
import { Run } from '../../../sim-engine/index.ts';
import type { AutoscalingSpec } from '../../../sim-engine/model/autoscaling.ts';
import type { Scenario } from '../../../sim-engine/model/scenario.ts';
import { buildScenario } from '../../support/scenario-builder.ts';

const SECOND = 1_000_000;
const fixed = (mean: number) => ({ law: 'deterministic', mean, params: {} });

/** One tenant asks every 100 ms for 150 ms of one thread, then nothing; jobs of 500 ms come with each request. */
function steady(
  spec: Partial<AutoscalingSpec>,
  changes: Partial<Scenario> = {},
  tier: 'app' | 'jobs' = 'app',
): Scenario {
  const base = buildScenario({ durationUs: 60 * SECOND, timeline: [], objectives: [], ...changes });
  const autoscaling: AutoscalingSpec = {
    policy: { id: 'target-utilisation', params: { target: 0.5, tolerance: 0 } },
    periodUs: 2 * SECOND,
    bootUs: 3 * SECOND,
    cooldownUs: 0,
    instancesMin: 1,
    instancesMax: 20,
    ...spec,
  };
  const { app, jobs } = base.system;
  // Nine minutes of silence follow on twenty seconds of work.
  const table = Array.from({ length: 200 }, (_, at) => at * 100);
  const tenant = base.tenants[0]!;
  const workload = {
    ...tenant.workload,
    arrivals: { id: 'trace', params: { repeatMs: 600_000 }, table },
    mix: [{ operation: 'write', weight: 1 }],
  };
  return {
    ...base,
    tenants: [{ ...tenant, workload }],
    operations: base.operations.map((each) => ({
      ...each,
      app: fixed(tier === 'app' ? 150_000 : 1000),
      cpu: fixed(1000),
      io: fixed(0.1),
      job: fixed(tier === 'app' ? 1000 : 500_000),
    })),
    system: {
      ...base.system,
      app: {
        ...app,
        instances: 2,
        threadsPerInstance: 1,
        priceMicroUsdPerHour: 3_600_000,
        ...(tier === 'app' ? { autoscaling } : {}),
      },
      jobs: { ...jobs, workers: 2, priceMicroUsdPerHour: 3_600_000, ...(tier === 'jobs' ? { autoscaling } : {}) },
    },
  };
}

const start = (scenario: Scenario) => Run.create({ scenario, scenarioSha256: 'x', seed: 3 });
const scalingOf = (run: Run, tier = 'app') => run.topology().pools.find((pool) => pool.tier === tier)!.scaling!;
const changes = (run: Run) => run.log().flatMap(({ kind, atUs }) => (kind === 'scaling' ? [atUs / SECOND] : []));

describe('an autoscaler', () => {
  it('orders what is missing, pays for it at once and sends it work only when it has booted', () => {
    const run = start(steady({}));
    const price = () => run.topology().priceMicroUsdPerHour;
    run.advanceTo(2 * SECOND);
    const before = price();
    run.advanceTo(2 * SECOND + 1);
    // Three quarters of two servers' time would be half of three's; the server is measured over two seconds from empty.
    expect(scalingOf(run)).toEqual({ min: 1, max: 20, ready: 2, booting: 1, draining: 0 });
    expect(price()).toBe(before + 3_600_000);
    const third = () => run.topology().pools.find((pool) => pool.tier === 'app')!.stations[2]!;
    const worksAt = () => run.state().stations[third().index]!.servers[0] !== 0xff_ff;
    for (let atUs = 2 * SECOND + 1; atUs < 5 * SECOND; atUs += 50_000) {
      run.advanceTo(atUs);
      expect(third().phase).toBe('booting');
      expect(worksAt()).toBe(false);
    }
    run.advanceTo(5 * SECOND + 300_000);
    expect(third()).not.toHaveProperty('phase');
    expect(scalingOf(run).ready).toBe(3);
    const seen = [0, 50, 100, 150, 200, 250].map((ms) => {
      run.advanceTo(5 * SECOND + 300_000 + ms * 1000);
      return worksAt();
    });
    expect(seen).toContain(true);
  });

  it('looks once a period, and leaves things alone for the rest after a change', () => {
    const params = { upper: 0, add: 1, far: 1, addFar: 1, lower: 0, remove: 0 };
    const eager = { policy: { id: 'step', params }, instancesMax: 5 };
    const at = (spec: Partial<AutoscalingSpec>) => {
      const run = start(steady({ ...eager, ...spec }));
      run.advanceTo(15 * SECOND);
      return changes(run);
    };
    expect(at({ cooldownUs: 0 })).toEqual([2, 4, 6]);
    expect(at({ cooldownUs: 0, periodUs: 3 * SECOND })).toEqual([3, 6, 9]);
    expect(at({ cooldownUs: 5 * SECOND })).toEqual([2, 8, 14]);
    expect(at({ cooldownUs: 4 * SECOND })).toEqual([2, 6, 10]);
  });

  it('lets what goes finish its work, sends it nothing more, and stops paying when its last request has left', () => {
    const params = { upper: 1, add: 0, far: 1, addFar: 0, lower: 1, remove: 1 };
    const run = start(steady({ policy: { id: 'step', params }, periodUs: 1_030_000 }));
    run.advanceTo(1_030_000);
    const price = run.topology().priceMicroUsdPerHour;
    run.advanceTo(1_030_001);
    // At 1 s a request came to the first server: 150 ms of work each, in turn; the second finishes that of 0.9 s at 1.05 s.
    expect(scalingOf(run)).toMatchObject({ ready: 1, draining: 1 });
    expect(run.topology().priceMicroUsdPerHour).toBe(price);
    expect(run.topology().pools.find((pool) => pool.tier === 'app')!.stations[1]!.phase).toBe('draining');
    run.advanceTo(1_050_000);
    expect(scalingOf(run).draining).toBe(1);
    run.advanceTo(1_050_001);
    expect(scalingOf(run)).toMatchObject({ ready: 1, draining: 0 });
    expect(run.topology().priceMicroUsdPerHour).toBe(price - 3_600_000);
    run.advanceTo(8 * SECOND);
    const { completed, rejected, inFlight, arrived } = run.result().tenants.A!;
    expect(completed + inFlight).toBe(arrived);
    expect(rejected).toBe(0);
    // One server and a twentieth of a second of the other: the bill follows what stood.
    expect(run.result().tiers.app!.instances!.mean * 8).toBeCloseTo(8 + 1.05, 9);
  });

  it('stays within its bounds, up and down', () => {
    const run = start(steady({ instancesMin: 2, instancesMax: 3 }));
    run.advanceTo(15 * SECOND);
    expect(scalingOf(run)).toMatchObject({ ready: 3, booting: 0 });
    run.advanceTo(60 * SECOND);
    expect(scalingOf(run)).toMatchObject({ ready: 2, booting: 0, draining: 0 });
  });

  it('calls off what still boots before it takes anybody away who works', () => {
    const run = start(steady({ bootUs: 30 * SECOND, instancesMin: 2 }));
    run.advanceTo(20 * SECOND);
    expect(scalingOf(run)).toMatchObject({ ready: 2, booting: 1 });
    run.advanceTo(25 * SECOND);
    expect(scalingOf(run)).toMatchObject({ ready: 2, booting: 0, draining: 0 });
    run.advanceTo(60 * SECOND);
    expect(scalingOf(run).ready).toBe(2);
  });

  it('scales workers: more of them take jobs from one line, and it may be as long as before', () => {
    const run = start(steady({}, {}, 'jobs'));
    const fixedRun = start(steady({ policy: { id: 'none', params: {} } }, {}, 'jobs'));
    run.advanceTo(20 * SECOND);
    fixedRun.advanceTo(20 * SECOND);
    // Ten jobs of half a second each second take five workers, and twice as many are wanted.
    expect(scalingOf(run, 'jobs').ready).toBeGreaterThanOrEqual(5);
    expect(run.result().tenants.A!.jobs.waiting).toBeLessThan(12);
    expect(fixedRun.result().tenants.A!.jobs.waiting).toBeGreaterThan(100);
    const { servers, bound } = run.topology().pools.find((pool) => pool.tier === 'jobs')!.stations[0]!;
    const { ready, draining } = scalingOf(run, 'jobs');
    expect(servers).toBe(ready + draining);
    expect(bound).toBe(ready + 600);
    run.advanceTo(60 * SECOND);
    expect(scalingOf(run, 'jobs')).toMatchObject({ ready: 1, draining: 0 });
    expect(run.result().tenants.A!.jobs).toMatchObject({ waiting: 0, rejected: 0 });
  });

  it('bills what stood: the tenants pay for every instance while it stands', () => {
    const scenario = steady({ bootUs: SECOND });
    const run = start(scenario);
    let microUsd = 0;
    for (let atUs = 1000; atUs <= scenario.durationUs; atUs += 1000) {
      microUsd += (run.topology().priceMicroUsdPerHour * 1000) / (3600 * SECOND);
      run.advanceTo(atUs);
    }
    const { totals, tenants, tiers } = run.result();
    // Sampled every millisecond, with some twenty changes in between.
    expect(Math.abs(totals.costUsd * 1e6 - microUsd)).toBeLessThan(30);
    expect(tenants.A!.costUsd).toBeCloseTo(totals.costUsd, 9);
    expect(tiers.app!.utilisation).toBeLessThanOrEqual(1);
  });

  it('scales each pool by itself, within its part of the bounds', () => {
    const base = steady({ instancesMin: 2, instancesMax: 8 });
    const [busy] = base.tenants;
    const idle = buildScenario().tenants[1]!;
    const quiet = { ...idle.workload, arrivals: { id: 'poisson', params: { ratePerSec: 0.1 } } };
    const scenario = {
      ...base,
      tenants: [busy!, { ...idle, workload: quiet }],
      isolation: { id: 'silo', params: {} },
    };
    const run = start(scenario);
    run.advanceTo(19 * SECOND);
    const pools = run.topology().pools.filter((pool) => pool.tier === 'app');
    expect(pools.map((pool) => pool.scaling)).toMatchObject([
      { min: 1, max: 4, ready: 3 },
      { min: 1, max: 4, ready: 1 },
    ]);
    const { instances } = run.result().tiers.app!;
    expect(instances).toMatchObject({ ready: 4 });
  });

  it('leaves the requests of a run bit for bit as they were while it changes nothing', () => {
    const outcome = (scenario: Scenario) => {
      const run = start(scenario);
      run.advanceTo(20 * SECOND);
      return run.result().tenants.A!.latencyDigest;
    };
    const idle = steady({ policy: { id: 'none', params: {} } });
    const { autoscaling: _autoscaling, ...app } = idle.system.app;
    expect(outcome(idle)).toBe(outcome({ ...idle, system: { ...idle.system, app } }));
    const params = { upper: 1, add: 0, far: 1, addFar: 0, lower: 1, remove: 1 };
    expect(outcome(idle)).not.toBe(outcome(steady({ policy: { id: 'step', params } })));
  });
});
