/** Partitions in a running system: credit from quieter times, waiting or being turned away without it, and who is charged. */
import { describe, expect, it } from 'vitest';
import { Run } from '../../../sim-engine/index.ts';
import { StateReader, StateWriter } from '../../../sim-engine/kernel/state-codec.ts';
import type { PartitionSpec } from '../../../sim-engine/model/database-parts.ts';
import type { Scenario, Tenant } from '../../../sim-engine/model/scenario.ts';
import { Partitions } from '../../../sim-engine/system/partitions.ts';
import { buildScenario } from '../../support/scenario-builder.ts';

const SECOND = 1_000_000;
const fixed = (mean: number) => ({ law: 'deterministic', mean, params: {} });
const base = buildScenario({ durationUs: 10 * SECOND, timeline: [], objectives: [] });
const SPEC: PartitionSpec = { perUnit: 1, ratePerSec: 10, burst: 20, by: 'tenant', over: 'wait' };

describe('a partition’s credit', () => {
  const one = (changes: Partial<PartitionSpec> = {}) => new Partitions({ ...SPEC, ...changes }, 1, 3, 0);
  const spend = (of: Partitions, tenant: number, operations: number, nowUs: number) => {
    expect(of.admits(0, operations, nowUs)).toBe(true);
    return of.spend(0, tenant, operations);
  };

  it('begins full, is earned at the rate, and is never more than the burst', () => {
    const partition = one();
    expect(spend(partition, 0, 20, 0)).toBe(0);
    expect(spend(partition, 0, 1, 0)).toBe(100_000);
    // The next waits behind it, and a second later one operation of ten is left to wait for.
    expect(spend(partition, 0, 1, 0)).toBe(200_000);
    expect(spend(partition, 0, 9, SECOND)).toBe(100_000);
    expect(spend(partition, 0, 20, 100 * SECOND)).toBe(0);
    expect(spend(partition, 0, 1, 100 * SECOND)).toBe(100_000);
  });

  it('counts what is missing by who spent it; earning makes every part smaller alike', () => {
    const partition = one();
    spend(partition, 0, 12, 0);
    spend(partition, 1, 4, 0);
    expect([0, 1, 2].map((tenant) => partition.spentBy(0, tenant))).toEqual([12, 4, 0]);
    spend(partition, 2, 2, 0.8 * SECOND);
    expect([0, 1, 2].map((tenant) => partition.spentBy(0, tenant))).toEqual([6, 2, 2]);
    spend(partition, 2, 3, SECOND * 2);
    expect([0, 1, 2].map((tenant) => partition.spentBy(0, tenant))).toEqual([0, 0, 3]);
  });

  it('keeps counting through any number of parts of an earning', () => {
    const partition = one({ burst: 1e9 });
    for (let at = 0; at < 4000; at++) spend(partition, at % 2, 1e6, at * 99_999 * SECOND);
    const total = partition.spentBy(0, 0) + partition.spentBy(0, 1);
    expect(total).toBeGreaterThan(9.9e5);
    expect(total).toBeLessThan(1.1e6);
    expect(partition.spentBy(0, 0)).toBeGreaterThan(0);
  });

  it('turns away who would spend more than there is, where it says so', () => {
    const partition = one({ over: 'throttle' });
    expect(partition.admits(0, 20, 0)).toBe(true);
    partition.spend(0, 0, 20);
    expect(partition.admits(0, 1, 99_999)).toBe(false);
    expect(partition.admits(0, 1, 100_000)).toBe(true);
  });

  it('goes to a partition by tenant, or by tenant and key', () => {
    const by = (choice: 'tenant' | 'key') => new Partitions({ ...SPEC, perUnit: 4, by: choice }, 8, 3, 0);
    const partitionsOf = (of: Partitions, tenant: number) =>
      new Set(Array.from({ length: 200 }, (_, key) => of.of(tenant, key)));
    expect(by('tenant').count).toBe(32);
    expect(partitionsOf(by('tenant'), 1).size).toBe(1);
    expect(partitionsOf(by('key'), 1).size).toBe(32);
    expect(by('tenant').of(0, 0)).not.toBe(by('tenant').of(1, 0));
  });

  it('goes on from its saved state', () => {
    const partition = one();
    spend(partition, 0, 12, 0);
    spend(partition, 1, 4, 100_000);
    const writer = new StateWriter();
    partition.state(writer);
    const other = one();
    const reader = new StateReader(writer.finish());
    other.state(reader);
    expect(reader.exhausted).toBe(true);
    expect(spend(other, 2, 20, 500_000)).toBe(spend(partition, 2, 20, 500_000));
    expect(other.spentBy(0, 1)).toBe(partition.spentBy(0, 1));
  });
});

/** Writes of one IO operation on one partition, so that nothing but its credit can hold anybody up for long. */
function world(partitions: PartitionSpec | undefined, tables: readonly (readonly number[])[]): Scenario {
  const workload = (table: readonly number[]): Tenant['workload'] => ({
    ...base.tenants[0]!.workload,
    arrivals: { id: 'trace', params: { repeatMs: 600_000 }, table },
    mix: [{ operation: 'write', weight: 1 }],
  });
  return {
    ...base,
    tenants: tables.map((table, at) => ({ ...base.tenants[at]!, workload: workload(table) })),
    operations: base.operations.map((each) => ({ ...each, app: fixed(10), cpu: fixed(10), io: fixed(1) })),
    system: {
      ...base.system,
      connections: { count: 1000, countMin: 1, waitingMax: 100 },
      database: {
        ...base.system.database,
        units: 1,
        unitsMin: 1,
        ioPerSecPerUnit: 1_000_000,
        ...(partitions === undefined ? {} : { partitions }),
      },
    },
  };
}

function run(scenario: Scenario) {
  const made = Run.create({ scenario, scenarioSha256: 'x', seed: 3 });
  made.advanceTo(scenario.durationUs);
  const charged = made.blame().filter(({ resource }) => resource === 'partitions');
  return { ...made.result(), charged };
}

const times = (count: number, fromMs: number, stepMs: number) =>
  Array.from({ length: count }, (_, at) => fromMs + at * stepMs);

describe('partitions of a database', () => {
  it('let a burst pass, then hold everybody to the rate, in turn', () => {
    const { tenants } = run(world(SPEC, [times(40, 1000, 1)]));
    expect(tenants.A!.completed).toBe(40);
    // The fortieth asks 39 ms after the first and finds twenty missing but for 0.39 earned: its place comes after 1.961 s.
    expect(tenants.A!.latencyMs.max).toBeCloseTo(1961, 0);
    expect(tenants.A!.latencyMs.p50).toBeLessThan(100);
    const free = run(world(undefined, [times(40, 1000, 1)])).tenants.A!;
    expect(free.latencyMs.max).toBeLessThan(1);
    expect(free).not.toHaveProperty('throttled');
  });

  it('turn away what finds no credit, and count it by tenant', () => {
    const { tenants } = run(world({ ...SPEC, over: 'throttle' }, [times(40, 1000, 1), [1041, 1200]]));
    expect(tenants.A).toMatchObject({ completed: 20, rejected: 20, throttled: 20 });
    // After 0.041 s nothing has been earned; after 0.2 s two operations have.
    expect(tenants.B).toMatchObject({ completed: 1, rejected: 1, throttled: 1 });
  });

  it('charge a wait to those who spent what is missing, in proportion, one’s own included', () => {
    // A spends the credit of 20; B asks for one more: of what is missing A has 20 of 21 parts.
    const { charged, tenants } = run(world(SPEC, [times(20, 1000, 0), [1000.5]]));
    const of = (culprit: string) => charged.find((each) => each.culprit === culprit && each.victim === 'B')!.us;
    const waitUs = of('A') + of('B');
    // 0.005 operations were earned in the half millisecond.
    expect(waitUs).toBeGreaterThan(99_000);
    expect(waitUs).toBeLessThanOrEqual(100_000);
    expect(of('A') / waitUs).toBeCloseTo(20 / 21, 3);
    expect(charged).toHaveLength(2);
    expect(tenants.B!.latencyMs.max * 1000 - waitUs).toBeLessThan(100);
  });

  it('are one for each tenant’s own, where there are enough: nobody waits for another', () => {
    const shared = { ...SPEC, perUnit: 256 };
    const { charged, tenants } = run(world(shared, [times(40, 1000, 1), times(5, 1100, 1)]));
    expect(tenants.B!.latencyMs.max).toBeLessThan(1);
    expect(charged.every(({ culprit, victim }) => culprit === 'A' && victim === 'A')).toBe(true);
  });

  it('count whole operations of what is read, less what is in memory', () => {
    const scenario = world(SPEC, [times(40, 1000, 1)]);
    const reads = [{ operation: 'read', weight: 1 }];
    const [tenant] = scenario.tenants;
    const buffer = { pagesPerUnit: 10_000, bytesPerPage: 1024 ** 2 };
    const { database, cache } = scenario.system;
    const paged = {
      ...scenario,
      tenants: [{ ...tenant!, dataBytes: 1, workload: { ...tenant!.workload, mix: reads } }],
      system: { ...scenario.system, cache: { ...cache, ttlUs: 1 }, database: { ...database, buffer } },
    };
    const { tenants } = run(paged);
    expect(tenants.A!.buffer).toEqual({ hits: 39, misses: 1 });
    expect(tenants.A!.latencyMs.max).toBeLessThan(2);
  });
});
