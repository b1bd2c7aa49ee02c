/**
 * The lab is no toy: what it shows follows from queues that are really there. Each claim is tested by running one world
 * twice with the same seed, changing one thing, and comparing tenants bit by bit or by their latencies.
 */
import { describe, expect, it } from 'vitest';
import { Run, type RunResult, type Scenario } from '../../sim-engine/index.ts';
import { buildScenario, flood, OPERATIONS } from '../support/scenario-builder.ts';

const SECOND = 1_000_000;

function execute(scenario: Scenario, isolation = 'shared', seed = 11): RunResult {
  const run = Run.create({ scenario, scenarioSha256: 'x', seed, isolation: { id: isolation, params: {} } });
  run.advanceTo(scenario.durationUs);
  return run.result();
}

/** The same scenario with a tenant that sends nothing of its own. */
function silenced(scenario: Scenario, id: string): Scenario {
  return {
    ...scenario,
    tenants: scenario.tenants.map((tenant) =>
      tenant.id === id
        ? { ...tenant, workload: { ...tenant.workload, arrivals: { id: 'poisson', params: { ratePerSec: 0 } } } }
        : tenant,
    ),
  };
}

function digestsOfVictims(result: RunResult): Record<string, string> {
  return Object.fromEntries(
    Object.entries(result.tenants)
      .filter(([id]) => id !== 'G')
      .map(([id, tenant]) => [id, tenant.latencyDigest]),
  );
}

describe('the silo', () => {
  const flooded = buildScenario();
  const quiet = { ...flooded, timeline: [] };

  it('leaves every victim’s latencies bit-identical with the flood, without it, and without the aggressor', () => {
    const withFlood = execute(flooded, 'silo');
    expect(withFlood.tenants.G!.latencyMs.p99).toBeGreaterThan(250);
    const victims = digestsOfVictims(withFlood);
    expect(new Set(Object.values(victims)).size).toBe(11);
    expect(digestsOfVictims(execute(quiet, 'silo'))).toEqual(victims);
    const gone = execute(silenced(quiet, 'G'), 'silo');
    expect(gone.tenants.G!.arrived).toBe(0);
    expect(digestsOfVictims(gone)).toEqual(victims);
  });

  it.each(['shared', 'limited', 'fair', 'bulkhead', 'bridge'])(
    'is more than %s, where a victim notices',
    (isolation) => {
      expect(digestsOfVictims(execute(quiet, isolation))).not.toEqual(digestsOfVictims(execute(flooded, isolation)));
    },
  );
});

describe('a move', () => {
  /** Everybody leaves the shared database at 10 s; nobody floods. */
  const moving = (ioPerSecPerUnit: number) => {
    const scenario = buildScenario({ timeline: [], objectives: [window(10, 18)] });
    return { ...scenario, system: { ...scenario.system, database: { ...scenario.system.database, ioPerSecPerUnit } } };
  };
  const window = (from: number, to: number) => ({
    id: 'while-moving',
    title: 'While moving',
    points: 0,
    metric: 'latency-p99',
    scope: { kind: 'all' as const },
    fromUs: from * SECOND,
    toUs: to * SECOND,
    bound: 'at-most' as const,
    threshold: 1,
  });

  function move(ioPerSecPerUnit: number, moves: boolean) {
    const scenario = moving(ioPerSecPerUnit);
    const run = Run.create({ scenario, scenarioSha256: 'x', seed: 5 });
    if (moves) {
      const model = { id: 'bridge', params: {} };
      run.submit({ sequence: 0, atUs: 10 * SECOND, action: { type: 'switch-isolation', model } });
    }
    run.advanceTo(scenario.durationUs);
    const cutovers = run.log().filter((entry) => entry.kind === 'cutover');
    const result = run.result();
    const during = result.windows.find((each) => each.label === 'objective while-moving')!;
    return {
      cutovers: cutovers.length,
      lastedUs: (cutovers.at(-1)?.atUs ?? 0) - 10 * SECOND,
      p99Ms: Object.values(during.tenants).map((tenant) => tenant.latencyMs.p99),
    };
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  it('takes longer and hurts the neighbours more when the database has half the IO', () => {
    const full = move(400, true);
    const half = move(200, true);
    const fullStill = move(400, false);
    const halfStill = move(200, false);
    expect(full.cutovers).toBe(12);
    expect(half.cutovers).toBe(12);
    expect(half.lastedUs).toBeGreaterThan(1.5 * full.lastedUs);
    expect(mean(half.p99Ms)).toBeGreaterThan(mean(full.p99Ms));
    // More than half the IO alone would explain: the move's own share of the harm grows as well.
    expect(mean(full.p99Ms)).toBeGreaterThan(mean(fullStill.p99Ms));
    expect(mean(half.p99Ms) - mean(halfStill.p99Ms)).toBeGreaterThan(mean(full.p99Ms) - mean(fullStill.p99Ms));
  });
});

describe('a report query', () => {
  it('holds a connection and starves reads although the cores are idle', () => {
    const base = buildScenario();
    // Reads that miss need little; a report spends its time in IO, so the cores have nothing to do while it holds on.
    const scenario: Scenario = {
      ...base,
      operations: OPERATIONS.map((operation) =>
        operation.id === 'report'
          ? { ...operation, cpu: { ...operation.cpu, mean: 2000 }, io: { ...operation.io, mean: 600 } }
          : { ...operation, cpu: { ...operation.cpu, mean: 800 } },
      ),
      tenants: base.tenants.map((tenant) => ({
        ...tenant,
        workload: { ...tenant.workload, mix: [{ operation: 'read', weight: 1 }] },
      })),
      system: { ...base.system, connections: { count: 6, countMin: 1, waitingMax: 3000 } },
      timeline: [
        {
          id: 'reports',
          label: 'Reports',
          atUs: 20 * SECOND,
          forUs: 30 * SECOND,
          tenant: 'G',
          noise: { id: 'heavy-query', params: { ratePerSec: 5, cost: 1 } },
        },
      ],
    };
    const calm = execute({ ...scenario, timeline: [] });
    const reports = execute(scenario);
    const [, during] = reports.windows;
    expect(reports.tiers['database-cpu']!.utilisation).toBeLessThan(0.1);
    expect(reports.tiers['database-io']!.utilisation).toBeLessThan(0.6);
    for (const id of ['A', 'B', 'C']) {
      expect(during!.tenants[id]!.latencyMs.p99).toBeGreaterThan(5 * calm.tenants[id]!.latencyMs.p99);
    }
    // It is the connections that are missing: with plenty of them the same reports hurt much less.
    const plenty = execute({
      ...scenario,
      system: { ...scenario.system, connections: { ...scenario.system.connections, count: 200 } },
    });
    for (const id of ['A', 'B', 'C']) {
      expect(plenty.windows[1]!.tenants[id]!.latencyMs.p99).toBeLessThan(during!.tenants[id]!.latencyMs.p99 / 2);
    }
  });
});

describe('the balancer', () => {
  it('changes latencies and not one arrival, key or demand', () => {
    const base = buildScenario({ timeline: [flood('G', 10 * SECOND, 20 * SECOND)] });
    // One thread an instance: where nobody ever waits, whom the balancer picks could not matter.
    const app = { ...base.system.app, instances: 4, threadsPerInstance: 1 };
    const scenario = { ...base, system: { ...base.system, app } };
    const results = ['round-robin', 'least-outstanding', 'power-of-two'].map((balancing) =>
      execute({ ...scenario, system: { ...scenario.system, balancing } }),
    );
    const [first, ...others] = results;
    for (const other of others) {
      expect(other.digest).not.toBe(first!.digest);
      for (const [id, tenant] of Object.entries(first!.tenants)) {
        expect(other.tenants[id]!.arrivalDigest).toBe(tenant.arrivalDigest);
        expect(other.tenants[id]!.arrived).toBe(tenant.arrived);
        expect(other.tenants[id]!.latencyDigest).not.toBe(tenant.latencyDigest);
      }
    }
  });

  it('is the only thing that may keep arrivals: another seed changes every tenant’s', () => {
    const scenario = buildScenario();
    const [one, two] = [execute(scenario, 'shared', 1), execute(scenario, 'shared', 2)];
    for (const id of Object.keys(one.tenants)) {
      expect(two.tenants[id]!.arrivalDigest).not.toBe(one.tenants[id]!.arrivalDigest);
    }
  });
});
