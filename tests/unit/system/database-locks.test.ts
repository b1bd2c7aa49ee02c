/**
 * Locks at the database: a schema change behind one long query stops everybody who shares its table, a hot row is served one
 * after the other and holds connections meanwhile, and databases of their own keep both to themselves.
 */
import { describe, expect, it } from 'vitest';
import { type OperationLock, Run, type RunResult, type Scenario } from '../../../sim-engine/index.ts';
import { buildScenario } from '../../support/scenario-builder.ts';

const SECOND = 1_000_000;
const DDL: Scenario['timeline'][number] = {
  id: 'ddl',
  label: 'G migrates',
  atUs: 2 * SECOND,
  forUs: 8 * SECOND,
  tenant: 'G',
  noise: { id: 'schema-change', params: { ratePerSec: 0.5, holdMs: 1500, patienceMs: 0 } },
};

const withLocks = (locks: readonly OperationLock[], operation: string): Pick<Scenario, 'operations'> => ({
  operations: buildScenario().operations.map((each) => (each.id === operation ? { ...each, locks } : each)),
});

function execute(changes: Partial<Scenario>, isolation = 'shared', seed = 4): { run: Run; result: RunResult } {
  const scenario = buildScenario({ durationUs: 12 * SECOND, timeline: [], objectives: [], ...changes });
  const run = Run.create({ scenario, scenarioSha256: 'x', seed, isolation: { id: isolation, params: {} } });
  run.advanceTo(scenario.durationUs);
  return { run, result: run.result() };
}

const worst = ({ tenants }: RunResult) =>
  Math.max(...Object.entries(tenants).flatMap(([id, { latencyMs }]) => (id === 'G' ? [] : [latencyMs.max])));

describe('a schema change', () => {
  const quiet = execute({}).result;
  const shared = execute({ timeline: [DDL] });

  it('makes everybody at the shared table wait for as long as it takes', () => {
    expect(worst(quiet)).toBeLessThan(1000);
    expect(worst(shared.result)).toBeGreaterThan(1500);
  });

  it('is charged to the tenant that makes it', () => {
    const locks = shared.run.blame().filter(({ resource, victim }) => resource === 'locks' && victim !== 'G');
    const byGantry = locks.filter(({ culprit }) => culprit === 'G').reduce((sum, { us }) => sum + us, 0);
    expect(byGantry).toBeGreaterThan(0.5 * locks.reduce((sum, { us }) => sum + us, 0));
  });

  it('stays within a database of one’s own', () => {
    const before = execute({}, 'bridge').result;
    const during = execute({ timeline: [DDL] }, 'bridge');
    for (const [id, { latencyDigest }] of Object.entries(before.tenants)) {
      if (id !== 'G') expect(during.result.tenants[id]!.latencyMs.max).toBeLessThan(1000);
      else expect(during.result.tenants[id]!.latencyDigest).not.toBe(latencyDigest);
    }
    const foreign = during.run
      .blame()
      .filter(({ resource, culprit, victim }) => resource === 'locks' && culprit !== victim);
    expect(foreign).toEqual([]);
  });

  it('that waits no longer than it may gives up behind a long query, and nobody waits behind it', () => {
    const long = withLocks([{ on: 'table', mode: 'shared', holdUs: 600_000 }], 'report');
    const migration = (patienceMs: number) => ({
      ...long,
      timeline: [{ ...DDL, noise: { id: 'schema-change', params: { ratePerSec: 1, holdMs: 1, patienceMs } } }],
    });
    const patient = execute(migration(0));
    const impatient = execute(migration(20));
    const lockedUs = ({ run }: { run: Run }) =>
      run.blame().reduce((sum, { resource, us }) => (resource === 'locks' ? sum + us : sum), 0);
    expect(impatient.result.tenants.G!.timedOut).toBeGreaterThan(0);
    expect(patient.result.tenants.G!.timedOut).toBe(0);
    expect(lockedUs(impatient)).toBeLessThan(lockedUs(patient) / 3);
  });
});

describe('a hot row', () => {
  const noise = (holdMs: number): Partial<Scenario> => ({
    timeline: [{ ...DDL, noise: { id: 'hot-row', params: { ratePerSec: 60, holdMs } } }],
  });

  it('is worked on by one transaction at a time, whatever the cores, and keeps connections from everybody', () => {
    const { result } = execute(noise(50));
    const calm = execute(noise(0)).result;
    // At most 20 a second fit; the others wait on connections of the pool that all share.
    expect(worst(result)).toBeGreaterThan(3 * worst(calm));
  });

  it('is one’s own fault', () => {
    const { run } = execute(noise(50));
    const locks = run.blame().filter(({ resource }) => resource === 'locks');
    expect(locks.map(({ culprit, victim }) => `${culprit} ${victim}`)).toEqual(['G G']);
  });

  it('is the row of the key: operations on different keys do not wait for each other', () => {
    const row = withLocks([{ on: 'row', mode: 'exclusive', holdUs: 20_000 }], 'write');
    const tenant = withLocks([{ on: 'tenant', mode: 'exclusive', holdUs: 20_000 }], 'write');
    const waited = ({ run }: { run: Run }) =>
      run.blame().reduce((sum, { resource, us }) => (resource === 'locks' ? sum + us : sum), 0);
    expect(waited(execute(tenant))).toBeGreaterThan(3 * waited(execute(row)));
  });
});

describe('locks that nobody waits for', () => {
  it('change nothing', () => {
    const plain = execute({});
    const rights = { ...buildScenario().rights, noise: ['schema-change'] };
    expect(execute({ rights }).run.digest()).toBe(plain.run.digest());
  });
});
