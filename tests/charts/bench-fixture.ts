/** @module Bench data for chart tests: the engine itself on a small world, so that every shape of it is a real one. */

import type { BenchData } from '../../lab-ui/state/bench-data.ts';
import { catalogue, previewIsolation, Run } from '../../sim-engine/index.ts';
import type { Action, FaultItem, Scenario, Tenant } from '../../sim-engine/model/scenario.ts';
import { decodeFrame, encodeFrame } from '../../sim-engine/protocol/frame-codec.ts';

/** What a fixture is made of. */
export interface FixtureOptions {
  readonly tenants?: number;
  /** How far the run has come, seconds. */
  readonly untilSec?: number;
  readonly actions?: readonly { readonly atSec: number; readonly action: Action }[];
  readonly seed?: number;
  /** Faults on the timeline beside the flood. */
  readonly faults?: readonly FaultItem[];
}

const NAMES = [
  'Acorn Health',
  'Brightside Travel',
  'Cobalt Bank',
  'Dunlin Books',
  'Elm Schools',
  'Fernwood Farms',
  'Gantry Retail',
  'Harbour Freight',
  'Iris Optics',
  'Juniper Foods',
  'Kestrel Games',
  'Lumen Energy',
];
const RATES = [46, 38, 52, 30, 26, 22, 44, 34, 20, 28, 18, 24];
const FLOOD = { atUs: 30_000_000, forUs: 54_000_000, ratePerSec: 430 };
/** Tenants beyond the twelfth send less, so that the same system still carries them. */
const QUIET_RATE = 2;

function tenantAt(index: number): Tenant {
  return {
    id: index < 26 ? String.fromCharCode(65 + index) : `T${index}`,
    name: NAMES[index] ?? `Tenant ${index}`,
    plan: ['enterprise', 'business', 'team'][index % 3] ?? 'team',
    workload: {
      arrivals: { id: 'poisson', params: { ratePerSec: RATES[index] ?? QUIET_RATE } },
      mix: [
        { operation: 'read', weight: 80 },
        { operation: 'write', weight: 18 },
        { operation: 'report', weight: 2 },
      ],
      keys: { count: 4000, alpha: 0.9 },
    },
    dataBytes: 512 * 2 ** 20,
  };
}

const exponential = (mean: number) => ({ law: 'exponential', mean, params: {} });

/** @param count  number of tenants; the seventh floods from 30 s to 84 s */
export function fixtureScenario(count: number): Scenario {
  const tenants = Array.from({ length: count }, (_, index) => tenantAt(index));
  const plan = (id: string, title: string, weight: number) => ({
    id,
    title,
    sloLatencyUs: 250_000,
    weight,
    limitPerSec: 260,
    limitBurst: 130,
  });
  return {
    id: 'fixture',
    title: 'Fixture',
    summary: '',
    concepts: [],
    durationUs: 120_000_000,
    plans: [plan('enterprise', 'Enterprise', 3), plan('business', 'Business', 2), plan('team', 'Team', 1)],
    tenants,
    operations: [
      { id: 'read', title: 'Read', app: exponential(4000), cache: 'read', cpu: exponential(5000), io: exponential(4) },
      {
        id: 'write',
        title: 'Write',
        app: exponential(5000),
        cache: 'invalidate',
        cpu: exponential(6000),
        io: exponential(6),
        job: exponential(20_000),
      },
      {
        id: 'report',
        title: 'Report',
        app: exponential(8000),
        cache: 'none',
        cpu: exponential(28_000),
        io: exponential(9),
        job: exponential(8000),
      },
    ],
    system: {
      app: { instances: 8, threadsPerInstance: 4, instancesMin: 2, boundPerInstance: 64, priceMicroUsdPerHour: 10_000 },
      cache: { entries: 6000, entriesMin: 1000, latencyUs: 500, priceMicroUsdPerHourPer1000: 1500 },
      connections: { count: 10, countMin: 3, waitingMax: 300 },
      database: {
        units: 4,
        unitsMin: 1,
        coresPerUnit: 4,
        ioPerSecPerUnit: 1000,
        basePriceMicroUsdPerHour: 20_000,
        unitPriceMicroUsdPerHour: 10_000,
      },
      jobs: { workers: 6, workersMin: 2, waitingMax: 200, priceMicroUsdPerHour: 20_000 },
      move: { streams: 4, chunkIo: 16, bytesPerIo: 2 ** 20 },
      balancing: 'round-robin',
    },
    isolation: { id: 'shared', params: {} },
    timeline: [
      {
        id: 'flood',
        label: 'G floods',
        atUs: FLOOD.atUs,
        forUs: FLOOD.forUs,
        tenant: tenants[Math.min(6, count - 1)]?.id ?? 'A',
        noise: { id: 'heavy-query', params: { ratePerSec: FLOOD.ratePerSec, cost: 1 } },
      },
    ],
    rights: { isolation: [], noise: [], balancing: [], limits: true, moves: 3 },
    objectives: [],
    passPoints: 80,
    proofs: [],
  };
}

/** @returns what the bench would know of such a run */
export function benchFixture(options: FixtureOptions = {}): BenchData {
  const { tenants = 12, untilSec = 0, actions = [], seed = 4711, faults = [] } = options;
  const base = fixtureScenario(tenants);
  const scenario: Scenario = { ...base, timeline: [...base.timeline, ...faults] };
  const run = Run.create({ scenario, scenarioSha256: '0'.repeat(64), seed, ticks: true });
  const stamped = actions.map(({ atSec, action }, sequence) => ({ sequence, atUs: atSec * 1e6, action }));
  for (const action of stamped) {
    run.advanceTo(action.atUs);
    run.submit(action);
  }
  run.advanceTo(untilSec * 1e6);
  const packet = encodeFrame(
    { sequence: 1, simulatedUs: run.nowUs, events: run.events, actualSpeed: 1 },
    run.state(),
    run.takeTicks(),
  );
  const frame = decodeFrame(packet);
  if (!frame.ok) throw new RangeError(frame.issues.map((found) => found.message).join('; '));
  return {
    scenario,
    ladder: catalogue.isolation.map((model) => ({
      id: model.id,
      title: model.title,
      meaning: model.meaning,
      finer: model.finer,
      summary: model.summary,
      ...previewIsolation(scenario, {
        id: model.id,
        params: Object.fromEntries(model.params.map((param) => [param.name, param.default])),
      }),
    })),
    status: untilSec === 0 ? 'ready' : run.finished ? 'finished' : 'running',
    simulatedUs: run.nowUs,
    events: run.events,
    speed: 1,
    actualSpeed: 1,
    ticks: frame.value.ticks,
    state: frame.value.state,
    topology: run.topology(),
    log: run.log(),
    objectives: [],
    guards: [],
    actions: stamped.map(({ atUs, action }) => ({ atUs, action })),
    movesUsed: actions.length,
    digest: null,
    head: null,
  };
}

/** A switch of the isolation model with its default parameters. */
export function switchTo(id: string, atSec: number): { readonly atSec: number; readonly action: Action } {
  const model = catalogue.isolation.find((candidate) => candidate.id === id);
  const params = Object.fromEntries((model?.params ?? []).map((param) => [param.name, param.default]));
  return { atSec, action: { type: 'switch-isolation', model: { id, params } } };
}
