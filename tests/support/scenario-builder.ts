/** @module Builds small scenarios with visible defaults, in engine units. */
import type { PathOperation } from '../../sim-engine/model/operation.ts';
import type { Scenario, Tenant, TimelineItem } from '../../sim-engine/model/scenario.ts';

const TENANTS: readonly [id: string, name: string, plan: string, ratePerSec: number][] = [
  ['A', 'Acorn', 'enterprise', 46],
  ['B', 'Brightside', 'business', 38],
  ['C', 'Cobalt', 'enterprise', 52],
  ['D', 'Dunlin', 'business', 30],
  ['E', 'Elm', 'team', 26],
  ['F', 'Fernwood', 'team', 22],
  ['G', 'Gantry', 'team', 44],
  ['H', 'Harbour', 'enterprise', 34],
  ['I', 'Iris', 'team', 20],
  ['J', 'Juniper', 'business', 28],
  ['K', 'Kestrel', 'team', 18],
  ['L', 'Lumen', 'team', 24],
];

/** A flood of heavy requests by one tenant. */
export function flood(tenant: string, atUs: number, forUs: number, ratePerSec = 430): TimelineItem {
  return {
    id: 'flood',
    label: `${tenant} floods`,
    atUs,
    forUs,
    tenant,
    noise: { id: 'request-flood', params: { ratePerSec } },
  };
}

function tenant([id, name, plan, ratePerSec]: (typeof TENANTS)[number]): Tenant {
  return {
    id,
    name,
    plan,
    workload: {
      arrivals: { id: 'poisson', params: { ratePerSec } },
      mix: [
        { operation: 'read', weight: 80 },
        { operation: 'write', weight: 19 },
        { operation: 'report', weight: 1 },
      ],
      keys: { count: 2000, alpha: 0.9 },
    },
    dataBytes: 24 * 1024 * 1024,
  };
}

const exponential = (mean: number) => ({ law: 'exponential', mean, params: {} });

/** What the tenants do unless a test says otherwise: all of it in the short form. */
export const OPERATIONS: readonly PathOperation[] = [
  { id: 'read', title: 'Read', app: exponential(2000), cache: 'read', cpu: exponential(8000), io: exponential(4) },
  {
    id: 'write',
    title: 'Write',
    app: exponential(3000),
    cache: 'invalidate',
    cpu: exponential(10_000),
    io: exponential(6),
    job: exponential(30_000),
  },
  {
    id: 'report',
    title: 'Report',
    app: exponential(5000),
    cache: 'none',
    cpu: exponential(40_000),
    io: exponential(30),
  },
];

/** Twelve tenants on one shared system, like the library's first scenario; change what a test is about. */
export function buildScenario(changes: Partial<Scenario> = {}): Scenario {
  return {
    id: 'test',
    title: 'Test',
    summary: 'For tests.',
    concepts: [],
    durationUs: 60_000_000,
    plans: [
      { id: 'enterprise', title: 'Enterprise', sloLatencyUs: 250_000, weight: 4, limitPerSec: 80, limitBurst: 80 },
      { id: 'business', title: 'Business', sloLatencyUs: 250_000, weight: 2, limitPerSec: 60, limitBurst: 60 },
      { id: 'team', title: 'Team', sloLatencyUs: 250_000, weight: 1, limitPerSec: 50, limitBurst: 50 },
    ],
    tenants: TENANTS.map(tenant),
    operations: OPERATIONS,
    system: {
      app: {
        instances: 8,
        threadsPerInstance: 4,
        instancesMin: 1,
        boundPerInstance: 200,
        priceMicroUsdPerHour: 14_000,
      },
      cache: { entries: 6000, entriesMin: 300, latencyUs: 300, priceMicroUsdPerHourPer1000: 4000 },
      connections: { count: 10, countMin: 2, waitingMax: 300 },
      database: {
        units: 10,
        unitsMin: 2,
        coresPerUnit: 1,
        ioPerSecPerUnit: 400,
        basePriceMicroUsdPerHour: 20_000,
        unitPriceMicroUsdPerHour: 8000,
      },
      jobs: { workers: 6, workersMin: 1, waitingMax: 600, priceMicroUsdPerHour: 4000 },
      move: { streams: 4, chunkIo: 16, bytesPerIo: 65_536 },
      balancing: 'round-robin',
    },
    isolation: { id: 'shared', params: {} },
    timeline: [flood('G', 20_000_000, 30_000_000)],
    rights: {
      isolation: ['shared', 'limited', 'fair', 'bulkhead', 'bridge', 'cells', 'silo'],
      noise: ['request-flood', 'heavy-query', 'cache-sweep'],
      balancing: ['round-robin', 'least-outstanding', 'power-of-two'],
      limits: true,
      moves: 3,
    },
    objectives: [
      {
        id: 'neighbours-p99',
        title: 'Neighbours stay within 250 ms',
        points: 60,
        metric: 'latency-p99',
        scope: { kind: 'except', tenants: ['G'] },
        fromUs: 40_000_000,
        toUs: 50_000_000,
        bound: 'at-most',
        threshold: 250,
      },
      {
        id: 'cost',
        title: 'Cost at most 0.42 USD/h',
        points: 40,
        metric: 'cost-rate',
        scope: { kind: 'all' },
        fromUs: 0,
        toUs: 60_000_000,
        bound: 'at-most',
        threshold: 0.42,
      },
    ],
    passPoints: 80,
    proofs: [],
    ...changes,
  };
}
