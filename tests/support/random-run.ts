/** @module Random runs: small scenarios of every kind with random, legal action logs, as fast-check arbitraries. */
import fc from 'fast-check';
import {
  type Action,
  catalogue,
  type Definition,
  type KeySpace,
  Run,
  type Scenario,
  type ServiceDemand,
  type StampedAction,
} from '../../sim-engine/index.ts';
import { randomParts } from './random-parts.ts';
import { steppedOperations } from './random-steps.ts';
import { client, limiter, randomTerms } from './random-terms.ts';
import { buildScenario, OPERATIONS } from './scenario-builder.ts';

const SECOND = 1_000_000;

/** A run before it is run. */
export interface RandomRun {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly actions: readonly StampedAction[];
}

const isolation = fc.constantFrom(...catalogue.isolation.map((model) => model.id));
const eviction = fc.constantFrom(...catalogue.eviction.map((policy) => ({ id: policy.id, params: {} })));
const balancing = fc.constantFrom(...catalogue.balancing.map((policy) => policy.id));

/** Small sizes, so that runs queue, reject and move within seconds. */
const noise = fc
  .record({
    kind: fc.constantFrom<Definition>(...catalogue.noise),
    ratePerSec: fc.integer({ min: 5, max: 250 }),
  })
  .map(({ kind, ratePerSec }) => ({ id: kind.id, params: { ratePerSec } }));

const demand = (mean: number): fc.Arbitrary<ServiceDemand> =>
  fc.oneof(
    fc.constant({ law: 'exponential', mean, params: {} }),
    fc.constant({ law: 'deterministic', mean, params: {} }),
    fc.integer({ min: 2, max: 30 }).map((tenths) => ({ law: 'lognormal', mean, params: { cv: tenths / 10 } })),
    fc.constantFrom<Definition>(...catalogue.laws).map(({ id }) => ({ law: id, mean, params: {} })),
  );

const arrivals = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map((ratePerSec) => ({ id: 'poisson', params: { ratePerSec } })),
  fc
    .record({ onRatePerSec: fc.integer({ min: 1, max: 200 }), onMs: fc.integer({ min: 1, max: 900 }) })
    .map((params) => ({
      id: 'on-off',
      params: { ...params, offMs: 700 },
    })),
  fc.constantFrom<Definition>(...catalogue.arrivals).map(({ id }) => ({ id, params: {} })),
);

const keys: fc.Arbitrary<KeySpace> = fc.oneof(
  fc.integer({ min: 0, max: 6 }).map((quarters) => ({ count: 300, alpha: quarters / 4 })),
  fc.constantFrom<Definition>(...catalogue.popularity).map(({ id }) => ({ count: 300, kind: id, params: {} })),
);

const durationUs = 6 * SECOND;
const instant = fc.integer({ min: 0, max: durationUs - 1 });

const plainScenario: fc.Arbitrary<Scenario> = fc
  .record({
    tenants: fc.integer({ min: 1, max: 7 }),
    arrivals: fc.array(arrivals, { minLength: 7, maxLength: 7 }),
    cpu: demand(6000),
    io: demand(5),
    app: demand(2500),
    isolation,
    balancing,
    connections: fc.integer({ min: 1, max: 8 }),
    waitingMax: fc.integer({ min: 1, max: 60 }),
    bound: fc.integer({ min: 3, max: 40 }),
    units: fc.integer({ min: 1, max: 6 }),
    entries: fc.integer({ min: 1, max: 900 }),
    keys: fc.array(keys, { minLength: 7, maxLength: 7 }),
    policy: eviction,
    ttlUs: fc.integer({ min: 10_000, max: 8 * SECOND }),
    workers: fc.integer({ min: 1, max: 3 }),
    move: fc.record({
      streams: fc.integer({ min: 1, max: 3 }),
      copyIoPerSecMax: fc.constantFrom(20, 200, 100_000),
      // From nothing to as much as a tenant of these sizes has: some moves never catch up.
      bytesPerWrite: fc.constantFrom(0, 8192, 262_144, 4_194_304),
      freezeIo: fc.constantFrom(0, 4, 16),
      stalledRoundsMax: fc.integer({ min: 1, max: 3 }),
      verifyShare: fc.constantFrom(0, 0.02, 1),
      verifyFailureProbability: fc.constantFrom(0, 0, 0.5),
    }),
    caps: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 }),
    parts: randomParts,
    // Some tenants are groups of many small ones.
    members: fc.array(fc.constantFrom(1, 1, 50), { minLength: 7, maxLength: 7 }),
    dataKiB: fc.integer({ min: 0, max: 8000 }),
    timeline: fc.array(
      fc.record({ atUs: instant, forUs: fc.integer({ min: 1, max: 4 * SECOND }), noise, tenant: fc.nat() }),
      {
        maxLength: 2,
      },
    ),
  })
  .map((drawn) => {
    const base = buildScenario({ durationUs });
    const tenants = base.tenants.slice(0, drawn.tenants).map((tenant, at) => ({
      ...tenant,
      members: drawn.members[at]!,
      dataBytes: drawn.dataKiB * 1024 * (at + 1),
      workload: { ...tenant.workload, arrivals: drawn.arrivals[at]!, keys: drawn.keys[at]! },
    }));
    const { system } = base;
    return {
      ...base,
      tenants,
      plans: base.plans.map((plan, at) => (drawn.caps[at] === 0 ? plan : { ...plan, cap: drawn.caps[at]! })),
      operations: base.operations.map((operation) => ({ ...operation, app: drawn.app, cpu: drawn.cpu, io: drawn.io })),
      isolation: { id: drawn.isolation, params: {} },
      system: drawn.parts({
        ...system,
        app: { ...system.app, instances: 3, threadsPerInstance: 2, boundPerInstance: drawn.bound },
        cache: { ...system.cache, entries: drawn.entries, entriesMin: 1, policy: drawn.policy, ttlUs: drawn.ttlUs },
        connections: { count: drawn.connections, countMin: 1, waitingMax: drawn.waitingMax },
        database: { ...system.database, units: drawn.units, unitsMin: 1 },
        jobs: { ...system.jobs, workers: drawn.workers, waitingMax: drawn.waitingMax },
        move: { ...system.move, ...drawn.move },
        balancing: drawn.balancing,
      }),
      timeline: drawn.timeline.map((item, at) => ({
        ...item,
        id: `noise-${at}`,
        label: `Noise ${at}`,
        tenant: tenants[item.tenant % tenants.length]!.id,
      })),
      objectives: [],
    };
  });

/** Half of the scenarios say no more than they must, and half have operations of the long form. */
const scenario = fc
  .tuple(plainScenario, fc.option(randomTerms, { freq: 2 }), fc.option(steppedOperations(OPERATIONS), { freq: 2 }))
  .map(([made, terms, operations]) => {
    const told = terms === null ? made : terms(made);
    if (operations === null) return told;
    return {
      ...told,
      operations: told.operations.map((each, at) => ('steps' in operations[at]! ? operations[at]! : each)),
    };
  });

/** Rows that divide plans, tenants and everybody at each tier. */
const placements = fc
  .array(
    fc.tuple(
      fc.nat({ max: 2 }),
      fc.nat({ max: 3 }),
      ...Array.from({ length: 5 }, () => fc.nat({ max: 3 })),
      fc.nat({ max: 1 }),
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((rows) => rows.flat());

const action = (tenants: readonly string[]): fc.Arbitrary<Action> => {
  const tenant = fc.constantFrom(...tenants);
  return fc.oneof(
    { weight: 3, arbitrary: isolation.map((id) => ({ type: 'switch-isolation' as const, model: { id, params: {} } })) },
    placements.map((table) => ({
      type: 'switch-isolation' as const,
      model: { id: 'tiers-and-plans', params: {}, table },
    })),
    fc.record({
      type: fc.constant('inject-noise' as const),
      tenant,
      noise,
      forUs: fc.integer({ min: 1, max: 3 * SECOND }),
    }),
    // Counted from the action until the run is made; then it is a moment of the run.
    fc.record({
      type: fc.constant('inject-noise' as const),
      tenant,
      noise,
      fromUs: fc.integer({ min: 0, max: 3 * SECOND }),
      forUs: fc.integer({ min: 1, max: 3 * SECOND }),
    }),
    fc.record({ type: fc.constant('stop-noise' as const), noise: fc.nat({ max: 4 }) }),
    fc.record({
      type: fc.constant('set-limit' as const),
      tenant,
      limitPerSec: fc.integer({ min: 1, max: 400 }).map((tenths) => tenths / 10),
      limitBurst: fc.integer({ min: 1, max: 40 }),
    }),
    fc.record({ type: fc.constant('set-limiter' as const), tenant, limiter }),
    fc.record({ type: fc.constant('clear-limit' as const), tenant }),
    fc.record({ type: fc.constant('set-client' as const), tenant, client }),
    fc.record({ type: fc.constant('set-client' as const), client }),
    balancing.map((policy) => ({ type: 'set-balancing' as const, policy })),
  );
};

/** Any run; action times are in order, and may coincide with each other and with the timeline. */
export const randomRun: fc.Arbitrary<RandomRun> = scenario.chain((made) =>
  fc
    .record({
      seed: fc.nat(),
      actions: fc.array(fc.tuple(instant, action(made.tenants.map((tenant) => tenant.id))), { maxLength: 8 }),
    })
    .map(({ seed, actions }) => ({
      scenario: made,
      seed,
      actions: [...actions]
        .sort(([a], [b]) => a - b)
        .map(([atUs, each], sequence) => ({ sequence, atUs, action: begun(each, atUs) })),
    })),
);

function begun(drawn: Action, atUs: number): Action {
  if (drawn.type !== 'inject-noise' || drawn.fromUs === undefined) return drawn;
  return { ...drawn, fromUs: Math.min(atUs + drawn.fromUs, durationUs - 1) };
}

/** Instants at which a run is looked at, cut or saved; ascending, without the end. */
export const instants: fc.Arbitrary<readonly number[]> = fc
  .uniqueArray(instant, { minLength: 1, maxLength: 6 })
  .map((times) => [...times].sort((a, b) => a - b));

/** @returns a run at time 0 with its log handed in */
export function started(random: RandomRun, ticks = true): Run {
  const run = Run.create({ scenario: random.scenario, scenarioSha256: 'sha', seed: random.seed, ticks });
  for (const each of random.actions) run.submit(each);
  return run;
}
