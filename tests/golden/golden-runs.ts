/** @module The golden runs: a small set that goes through every isolation model, noise, policy and law; it also runs in a browser. */
import {
  type Action,
  Network,
  type NetworkSpec,
  Run,
  type RunOptions,
  type Scenario,
  type StampedAction,
} from '../../sim-engine/index.ts';
import { ARRIVALS } from '../../sim-engine/policies/arrival/index.ts';
import { BACKOFFS } from '../../sim-engine/policies/backoff/index.ts';
import { BREAKERS } from '../../sim-engine/policies/breaker/index.ts';
import type { FaultKind } from '../../sim-engine/policies/fault/fault.ts';
import { FAULTS } from '../../sim-engine/policies/fault/index.ts';
import { ISOLATION } from '../../sim-engine/policies/isolation/index.ts';
import { LAWS } from '../../sim-engine/policies/law/index.ts';
import { POPULARITY } from '../../sim-engine/policies/popularity/index.ts';
import { RETRY_BUDGETS } from '../../sim-engine/policies/retry-budget/index.ts';
import { buildScenario, flood, OPERATIONS } from '../support/scenario-builder.ts';
import { PART_SCENARIOS } from './part-scenarios.ts';

/** What a golden run came to. */
export interface GoldenOutcome {
  readonly digest: string;
  readonly events: number;
  /** Everything else that was measured, as text: it must be the same on every machine, but may grow with the product. */
  readonly measured: string;
}

/** How a run is executed; nothing of it may matter. */
export interface Manner {
  /** Keep ticks for the bench. */
  readonly ticks?: boolean;
  /** Between two slices, look at everything that can be looked at. */
  readonly paused?: boolean;
  /** Between two slices, go on with a run restored from a snapshot. */
  readonly restored?: boolean;
}

/** A run that is pinned. */
export interface GoldenRun {
  readonly id: string;
  /** Whether it can be saved, and so restored. */
  readonly saves: boolean;
  /** @param slices  in how many pieces it is executed: it must not matter */
  execute(slices: number, manner?: Manner): GoldenOutcome;
}

const SECOND = 1_000_000;
const DURATION_US = 24 * SECOND;
const SHA = '0'.repeat(64);
const FLOOD = flood('G', 6 * SECOND, 10 * SECOND);

const short = (changes: Partial<Scenario> = {}): Scenario =>
  buildScenario({ durationUs: DURATION_US, timeline: [FLOOD], objectives: [], ...changes });

function live(
  id: string,
  scenario: Scenario,
  actions: readonly (readonly [atUs: number, action: Action])[] = [],
): GoldenRun {
  const stamped: StampedAction[] = actions.map(([atUs, action], sequence) => ({ sequence, atUs, action }));
  return {
    id,
    saves: true,
    execute: (slices, { ticks = false, paused = false, restored = false } = {}) => {
      const options: RunOptions = { scenario, scenarioSha256: SHA, seed: 42, ticks };
      let run = Run.create(options);
      for (const action of stamped) run.submit(action);
      for (let slice = 1; slice <= slices; slice++) {
        run.advanceTo(Math.round((slice * DURATION_US) / slices));
        if (paused) lookAt(run);
        if (restored) run = restore(options, run.snapshot());
      }
      return { digest: run.digest(), events: run.events, measured: JSON.stringify(run.result()) };
    },
  };
}

function lookAt(run: Run): void {
  run.state();
  run.topology();
  run.objectives();
  run.result();
  run.takeTicks();
  run.snapshot();
}

function restore(options: RunOptions, snapshot: Uint8Array): Run {
  const restored = Run.restore(options, snapshot);
  if (!restored.ok) throw new TypeError(`a golden run's snapshot: ${restored.issues[0]?.message}`);
  return restored.value;
}

const NETWORK_US = 20 * SECOND;

function network(id: string, spec: NetworkSpec): GoldenRun {
  return {
    id,
    saves: false,
    execute: (slices) => {
      const made = Network.create(spec);
      if (!made.ok) throw new TypeError(`golden ${id}: ${made.issues[0]?.message}`);
      for (let slice = 1; slice <= slices; slice++) made.value.advanceTo(Math.round((slice * NETWORK_US) / slices));
      const tenants = [...new Set(spec.routes.map((route) => route.tenant))];
      const figures = tenants.map((tenant) => made.value.tenant(tenant));
      return { digest: made.value.digest(), events: made.value.events, measured: JSON.stringify(figures) };
    },
  };
}

const APP = ['app-1', 'app-2', 'app-3', 'app-4'];
const NET: NetworkSpec = {
  seed: 7,
  stations: [...APP.map((id) => ({ id, servers: 8 })), { id: 'database', servers: 16 }],
  routes: Array.from({ length: 10 }, (_, tenant) => ({
    tenant: `tenant-${tenant}`,
    arrivals: { id: 'poisson', params: { ratePerSec: 256 } },
    steps: [
      { visit: APP, balancing: 'power-of-two', demand: { law: 'exponential', meanUs: 10_000 } },
      { branch: 0.8, to: 'end' as const },
      { visit: 'database', demand: { law: 'exponential', meanUs: 25_000 } },
    ],
  })),
};
const MM1: NetworkSpec = {
  seed: 8,
  stations: [{ id: 'server', servers: 1, bound: 40, discipline: { id: 'drr', params: {} } }],
  routes: ['A', 'B'].map((tenant) => ({
    tenant,
    arrivals: { id: 'poisson', params: { ratePerSec: 450 } },
    steps: [{ visit: 'server', demand: { law: 'exponential', meanUs: 1000 } }],
  })),
};

const switchTo = (id: string): Action => ({ type: 'switch-isolation', model: { id, params: {} } });
const noise = (id: string, tenant: string, params: Readonly<Record<string, number>> = {}): Action => ({
  type: 'inject-noise',
  tenant,
  noise: { id, params },
  forUs: 6 * SECOND,
});

const skewed = (mean: number, cv: number) => ({ law: 'lognormal', mean, params: { cv } });
const fixed = (mean: number) => ({ law: 'deterministic', mean, params: {} });
const base = buildScenario();
const bursty: Partial<Scenario> = {
  tenants: base.tenants.map((tenant, at) => ({
    ...tenant,
    workload: {
      ...tenant.workload,
      arrivals:
        at % 2 === 0
          ? { id: 'on-off', params: { onRatePerSec: 120, onMs: 700, offMs: 1500 } }
          : tenant.workload.arrivals,
      keys: { count: 500, alpha: at / 10 },
    },
  })),
  operations: OPERATIONS.map((operation) => ({
    ...operation,
    app: fixed(operation.app.mean),
    cpu: skewed(operation.cpu.mean, 2),
    io: skewed(operation.io.mean, 0.5),
  })),
};

/** A kind of fault with its defaults. */
function faultItem(kind: FaultKind, at: number, atUs: number): Scenario['timeline'][number] {
  const parts = { tier: kind.tiers[at % kind.tiers.length]!, count: 2 };
  const target = kind.aim === 'parts' ? parts : kind.aim === 'tenant' ? { tenant: 'G' } : {};
  return { id: kind.id, label: kind.title, atUs, forUs: 4 * SECOND, fault: { id: kind.id, params: {} }, target };
}

/** Every kind one after the other, each beginning before the one before it is over. */
const everyFault = FAULTS.map((kind, at) => faultItem(kind, at, (1 + 3 * at) * SECOND));

/** Every arrival process, service law and popularity that a scenario can name, with its defaults. */
const everyWorkload: Partial<Scenario> = {
  tenants: base.tenants.map((tenant, at) => ({
    ...tenant,
    workload: {
      ...tenant.workload,
      arrivals: { id: ARRIVALS[at % ARRIVALS.length]!.id, params: {} },
      keys: { count: 500, kind: POPULARITY[at % POPULARITY.length]!.id, params: {} },
    },
  })),
  operations: OPERATIONS.flatMap((operation) =>
    LAWS.map(({ id }) => {
      const work = (mean: number) => ({ law: id, mean, params: {} });
      const { app, cpu, io } = operation;
      return { ...operation, id: `${operation.id}-${id}`, app: work(app.mean), cpu: work(cpu.mean), io: work(io.mean) };
    }),
  ),
};
/** Every way of backing off, budget and breaker at a client with its defaults, with patience and without. */
const withClients: Partial<Scenario> = {
  tenants: base.tenants.map((tenant, at) => ({
    ...tenant,
    client: {
      ...(at % 3 === 2 ? { hedgeAfterUs: 60_000 } : { timeoutUs: 300_000 }),
      cancels: at % 2 === 0,
      retries: 2,
      backoff: { id: BACKOFFS[at % BACKOFFS.length]!.id, params: {} },
      budget: { id: RETRY_BUDGETS[at % RETRY_BUDGETS.length]!.id, params: {} },
      breaker: { id: BREAKERS[at % BREAKERS.length]!.id, params: {} },
    },
  })),
};
/** Locks of every scope, kept for a while and waited for in vain; and the inner link's two times. */
const withLocks: Partial<Scenario> = {
  operations: OPERATIONS.map((operation, at) => ({
    ...operation,
    locks: [
      { on: 'table', mode: 'shared', timeoutUs: 2 * SECOND },
      ...(at === 1 ? [{ on: 'row', mode: 'exclusive', holdUs: 8000 } as const] : []),
      ...(at === 2 ? [{ on: 'tenant', mode: 'exclusive', timeoutUs: 500_000 } as const] : []),
    ],
  })),
  system: {
    ...base.system,
    connections: { ...base.system.connections, acquireTimeoutUs: SECOND },
    database: { ...base.system.database, queryTimeoutUs: SECOND },
  },
};
/** Disciplines of every kind of service, caps, and a limiter of another kind for each plan. */
const withTerms: Partial<Scenario> = {
  isolation: { id: 'limited', params: {} },
  plans: base.plans.map((plan, at) => ({
    ...plan,
    critical: at === 0,
    limiter: { id: ['shed-reserve', 'aimd', 'leaky-bucket'][at]!, params: {} },
  })),
  system: {
    ...base.system,
    app: { ...base.system.app, discipline: { id: 'weighted-ps', params: {} } },
    connections: { ...base.system.connections, discipline: { id: 'wfq', params: {} }, capPerTenant: 4 },
    database: { ...base.system.database, discipline: { id: 'preemptive-priority', params: {} }, capPerTenant: 6 },
    jobs: { ...base.system.jobs, discipline: { id: 'sjf', params: {} } },
  },
};
/** Steps of every kind: look-ups whose misses fan out, writes within branches, jobs on the way. */
const withSteps: Partial<Scenario> = {
  operations: base.operations.map((operation, at) => {
    const { app, cpu, io } = OPERATIONS[at]!;
    const lookup = [{ parallel: [[{ external: fixed(30_000) }], [{ read: { cpu, io } }, { app }]] }];
    const write = { cpu, io, locks: [{ on: 'row', mode: 'exclusive', holdUs: 2000 } as const] };
    const parts = [{ parallel: [[{ write }, { job: skewed(20_000, 1) }], [{ app }], [{ app }, { lookup }]] }];
    return { id: operation.id, title: operation.title, steps: [{ app }, at === 0 ? { lookup } : parts[0]!] };
  }),
  tenants: base.tenants.map((tenant, at) =>
    at % 3 === 0 ? { ...tenant, client: { timeoutUs: 400_000, cancels: at % 2 === 0, retries: 1 } } : tenant,
  ),
};
const everyMix = everyWorkload.operations!.map(({ id }) => ({ operation: id, weight: 1 }));

/** In a fixed order; ids are the keys of the recorded file. */
export const GOLDEN_RUNS: readonly GoldenRun[] = [
  ...ISOLATION.map(({ id }) => live(`flood-${id}`, short({ isolation: { id, params: {} } }))),
  live('switching-live', short(), [
    [3 * SECOND, switchTo('silo')],
    [5 * SECOND, switchTo('cells')],
    [9 * SECOND, switchTo('fair')],
    [14 * SECOND, switchTo('bridge')],
  ]),
  live('every-action', short({ timeline: [] }), [
    [2 * SECOND, noise('heavy-query', 'A', { ratePerSec: 20 })],
    [3 * SECOND, noise('cache-sweep', 'B')],
    [4 * SECOND, { type: 'set-balancing', policy: 'least-outstanding' }],
    [5 * SECOND, { type: 'set-limit', tenant: 'C', limitPerSec: 12.5, limitBurst: 3 }],
    [6 * SECOND, noise('request-flood', 'C')],
    [7 * SECOND, { type: 'stop-noise', noise: 0 }],
    [7 * SECOND, { type: 'set-balancing', policy: 'power-of-two' }],
    [8 * SECOND, { type: 'clear-limit', tenant: 'C' }],
    [9 * SECOND, switchTo('bulkhead')],
  ]),
  live('bursty-and-skewed', short(bursty)),
  ...FAULTS.map((kind, at) => live(`fault-${kind.id}`, short({ timeline: [faultItem(kind, at, 3 * SECOND)] }))),
  live('every-fault', short({ timeline: everyFault, rights: { ...base.rights, faults: FAULTS.map(({ id }) => id) } }), [
    [4 * SECOND, switchTo('cells')],
    [
      8 * SECOND,
      {
        type: 'inject-fault',
        fault: { id: 'instance-down', params: { detectMs: 200 } },
        target: { tier: 'database', count: 2, tenant: 'A' },
        forUs: 3 * SECOND,
      },
    ],
  ]),
  live(
    'every-workload',
    short({
      ...everyWorkload,
      tenants: everyWorkload.tenants!.map((each) => ({ ...each, workload: { ...each.workload, mix: everyMix } })),
    }),
  ),
  live('clients', short(withClients)),
  live('locks', short(withLocks), [
    [4 * SECOND, noise('schema-change', 'A', { ratePerSec: 0.5, holdMs: 400 })],
    [5 * SECOND, noise('hot-row', 'B')],
    [12 * SECOND, switchTo('bulkhead')],
  ]),
  live('steps', short(withSteps), [
    [4 * SECOND, noise('hot-row', 'B')],
    [5 * SECOND, switchTo('bridge')],
    [11 * SECOND, noise('cache-sweep', 'C')],
  ]),
  live(
    'no-heartbeat',
    short({
      system: {
        ...base.system,
        jobs: { ...base.system.jobs, workers: 3, visibilityUs: 40_000, attemptsMax: 3, heartbeat: false },
      },
      timeline: [FLOOD, faultItem(FAULTS.find(({ id }) => id === 'poison-message')!, 0, 9 * SECOND)],
    }),
    [[12 * SECOND, switchTo('cells')]],
  ),
  live('terms-of-tiers', short(withTerms), [
    [3 * SECOND, { type: 'set-limiter', tenant: 'A', limiter: { id: 'gcra', params: {} } }],
    [7 * SECOND, { type: 'set-client', client: { timeoutUs: 400_000, retries: 1 } }],
    [9 * SECOND, switchTo('fair')],
    [13 * SECOND, switchTo('limited')],
  ]),
  ...PART_SCENARIOS.map(([id, changes]) => live(id, short(changes))),
  network('network-net', NET),
  network('network-fair-mm1', MM1),
];
