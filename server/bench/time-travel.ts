/** @module How fast time travel is: seeking in a run of a million events, and saving a run with 100,000 requests in flight. */
import { Recording, Run, type RunOptions, type Scenario, StreamBank } from '../../sim-engine/index.ts';
import { contentHash } from '../content/canonical-json.ts';
import { loadLibrary } from '../content/library.ts';

/** What was measured; milliseconds of wall time unless it says CPU. */
export interface TimeTravelResult {
  /** Model events of the run that was sought in. */
  readonly events: number;
  readonly seeks: number;
  readonly seekMsP50: number;
  readonly seekMsP95: number;
  readonly seekMsMax: number;
  /** CPU time of the whole process, which other programs on the machine do not lengthen. */
  readonly seekCpuMsP95: number;
  readonly snapshots: number;
  readonly snapshotsBytes: number;
  /** Requests in flight, each with its pending completion, of the run that was saved. */
  readonly pending: number;
  readonly pendingBytes: number;
  /** CPU time, best of the rounds, as with every speed here. */
  readonly snapshotCpuMs: number;
  readonly restoreCpuMs: number;
}

const SEEKS = 200;
const SAVES = 50;
const SEED = 1;
const SECOND_US = 1_000_000;
/** Every request that arrives stays in service for so long that none leaves before the measurement. */
const HELD_US = 600 * SECOND_US;

/**
 * @param events   model events of the run that is sought in, > 0
 * @param pending  requests in flight of the run that is saved, > 0
 */
export function measureTimeTravel(events = 1_000_000, pending = 100_000): TimeTravelResult {
  return { ...measureSeeks(events), ...measureSaves(pending) };
}

function firstScenario(changes: (scenario: Scenario) => Partial<Scenario>): RunOptions {
  const base = loadLibrary().get('noisy-neighbour');
  if (!base) throw new RangeError('the library holds no noisy-neighbour');
  const scenario = { ...base.scenario, objectives: [], proofs: [], ...changes(base.scenario) };
  return { scenario, scenarioSha256: contentHash(scenario), seed: SEED };
}

function measureSeeks(events: number) {
  const recording = new Recording(firstScenario(() => ({ durationUs: 3600 * SECOND_US })));
  while (recording.run.events < events && !recording.run.finished) recording.advanceTo(recording.run.nowUs + SECOND_US);
  const instants = new StreamBank(SEED).open('instants');
  const times = Array.from({ length: SEEKS }, () => {
    const us = instants.below(recording.run.nowUs + 1);
    return timed(() => recording.seek(us));
  });
  const wallMs = times.map((time) => time.wallMs);
  const cpuMs = times.map((time) => time.cpuMs);
  return {
    events: recording.run.events,
    seeks: SEEKS,
    seekMsP50: nearestRank(wallMs, 0.5),
    seekMsP95: nearestRank(wallMs, 0.95),
    seekMsMax: nearestRank(wallMs, 1),
    seekCpuMsP95: nearestRank(cpuMs, 0.95),
    snapshots: recording.snapshots,
    snapshotsBytes: recording.bytes,
  };
}

function measureSaves(pending: number) {
  const options = firstScenario(crowded);
  const run = Run.create(options);
  // One event is the arrival of one request; nothing else happens.
  while (run.events < pending && !run.finished) run.advanceTo(run.nowUs + SECOND_US / 1000);
  const snapshot = run.snapshot();
  const best = (work: () => unknown): number => Math.min(...Array.from({ length: SAVES }, () => timed(work).cpuMs));
  const snapshotCpuMs = best(() => run.snapshot());
  const restoreCpuMs = best(() => Run.restore(options, snapshot));
  return { pending: run.events, pendingBytes: snapshot.length, snapshotCpuMs, restoreCpuMs };
}

/** Arrivals a hundred times as fast into app servers that keep every request. */
function crowded({ tenants, operations, system }: Scenario): Partial<Scenario> {
  return {
    timeline: [],
    tenants: tenants.map((tenant) => ({
      ...tenant,
      workload: { ...tenant.workload, arrivals: { id: 'poisson', params: { ratePerSec: 10_000 } } },
    })),
    operations: operations.map((operation) => ({
      ...operation,
      app: { law: 'deterministic', mean: HELD_US, params: {} },
    })),
    system: {
      ...system,
      app: { ...system.app, instances: 64, threadsPerInstance: 2048, boundPerInstance: 2048 },
    },
  };
}

function nearestRank(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1]!;
}

function timed(work: () => unknown): { readonly wallMs: number; readonly cpuMs: number } {
  const cpu = process.cpuUsage();
  const before = performance.now();
  work();
  const wallMs = performance.now() - before;
  const used = process.cpuUsage(cpu);
  return { wallMs, cpuMs: (used.user + used.system) / 1000 };
}
