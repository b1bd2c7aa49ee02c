/**
 * @module Planted causes: small scenarios with one noise each, drawn by seed over kinds, culprits, victims and systems.
 *
 * Who is to blame is known because the noise is planted; which resource it strains follows from the load that its kind's own
 * definition gives and from the sizes of the system (utilisation law), never from a run.
 */
import { type Scenario, StreamBank, type SystemSpec, withDefaults } from '../../sim-engine/index.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';
import { NOISE } from '../../sim-engine/policies/noise/index.ts';
import type { NoiseLoad } from '../../sim-engine/policies/noise/noise.ts';
import { buildScenario } from './scenario-builder.ts';

const SECOND = 1_000_000;
const DURATION_US = 22 * SECOND;
const NOISE_FROM_US = 13 * SECOND;
const NOISE_UNTIL_US = 21 * SECOND;
/** A region of the victims' trouble begins this long after the noise, when it has had an effect. */
const SETTLE_US = SECOND;

/** Cache entries for each key that somebody reads. */
const ENTRIES_PER_KEY = 1.1;

const MIX = [
  { operation: 'read', weight: 93 },
  { operation: 'write', weight: 6 },
  { operation: 'report', weight: 1 },
];

/** What is strained, in the words of designers; the ledger divides a database further. */
export type Strained = 'app' | 'database' | 'cache' | 'locks';

/** A run to be explained. */
export interface Planted {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly kind: string;
  readonly culprit: string;
  /** Whose requests are asked about; null for everybody's. */
  readonly victim: string | null;
  readonly strained: Strained;
  readonly region: { readonly fromUs: number; readonly toUs: number };
}

/** Draws of one case. */
class Draws {
  private readonly stream;

  constructor(seed: number) {
    this.stream = new StreamBank(seed).open('planted-cause');
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.stream.uniform32();
  }

  one<T>(of: readonly T[]): T {
    return of[Math.floor(this.stream.uniform32() * of.length)]!;
  }
}

/** @returns a system with 3 to 8 tenants at changed rates, without noise; roomy but for what a flood is to strain */
function calmScenario(draws: Draws, tight: Strained, cached: boolean): Scenario {
  const base = buildScenario({ durationUs: DURATION_US, timeline: [], objectives: [] });
  const count = Math.floor(draws.between(3, 9));
  const tenants = base.tenants
    .map((tenant) => ({ tenant, order: draws.between(0, 1) }))
    .sort((a, b) => a.order - b.order)
    .slice(0, count)
    .map(({ tenant }) => {
      const ratePerSec = Math.round(draws.between(15, 45));
      const arrivals = { id: 'poisson', params: { ratePerSec } };
      // Few enough that a cache is warm within seconds, and seldom changed.
      const keys = { count: Math.round(draws.between(20, 50)), alpha: 0.9 };
      return { ...tenant, workload: { arrivals, mix: MIX, keys } };
    });
  const { system } = base;
  const allKeys = tenants.reduce((sum, { workload }) => sum + workload.keys.count, 0);
  const sized: SystemSpec = {
    ...system,
    app: { ...system.app, instances: tight === 'app' ? 1 : 8, threadsPerInstance: 2 },
    // Room for everybody's keys and hardly more: nobody pushes anything out but who walks through others.
    cache: {
      ...system.cache,
      entries: cached ? Math.ceil(ENTRIES_PER_KEY * allKeys) : 1,
      entriesMin: 1,
      policy: { id: draws.one(['lru', 'fifo', 'sampled-lru']), params: {} },
    },
    balancing: draws.one(['round-robin', 'least-outstanding', 'power-of-two']),
    ...(tight === 'database'
      ? {}
      : { connections: { ...system.connections, count: 60 }, database: { ...system.database, units: 40 } }),
  };
  return { ...base, tenants, system: sized };
}

/** @returns mean service time that a load asks of each server of a tier, per second: the utilisation it brings */
function utilisation({ operations, system }: Scenario, load: NoiseLoad): { app: number; database: number } {
  const weights = load.mix.reduce((sum, { weight }) => sum + weight, 0);
  let appUs = 0;
  let holdUs = 0;
  for (const { operation, weight } of load.mix) {
    const short = operations[operation]!;
    if ('steps' in short) throw new RangeError(`${short.id} has steps; these systems are built of short operations`);
    const { app, cpu, io, cache } = short;
    const ioUs = (io.mean * SECOND) / system.database.ioPerSecPerUnit;
    // A warm cache that has room for everybody's keys keeps all reads from the database.
    const passes = cache === 'read' && system.cache.entries > 1 ? 0 : 1;
    appUs += (weight / weights) * app.mean;
    holdUs += (weight / weights) * passes * load.databaseFactor * (cpu.mean + ioUs);
  }
  const threads = system.app.instances * system.app.threadsPerInstance;
  return {
    app: (load.ratePerSec * appUs) / SECOND / threads,
    database: (load.ratePerSec * holdUs) / SECOND / system.connections.count,
  };
}

/** Locks that a load takes, keys that it walks, else the tier that it brings nearest to its capacity. */
function strainedBy(scenario: Scenario, load: NoiseLoad): Strained {
  if (load.locks !== undefined) return 'locks';
  if (load.sweepKeys > 0) return 'cache';
  const { app, database } = utilisation(scenario, load);
  return app > database ? 'app' : 'database';
}

function paramsOf(kind: string, draws: Draws, tight: Strained): Record<string, number> {
  const whole = (low: number, high: number): number => Math.round(draws.between(low, high));
  switch (kind) {
    case 'request-flood':
      return { ratePerSec: tight === 'app' ? whole(1000, 1600) : whole(550, 900) };
    case 'heavy-query': {
      const cost = whole(1, 3);
      return { ratePerSec: Math.round(draws.between(100, 170) / cost), cost };
    }
    case 'cache-sweep':
      return { ratePerSec: whole(600, 1200), keys: 20_000 };
    case 'schema-change':
      return { ratePerSec: draws.between(0.4, 0.8), holdMs: whole(700, 1500) };
    default:
      return { ratePerSec: whole(45, 80), holdMs: whole(40, 60) };
  }
}

/** @param seed  draws everything, the run's own seed included */
export function plantedCause(seed: number): Planted {
  const draws = new Draws(seed);
  const kind = NOISE[seed % NOISE.length]!;
  const tight: Strained =
    kind.id === 'request-flood' ? draws.one(['app', 'database']) : kind.id === 'cache-sweep' ? 'cache' : 'database';
  // Where a flood is to reach the database, no cache may keep it off.
  const calm = calmScenario(draws, tight, !(kind.id === 'request-flood' && tight === 'database'));
  const culprit = draws.one(calm.tenants);
  const others = calm.tenants.filter((tenant) => tenant !== culprit);
  const victim = draws.between(0, 1) < 0.2 ? null : draws.one(others).id;
  const noise = { id: kind.id, params: paramsOf(kind.id, draws, tight) };
  const forUs = NOISE_UNTIL_US - NOISE_FROM_US;
  const item = { id: 'planted', label: 'Planted', atUs: NOISE_FROM_US, forUs, tenant: culprit.id, noise };
  const load = entryOf(NOISE, kind.id).load(withDefaults(kind, noise.params), culprit, calm.operations);
  return {
    scenario: { ...calm, timeline: [item] },
    seed,
    kind: kind.id,
    culprit: culprit.id,
    victim,
    strained: strainedBy(calm, load),
    region: { fromUs: NOISE_FROM_US + SETTLE_US, toUs: NOISE_UNTIL_US },
  };
}

/** @returns a run in which nothing is wrong, with a stretch of it to be asked about */
export function nothingPlanted(seed: number): Omit<Planted, 'kind' | 'culprit' | 'strained'> {
  const draws = new Draws(seed);
  const scenario = calmScenario(draws, draws.one(['app', 'database', 'cache']), draws.one([true, false]));
  const fromUs = Math.round(draws.between(8, 15)) * SECOND;
  const toUs = fromUs + Math.round(draws.between(2, 12)) * (SECOND / 2);
  const victim = draws.between(0, 1) < 0.2 ? null : draws.one(scenario.tenants).id;
  return { scenario, seed, victim, region: { fromUs, toUs } };
}
