/** @module A scenario of a stated density: the library's first one, grown until it has so many model events a second. */
import { Run } from '../../sim-engine/index.ts';
import type { Choice } from '../../sim-engine/model/registry.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import { contentHash } from '../content/canonical-json.ts';
import { loadLibrary } from '../content/library.ts';

/** Simulated time before and during which the density is looked at, microseconds; cold caches make more events. */
const PROBE_US = 10_000_000;
const SEED = 1;

/**
 * @param eventsPerSec  model events per simulated second, > 0
 * @param durationUs    length of the scenario, microseconds
 * @returns a scenario within some per cent of that density, with a system grown in step
 */
export function busyScenario(
  eventsPerSec: number,
  durationUs: number,
): { readonly scenario: Scenario; readonly sha256: string } {
  const base = loadLibrary().get('noisy-neighbour');
  if (!base) throw new RangeError('the library holds no noisy-neighbour');
  const quiet: Scenario = { ...base.scenario, durationUs, timeline: [], objectives: [], proofs: [] };
  const grown = grow(quiet, eventsPerSec / density(quiet));
  const scenario = grow(grown, eventsPerSec / density(grown));
  return { scenario, sha256: contentHash(scenario) };
}

function density(scenario: Scenario): number {
  const run = Run.create({ scenario, scenarioSha256: contentHash(scenario), seed: SEED });
  run.advanceTo(PROBE_US);
  const cold = run.events;
  run.advanceTo(2 * PROBE_US);
  return (run.events - cold) / (PROBE_US / 1e6);
}

function grow(scenario: Scenario, factor: number): Scenario {
  const { system } = scenario;
  const up = (count: number): number => Math.max(1, Math.ceil(count * factor));
  return {
    ...scenario,
    tenants: scenario.tenants.map((tenant) => ({
      ...tenant,
      workload: { ...tenant.workload, arrivals: faster(tenant.workload.arrivals, factor) },
    })),
    system: {
      ...system,
      app: { ...system.app, instances: up(system.app.instances) },
      cache: { ...system.cache, entries: up(system.cache.entries) },
      connections: { ...system.connections, count: up(system.connections.count) },
      database: { ...system.database, units: up(system.database.units) },
      jobs: { ...system.jobs, workers: up(system.jobs.workers) },
    },
  };
}

function faster(arrivals: Choice, factor: number): Choice {
  const params = Object.entries(arrivals.params).map(([name, value]) => [
    name,
    /ratePerSec$/i.test(name) ? value * factor : value,
  ]);
  return { ...arrivals, params: Object.fromEntries(params) };
}
