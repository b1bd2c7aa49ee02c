/** @module Small scenarios, frames and clocks for tests of the lab's page logic. */

import type { BenchData } from '../../lab-ui/state/bench-data.ts';
import type { StoreClock } from '../../lab-ui/state/frame-store.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import type { Frame, TenantTick, Tick } from '../../sim-engine/protocol/frame-codec.ts';
import { TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import type { OpenedRun } from '../../sim-engine/protocol/messages.ts';

const demand = { law: 'exponential', mean: 1_000, params: {} };

/** Three tenants of one plan with an SLO of 250 ms; G is planned to flood from 30 s to 60 s. */
export const scenario: Scenario = {
  id: 'noisy-neighbour',
  title: 'Noisy neighbour',
  summary: 'One floods.',
  concepts: [],
  durationUs: 120e6,
  plans: [{ id: 'team', title: 'Team', sloLatencyUs: 250_000, weight: 1, limitPerSec: 60, limitBurst: 20 }],
  tenants: ['A', 'B', 'G'].map((id) => ({
    id,
    name: `Tenant ${id}`,
    plan: 'team',
    workload: {
      arrivals: { id: 'poisson', params: { ratePerSec: 20 } },
      mix: [{ operation: 'read', weight: 1 }],
      keys: { count: 10, alpha: 1 },
    },
    dataBytes: 1e6,
  })),
  operations: [{ id: 'read', title: 'Read', app: demand, cache: 'read', cpu: demand, io: demand }],
  system: {
    app: { instances: 2, threadsPerInstance: 4, instancesMin: 1, boundPerInstance: 50, priceMicroUsdPerHour: 1 },
    cache: { entries: 100, entriesMin: 10, latencyUs: 100, priceMicroUsdPerHourPer1000: 1 },
    connections: { count: 4, countMin: 1, waitingMax: 50 },
    database: {
      units: 2,
      unitsMin: 1,
      coresPerUnit: 2,
      ioPerSecPerUnit: 1_000,
      basePriceMicroUsdPerHour: 1,
      unitPriceMicroUsdPerHour: 1,
    },
    jobs: { workers: 2, workersMin: 1, waitingMax: 10, priceMicroUsdPerHour: 1 },
    move: { streams: 1, chunkIo: 1, bytesPerIo: 65_536 },
    balancing: 'round-robin',
  },
  isolation: { id: 'shared', params: {} },
  timeline: [
    {
      id: 'flood',
      label: 'flood',
      atUs: 30e6,
      forUs: 30e6,
      tenant: 'G',
      noise: { id: 'request-flood', params: { ratePerSec: 400 } },
    },
  ],
  rights: { isolation: ['shared', 'cells', 'silo'], noise: ['request-flood'], balancing: [], limits: true, moves: 2 },
  objectives: [],
  passPoints: 0,
  proofs: [],
};

/** @param p99Us  of each tenant, in order */
export function tick(index: number, p99Us: readonly number[] = [50_000, 50_000, 50_000]): Tick {
  return { index, priceMicroUsdPerHour: 270_000, tenants: p99Us.map(tenantTick) };
}

function tenantTick(p99Us: number): TenantTick {
  return {
    arrived: 10,
    completed: 10,
    good: 10,
    rejected: 0,
    hits: 5,
    misses: 5,
    p50Us: p99Us / 4,
    p99Us,
    p99RecentUs: p99Us,
    recentCount: 100,
    heat: new Uint8Array(40),
  };
}

/** A frame at the end of its last tick. */
export function frame(sequence: number, ticks: readonly Tick[], simulatedUs?: number): Frame {
  return {
    sequence,
    simulatedUs: simulatedUs ?? ((ticks.at(-1)?.index ?? -1) + 1) * TICK_US,
    events: 0,
    actualSpeed: 1,
    state: { topologyVersion: 0, stations: [], caches: [] },
    ticks,
  };
}

/** The answer to `run:open`. */
export const opened: OpenedRun = {
  branchOf: null,
  runId: 'r-1',
  seed: 4711,
  engineVersion: '1',
  scenarioSha256: '',
  scenario,
};

/** A run with nothing in it but what is given. */
export function benchData(change: Partial<BenchData>): BenchData {
  return {
    scenario,
    ladder: [],
    status: 'running',
    simulatedUs: 0,
    events: 0,
    speed: 1,
    actualSpeed: 1,
    ticks: [],
    state: null,
    topology: null,
    log: [],
    objectives: [],
    guards: [],
    actions: [],
    movesUsed: 0,
    digest: null,
    head: null,
    ...change,
  };
}

/** A clock that stands still until it is told. */
export class HandClock implements StoreClock {
  private now = 0;
  private timers: { readonly atMs: number; readonly run: () => void }[] = [];

  nowMs(): number {
    return this.now;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { atMs: this.now + delayMs, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /** @param byMs  how far time goes on */
  pass(byMs: number): void {
    this.now += byMs;
    const due = this.timers.filter((timer) => timer.atMs <= this.now);
    this.timers = this.timers.filter((timer) => timer.atMs > this.now);
    for (const timer of due) timer.run();
  }
}
