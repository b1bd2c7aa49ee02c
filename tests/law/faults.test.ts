/**
 * Every kind of fault goes through a well-formed course, changes a run as no other does, and leaves nothing behind: when it is
 * over every part is as before. What sets each kind apart is stated as a sign that the registry's default does not show.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Choice, Run, type RunResult, type Scenario } from '../../sim-engine/index.ts';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import { FAULTS } from '../../sim-engine/policies/fault/index.ts';
import { hashPair } from '../../sim-engine/sharding/hash.ts';
import { rendezvousOrder } from '../../sim-engine/sharding/rendezvous.ts';
import { SaasSystem } from '../../sim-engine/system/saas-system.ts';
import { cases } from '../support/property-seed.ts';
import { OPERATIONS } from '../support/scenario-builder.ts';
import {
  base,
  CALM_US,
  DURATION_US,
  execute,
  FOR_US,
  FROM_US,
  SECOND,
  scenarioWith,
  struckBy,
} from '../support/struck-scenario.ts';

const sum = (result: RunResult, of: (tenant: RunResult['tenants'][string]) => number): number =>
  Object.values(result.tenants).reduce((total, tenant) => total + of(tenant), 0);
const failed = (result: RunResult): number => sum(result, (tenant) => tenant.failed);
const systemsMs = (result: RunResult): number =>
  Object.values(result.blameMs._system ?? {}).reduce((total, ms) => total + ms, 0);
const longestMs = (result: RunResult): number =>
  Math.max(...Object.values(result.tenants).map((tenant) => tenant.latencyMs.max));

const calm = execute({ ...base, timeline: [] });
const crashed = execute(struckBy(FAULTS[0]!));

/** What a run with a fault of a kind shows, and one with the registry's default does not. */
const SIGNS: Readonly<Record<string, (result: RunResult) => boolean>> = {
  slow: (result) => failed(result) === 0 && systemsMs(result) > 4 * systemsMs(crashed),
  cold: (result) => failed(result) === 0 && systemsMs(result) > 0 && longestMs(result) < 5000,
  stall: (result) => failed(result) === 0 && longestMs(result) > 5000,
  'zone-loss': (result) => failed(result) > 0 && sum(result, (tenant) => tenant.jobs.redelivered) > 0,
  'poison-message': (result) => failed(result) === 0 && sum(result, (tenant) => tenant.jobs.deadLettered) > 0,
  'query-of-death': (result) => result.tenants.G!.arrived > calm.tenants.G!.arrived && failed(result) > 0,
};

describe.each(FAULTS)('fault $id', (kind) => {
  it('goes through a course from the blow to being well', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('min', 'default', 'max'),
        fc.integer({ min: 1, max: 3600 * SECOND }),
        (end, forUs) => {
          const params = Object.fromEntries(
            kind.params.map((spec) => [spec.name, spec[end as 'min' | 'default' | 'max']]),
          );
          const phases = kind.phases(withDefaults(kind, params), forUs);
          expect(phases[0]!.afterUs).toBe(0);
          expect(phases.at(-1)).toMatchObject({ state: 'well', slowdown: 1, known: false });
          phases.forEach((phase, at) => {
            expect(Number.isInteger(phase.afterUs)).toBe(true);
            expect(phase.afterUs).toBeGreaterThanOrEqual(phases[at - 1]?.afterUs ?? 0);
            expect(phase.slowdown).toBeGreaterThanOrEqual(1);
            if (phase.state !== 'slow') expect(phase.slowdown).toBe(1);
          });
        },
      ),
      cases(40),
    );
  });

  it('changes the run as the registry’s default does not', () => {
    const result = execute(struckBy(kind));
    expect(result.digest).not.toBe(calm.digest);
    if (kind === FAULTS[0]) {
      expect(failed(result)).toBeGreaterThan(0);
      return;
    }
    expect(SIGNS[kind.id]!(result), 'the sign of the kind').toBe(true);
    expect(SIGNS[kind.id]!(crashed), 'the default shows it as well').toBe(false);
  });

  it('hurts nobody before it begins, whatever follows', () => {
    const run = Run.create({ scenario: struckBy(kind), scenarioSha256: 'sha', seed: 3 });
    run.advanceTo(FROM_US);
    const undisturbed = Run.create({ scenario: { ...base, timeline: [] }, scenarioSha256: 'sha', seed: 3 });
    undisturbed.advanceTo(FROM_US);
    expect(run.digest()).toBe(undisturbed.digest());
  });

  it('leaves every part as it was before', () => {
    const system = new SaasSystem(struckBy(kind), 3, base.isolation, false);
    system.world.runUntil(FROM_US + SECOND / 10);
    expect(system.faults.quiet).toBe(false);
    system.world.runUntil(CALM_US);
    expect(system.faults.quiet).toBe(true);
    for (const station of system.world.stations) {
      expect({
        id: station.id,
        pace: station.pace,
        up: station.up,
        refuses: station.refuses,
        open: station.open,
      }).toEqual({ id: station.id, pace: null, up: true, refuses: false, open: station.servers });
    }
    expect(system.world.faults.deadly).toBeNull();
    expect(system.log.map((entry) => [entry.kind, entry.atUs, entry.fault])).toEqual([
      ['fault-start', FROM_US, 0],
      ['fault-end', FROM_US + FOR_US, 0],
    ]);
  });

  it('goes on from a snapshot in the middle as if there had been none', () => {
    const scenario = struckBy(kind);
    const options = { scenario, scenarioSha256: 'sha', seed: 3 };
    const whole = execute(scenario);
    for (const atUs of [FROM_US + 1, FROM_US + SECOND + 70_000, FROM_US + FOR_US + SECOND]) {
      const run = Run.create(options);
      run.advanceTo(atUs);
      const restored = Run.restore(options, run.snapshot());
      if (!restored.ok) expect.fail(JSON.stringify(restored.issues));
      restored.value.advanceTo(DURATION_US);
      expect(restored.value.result()).toEqual(whole);
    }
  });
});

describe('blame', () => {
  const fixed = (mean: number) => ({ law: 'deterministic', mean, params: {} });
  /** One tenant that sends a request of 10 ms every 100 ms to one app server of one thread. */
  const lonely = (fault: Choice): Scenario => {
    const tenant = base.tenants[0]!;
    const workload = {
      ...tenant.workload,
      arrivals: { id: 'deterministic', params: { ratePerSec: 10 } },
      mix: [{ operation: 'read', weight: 1 }],
    };
    return scenarioWith(
      fault,
      { tier: 'app', count: 1 },
      {
        tenants: [{ ...tenant, workload }],
        operations: [{ ...base.operations[0]!, app: fixed(10_000), cache: 'none', cpu: fixed(1000), io: fixed(1) }],
        system: { ...base.system, app: { ...base.system.app, instances: 1, threadsPerInstance: 1 } },
      },
    );
  };

  it('charges the stretch of a slow server to the system, to the microsecond', () => {
    const { blameMs, tenants } = execute(lonely({ id: 'slow', params: { factor: 3 } }));
    // 60 requests begin in the six seconds; each takes 20 ms longer, and none waits for another.
    expect(blameMs).toEqual({ _system: { A: 60 * 20 } });
    expect(tenants.A!.latencyMs.max).toBeGreaterThan(30);
  });

  it('charges a service that was under way when its server became slow by what it lost, not by what it was', () => {
    const slowed = lonely({ id: 'slow', params: { factor: 4 } });
    const item = slowed.timeline[0]!;
    const run = (atUs: number, forUs: number): number =>
      systemsMs(execute({ ...slowed, timeline: [{ ...item, atUs, forUs }] }));
    // When the first service begins, to 100 us; then a strike in the middle of it.
    const probe = Run.create({ scenario: { ...slowed, timeline: [] }, scenarioSha256: 'sha', seed: 3 });
    const app = probe.topology().pools.find(({ tier }) => tier === 'app')!.stations[0]!.index;
    let startUs = 0;
    while (probe.state().stations[app]!.servers[0] !== 0) {
      startUs = probe.nowUs;
      probe.advanceTo(startUs + 100);
    }
    // In the 4 ms of slowness 1 ms of work is done.
    expect(run(startUs + 5000, 4000)).toBe(3);
  });

  it('charges what hangs in a stalled server, and what waits for it, to the system', () => {
    const { blameMs, tenants } = execute(lonely({ id: 'stall', params: {} }));
    expect(Object.keys(blameMs)).toContain('_system');
    // 60 requests come while it stands still; on average each waits for half of it.
    expect(blameMs._system!.A! / 1000).toBeGreaterThan(60 * 2.5);
    expect(tenants.A!.failed).toBe(0);
  });
});

describe('a crash', () => {
  it('is met by requests until balancers know, and by none afterwards', () => {
    const struck = (detectMs: number) =>
      failed(execute(scenarioWith({ id: 'instance-down', params: { detectMs } }, { tier: 'app', count: 2 })));
    const [atOnce, soon, late] = [struck(0), struck(1000), struck(4000)];
    expect(atOnce).toBeLessThan(soon);
    // Two of eight servers, in turn, for some 380 requests a second.
    expect((late - soon) / 3).toBeGreaterThan(0.8 * (380 / 4));
    expect((late - soon) / 3).toBeLessThan(1.2 * (380 / 4));
  });

  it('counts among the requests lost that objectives ask for', () => {
    const objective = {
      id: 'lost',
      title: 'Lost',
      points: 100,
      metric: 'lost-share',
      scope: { kind: 'all' },
      fromUs: 0,
      toUs: DURATION_US,
      bound: 'at-most',
      threshold: 0,
    } as const;
    const result = execute(
      scenarioWith({ id: 'instance-down', params: {} }, { tier: 'app', count: 2 }, { objectives: [objective] }),
    );
    const lost = failed(result) + sum(result, (tenant) => tenant.rejected + tenant.timedOut);
    expect(failed(result)).toBeGreaterThan(0);
    expect(result.objectives[0]!.measured).toBeCloseTo((100 * lost) / sum(result, (tenant) => tenant.arrived), 10);
  });

  it('of the whole database fails what comes, and what is left of it serves on when only a part is gone', () => {
    const struck = (count: number) =>
      execute(scenarioWith({ id: 'instance-down', params: {} }, { tier: 'database', count })).tenants;
    const part = Object.values(struck(3));
    const whole = Object.values(struck(1000));
    const share = (tenants: RunResult['tenants'][string][]) =>
      tenants.reduce((total, { failed }) => total + failed, 0) /
      tenants.reduce((total, { arrived }) => total + arrived, 0);
    expect(share(part)).toBeGreaterThan(0);
    expect(share(part)).toBeLessThan(0.01);
    // Hits need no database.
    expect(share(whole)).toBeGreaterThan(0.05);
  });

  it('of a zone takes its share of every tier, counted over the pools that stand', () => {
    const zones = 4;
    const system = new SaasSystem(scenarioWith({ id: 'zone-loss', params: { zones } }, {}), 3, base.isolation, false);
    system.world.runUntil(FROM_US + 1000);
    const stopped = (find: (id: string) => boolean): number =>
      system.world.stations
        .filter(({ id }) => find(id))
        .reduce((total, { servers, open, busy }) => total + servers - Math.max(open, busy), 0);
    expect(stopped((id) => id.startsWith('app-'))).toBe(
      (base.system.app.instances / zones) * base.system.app.threadsPerInstance,
    );
    expect(stopped((id) => id.endsWith('-cpu'))).toBe(Math.ceil(base.system.database.units / zones));
    expect(stopped((id) => id.startsWith('jobs'))).toBe(Math.ceil(base.system.jobs.workers / zones));
    expect(system.world.stations.filter(({ refuses }) => refuses).map(({ id }) => id)).toEqual(['app-1', 'app-5']);
  });
});

describe('messages', () => {
  const poison = (attemptsMax: number, visibilityUs = SECOND / 2) => {
    const scenario = scenarioWith(
      { id: 'poison-message', params: { messages: 4, workMs: 20, restartMs: 100 } },
      { tenant: 'G' },
    );
    const jobs = { ...base.system.jobs, workers: 12, visibilityUs, attemptsMax };
    return execute({ ...scenario, system: { ...scenario.system, jobs } }).tenants;
  };

  it('that kill their worker are delivered so many times and then put aside, and nobody else’s are lost', () => {
    const { G: sender, ...others } = poison(3);
    expect(sender!.jobs).toMatchObject({ deadLettered: 4, redelivered: 8 });
    for (const tenant of Object.values(others)) {
      expect(tenant.jobs).toMatchObject({ deadLettered: 0, redelivered: 0, rejected: 0 });
    }
  });

  it('that never run out of deliveries come back once in a visibility timeout, until the fault is over', () => {
    const { G: sender } = poison(1000);
    expect(sender!.jobs.deadLettered).toBe(4);
    expect(sender!.jobs.redelivered / 4).toBeGreaterThan(0.8 * (FOR_US / (SECOND / 2)));
    expect(sender!.jobs.redelivered / 4).toBeLessThanOrEqual(FOR_US / (SECOND / 2) + 1);
  });

  it('come back from workers that stand still, and not from those that stand still for less than the timeout', () => {
    const stalled = (visibilityUs: number) => {
      const scenario = scenarioWith({ id: 'stall', params: {} }, { tier: 'jobs', count: 6 });
      const operations = OPERATIONS.map((each) =>
        each.job === undefined ? each : { ...each, job: { law: 'deterministic', mean: 80_000, params: {} } },
      );
      const jobs = { ...scenario.system.jobs, visibilityUs, attemptsMax: 5 };
      return execute({ ...scenario, operations, system: { ...scenario.system, jobs } });
    };
    expect(sum(stalled(FOR_US - SECOND), (tenant) => tenant.jobs.redelivered)).toBeGreaterThan(0);
    expect(sum(stalled(FOR_US + SECOND), (tenant) => tenant.jobs.redelivered)).toBe(0);
  });
});

describe('a query of death', () => {
  /** Other tenants whose requests fail; health checks are too slow to notice a restart. */
  const hurt = (balancing: string): string[] => {
    const params = { ratePerSec: 2, restartMs: 3000, detectMs: 60_000 };
    const scenario = scenarioWith({ id: 'query-of-death', params }, { tenant: 'G' });
    const { tenants } = execute({ ...scenario, system: { ...scenario.system, balancing } });
    return Object.keys(tenants).filter((id) => id !== 'G' && tenants[id]!.failed > 0);
  };

  it('reaches everybody when each server serves everybody, and with shuffle shards nobody but those who share a server', () => {
    const shard = (tenant: number) => [...rendezvousOrder(hashPair(tenant, 0), base.system.app.instances)].slice(0, 2);
    const ids = base.tenants.map(({ id }) => id);
    const sender = shard(ids.indexOf('G'));
    const sharing = ids.filter((id, at) => id !== 'G' && shard(at).some((instance) => sender.includes(instance)));
    expect(hurt('round-robin')).toHaveLength(11);
    const few = hurt('shuffle-shard');
    expect(few.length).toBeGreaterThan(0);
    expect(few.length).toBeLessThan(8);
    expect(sharing).toEqual(expect.arrayContaining(few));
  });
});
