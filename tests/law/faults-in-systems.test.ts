/**
 * What the rest of a system makes of faults: balancers go round what is known to be down, the ledger names the resource, moves and
 * switches of isolation meet faults, the topology shows who is struck, and a tenant that is left out sends no deadly work.
 */
import { describe, expect, it } from 'vitest';
import { type Choice, type FaultTarget, Run, type Scenario } from '../../sim-engine/index.ts';
import type { FaultItem } from '../../sim-engine/model/scenario.ts';
import { BALANCING } from '../../sim-engine/policies/balancing/index.ts';
import { IDLE } from '../../sim-engine/protocol/frame-codec.ts';
import { PLACED } from '../../sim-engine/system/pool.ts';
import { SaasSystem } from '../../sim-engine/system/saas-system.ts';
import { base, DURATION_US, execute, FOR_US, FROM_US, SECOND, scenarioWith } from '../support/struck-scenario.ts';

function runOf(scenario: Scenario): Run {
  return Run.create({ scenario, scenarioSha256: 'sha', seed: 3 });
}

/** Charges of the system at each resource, microseconds. */
function systemsByResource(run: Run): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { resource, culprit, us } of run.blame()) {
    if (culprit === '_system') sums[resource] = (sums[resource] ?? 0) + us;
  }
  return sums;
}

describe.each(BALANCING)('balancing by $id', ({ id }) => {
  it('sends nothing to an instance that is known to be down', () => {
    const fault = { id: 'instance-down', params: { detectMs: 0 } };
    const scenario = scenarioWith(fault, { tier: 'app', count: 3 });
    const system = new SaasSystem(
      { ...scenario, system: { ...scenario.system, balancing: id } },
      3,
      base.isolation,
      false,
    );
    system.world.runUntil(FROM_US + 1);
    const down = system.world.stations.filter(({ refuses }) => refuses);
    expect(down).toHaveLength(3);
    const failedAtOnce = system.world.accounts.reduce((sum, { failed }) => sum + failed, 0);
    system.world.runUntil(FROM_US + FOR_US - 1);
    for (const station of down) expect({ up: station.up, busy: station.busy }).toEqual({ up: false, busy: 0 });
    // What a crash loses it loses at once; nobody runs into it later.
    expect(system.world.accounts.reduce((sum, { failed }) => sum + failed, 0)).toBe(failedAtOnce);
  });
});

describe('a crash of every app instance', () => {
  it('loses every request that is under way, wherever it stands, and what it held is free', () => {
    const calm = runOf({ ...base, timeline: [] });
    calm.advanceTo(FROM_US);
    const underWay = Object.values(calm.result().tenants).reduce((sum, { inFlight }) => sum + inFlight, 0);
    const scenario = scenarioWith(
      { id: 'instance-down', params: {} },
      { tier: 'app', count: base.system.app.instances },
    );
    const run = runOf(scenario);
    run.advanceTo(FROM_US + 1);
    const tenants = Object.values(run.result().tenants);
    expect(underWay).toBeGreaterThan(0);
    expect(tenants.reduce((sum, { failed }) => sum + failed, 0)).toBe(underWay);
    const { stations } = run.state();
    for (const pool of run.topology().pools) {
      if (pool.tier === 'jobs') continue;
      for (const { index, id } of pool.stations) {
        expect([id, ...stations[index]!.servers].filter((each) => each !== id && each !== IDLE)).toEqual([]);
      }
    }
  });
});

describe('the ledger', () => {
  it.each([
    ['slow', 'app', 'app'],
    ['slow', 'database', 'database-cpu'],
    ['stall', 'database', 'database-io'],
    // Two of three parts are gone: what waits for them waits for the system.
    ['instance-down', 'database', 'database-cpu'],
  ] as const)('charges what %s costs at the %s to the system at the resource %s', (id, tier, resource) => {
    const struck = runOf(scenarioWith({ id, params: {} }, { tier, count: base.system.database.units - 1 }));
    struck.advanceTo(DURATION_US);
    const calm = runOf({ ...base, timeline: [] });
    calm.advanceTo(DURATION_US);
    expect(systemsByResource(struck)[resource] ?? 0).toBeGreaterThan(SECOND);
    expect(systemsByResource(calm)).toEqual({});
  });

  it('knows of what hangs in a stalled part before it goes on', () => {
    let hung = 0;
    for (let seed = 1; seed <= 8; seed++) {
      const scenario = scenarioWith({ id: 'stall', params: { detectMs: 0 } }, { tier: 'app', count: 7 });
      const run = Run.create({ scenario, scenarioSha256: 'sha', seed });
      run.advanceTo(FROM_US + FOR_US / 2);
      // Balancers know at once, so nobody waits there: all of it is of those who were in service.
      const struck = run
        .topology()
        .pools.flatMap(({ stations }) => stations.filter((each) => each.health !== undefined));
      const servers = struck.flatMap(({ index }) => [...run.state().stations[index]!.servers]);
      const hanging = servers.filter((tenant) => tenant !== IDLE).length;
      const half = systemsByResource(run).app ?? 0;
      run.advanceTo(FROM_US + (3 * FOR_US) / 4);
      expect((systemsByResource(run).app ?? 0) - half).toBe((hanging * FOR_US) / 4);
      hung += hanging;
    }
    expect(hung).toBeGreaterThan(0);
  });
});

describe('isolation', () => {
  const toBridge = {
    sequence: 0,
    atUs: FROM_US - SECOND,
    action: { type: 'switch-isolation', model: { id: 'bridge', params: {} } },
  } as const;

  it('is moved to through a crash of the database: copies wait, go on, and everybody arrives', () => {
    const crash = scenarioWith({ id: 'instance-down', params: { warmUpMs: 0 } }, { tier: 'database', count: 1000 });
    const slowMoves = {
      ...crash,
      durationUs: 4 * DURATION_US,
      timeline: crash.timeline.map((item) => ({ ...item, forUs: 2 * SECOND })),
    };
    const run = runOf({ ...slowMoves, system: { ...crash.system, move: { ...crash.system.move, streams: 1 } } });
    run.submit(toBridge);
    const cutovers = () => run.log().filter(({ kind }) => kind === 'cutover').length;
    run.advanceTo(FROM_US);
    const before = cutovers();
    expect(before).toBeLessThan(base.tenants.length - 1);
    run.advanceTo(FROM_US + 2 * SECOND);
    expect(cutovers() - before, 'a copy went on while every database was down').toBeLessThanOrEqual(1);
    run.advanceTo(4 * DURATION_US);
    expect(cutovers()).toBe(base.tenants.length);
    expect(run.log().some(({ kind }) => kind === 'move-rolled-back')).toBe(false);
    run.result();
  });

  it('that is switched leaves a struck part as it is until it is well, and is drained all the same', () => {
    const scenario = scenarioWith({ id: 'stall', params: {} }, { tier: 'app', count: 2 });
    const run = runOf(scenario);
    run.submit({
      ...toBridge,
      atUs: FROM_US + SECOND,
      action: { type: 'switch-isolation', model: { id: 'cells', params: {} } },
    });
    run.advanceTo(FROM_US + FOR_US - 1);
    expect(run.log().some(({ kind }) => kind === 'drained')).toBe(false);
    run.advanceTo(DURATION_US);
    expect(run.log().some(({ kind }) => kind === 'drained')).toBe(true);
    expect(run.result().isolation).toBe('cells');
  });

  it('that drains its old pools has the next fault strike those that serve', () => {
    const scenario = scenarioWith({ id: 'stall', params: {} }, { tier: 'app', count: 2 });
    const item = { ...scenario.timeline[0]!, forUs: DURATION_US };
    const nextUs = DURATION_US - SECOND;
    const timeline = [item, { ...item, id: 'next', atUs: nextUs }];
    const system = new SaasSystem({ ...scenario, timeline }, 3, base.isolation, false);
    system.world.runUntil(FROM_US + SECOND);
    const action = { type: 'switch-isolation', model: { id: 'cells', params: {} } } as const;
    system.apply({ sequence: 0, atUs: FROM_US + SECOND, action });
    system.world.runUntil(nextUs + 1);
    const [old, fresh] = [0, FROM_US + SECOND].map((createdUs) =>
      system.world.pools.filter((pool) => pool.tier === PLACED.app && !pool.retired && pool.createdUs === createdUs),
    );
    expect(old!.map(({ placed }) => placed)).toEqual([0]);
    const stalled = (pools: typeof old) => pools!.flatMap(({ stations }) => stations.filter((each) => each.stopped(0)));
    expect(stalled(old)).toHaveLength(2);
    expect(stalled(fresh)).toHaveLength(2);
  });
});

describe('the topology', () => {
  const healthAt = (id: string, target: FaultTarget, atUs: number) => {
    const run = runOf(scenarioWith({ id, params: {} }, target));
    run.advanceTo(atUs);
    const { pools, version } = run.topology();
    const stations = pools.flatMap(({ stations: all }) => all);
    const struck = stations.flatMap(({ id: station, health }) => (health === undefined ? [] : [{ station, health }]));
    return { version, struck };
  };

  it('shows who is down, stalled or slow, and by how much', () => {
    const { threadsPerInstance: count } = base.system.app;
    const all = { first: 0, count };
    const down = healthAt('instance-down', { tier: 'app', count: 1 }, FROM_US + 1);
    expect(down.struck).toEqual([{ station: 'app-1', health: [{ ...all, state: 'down', slowdown: 1 }] }]);
    expect(healthAt('stall', { tier: 'app', count: 1 }, FROM_US + 1).struck[0]!.health[0]!.state).toBe('stalled');
    expect(healthAt('slow', { tier: 'jobs', count: 2 }, FROM_US + 1).struck).toEqual([
      { station: 'jobs-1', health: [{ first: 0, count: 2, state: 'slow', slowdown: 5 }] },
    ]);
    expect(healthAt('slow', { tier: 'jobs', count: 2 }, FROM_US - 1).struck).toEqual([]);
  });

  it('shows faults that hold at once together: the worst of them, and slowness times slowness', () => {
    const scenario = scenarioWith({ id: 'slow', params: { factor: 2 } }, { tier: 'app', count: 1 });
    const first = scenario.timeline[0]!;
    const other = (id: string, fault: Choice, atUs: number): FaultItem => ({
      ...first,
      id,
      atUs,
      forUs: SECOND,
      fault,
      target: { tier: 'app', count: 1 },
    });
    const slower = other('slower', { id: 'slow', params: { factor: 3 } }, FROM_US + SECOND);
    const stalled = other('stalled', { id: 'stall', params: {} }, FROM_US + 3 * SECOND);
    const run = runOf({ ...scenario, timeline: [first, slower, stalled] });
    const seen = [0.5, 1.5, 2.5, 3.5, 4.5].map((seconds) => {
      run.advanceTo(FROM_US + seconds * SECOND);
      const [app] = run.topology().pools.filter(({ tier }) => tier === 'app');
      const { state, slowdown } = app!.stations[0]!.health![0]!;
      return [state, slowdown];
    });
    expect(seen).toEqual([
      ['slow', 2],
      ['slow', 6],
      ['slow', 2],
      ['stalled', 1],
      ['slow', 2],
    ]);
  });

  it('is another one whenever a part gets worse or better, down to being well', () => {
    const at = (afterUs: number) => healthAt('instance-down', { tier: 'app', count: 1 }, FROM_US + FOR_US + afterUs);
    const [down, cold, warmer, well] = [at(-1), at(1), at(SECOND + 1), at(5 * SECOND)];
    expect(cold!.struck[0]!.health[0]!).toMatchObject({ state: 'slow', slowdown: 3 });
    expect(warmer!.struck[0]!.health[0]!).toMatchObject({ state: 'slow', slowdown: 2.5 });
    expect(well!.struck).toEqual([]);
    expect(new Set([down, cold, warmer, well].map((each) => each!.version)).size).toBe(4);
  });
});

describe('a tenant that is left out', () => {
  it.each(['poison-message', 'query-of-death'])('sends no %s, so that nobody is hurt by it', (id) => {
    const scenario = scenarioWith({ id, params: {} }, { tenant: 'G' });
    const without = (timeline: Scenario['timeline']) => {
      const run = Run.create({ scenario: { ...scenario, timeline }, scenarioSha256: 'sha', seed: 3, without: 'G' });
      run.advanceTo(DURATION_US);
      const { tenants, blameMs } = run.result();
      return { tenants, blameMs };
    };
    expect(without(scenario.timeline)).toEqual(without([]));
    expect(execute(scenario).tenants).not.toEqual(execute({ ...scenario, timeline: [] }).tenants);
  });
});
