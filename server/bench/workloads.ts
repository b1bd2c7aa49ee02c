/** @module The two standard workloads of the benchmark, for the engine: mm1 and net. */
import { Network, type NetworkSpec } from '../../sim-engine/index.ts';

/** What one contender did on one workload. */
export interface Measured {
  /** Model events: 2 per customer on mm1, 2.2 per request on net. */
  readonly events: number;
  /** Mean response time, milliseconds: every contender must agree on it. */
  readonly meanMs: number;
}

const MM1: NetworkSpec = {
  seed: 1,
  stations: [{ id: 'server', servers: 1 }],
  routes: [
    {
      tenant: 'all',
      arrivals: { id: 'poisson', params: { ratePerSec: 0.8 } },
      steps: [{ visit: 'server', demand: { law: 'exponential', meanUs: 1_000_000 } }],
    },
  ],
  traceInputs: false,
};

const APP = ['app-1', 'app-2', 'app-3', 'app-4'];

/** Ten tenants on four app servers and a database. */
export const NET: NetworkSpec = {
  seed: 1,
  stations: [...APP.map((id) => ({ id, servers: 8 })), { id: 'database', servers: 16 }],
  routes: Array.from({ length: 10 }, (_, tenant) => ({
    tenant: `tenant-${tenant}`,
    arrivals: { id: 'poisson', params: { ratePerSec: 256 } },
    steps: [
      { visit: APP, balancing: 'round-robin', demand: { law: 'exponential', meanUs: 10_000 } },
      { branch: 0.8, to: 'end' as const },
      { visit: 'database', demand: { law: 'exponential', meanUs: 25_000 } },
    ],
  })),
  traceInputs: false,
};

/** The same with each of the ten a group of 10,000 small tenants. */
export function groupsNet(): NetworkSpec {
  return { ...NET, routes: NET.routes.map((route) => ({ ...route, members: 10_000 })) };
}

/** The engine on M/M/1 at 80 % load, with digest and histogram. */
export function engineMm1(customers: number): Measured {
  return execute(MM1, customers / 0.8);
}

/** The engine on the ten-tenant network, with digest and per-tenant histograms. */
export function engineNet(requests: number): Measured {
  return engineNetFor(requests / 2560);
}

/** The same for so many simulated seconds. */
export function engineNetFor(seconds: number): Measured {
  return execute(NET, seconds);
}

function execute(spec: NetworkSpec, seconds: number): Measured {
  const made = Network.create(spec);
  if (!made.ok) throw new TypeError(`bench workload: ${made.issues[0]?.message}`);
  const network = made.value;
  network.advanceTo(Math.round(seconds * 1e6));
  let completed = 0;
  let totalUs = 0;
  for (const tenant of new Set(spec.routes.map((route) => route.tenant))) {
    const stats = network.tenant(tenant);
    completed += stats.completed;
    totalUs += stats.completed * stats.latencyMeanUs;
  }
  return { events: network.events, meanMs: totalUs / completed / 1000 };
}
