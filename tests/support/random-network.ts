/**
 * @module Random networks: small models with calls, links, locks, held servers, faults and limits, as fast-check arbitraries.
 *
 * Times are multiples of a millisecond more often than not, so that much happens within one microsecond. None of them can
 * deadlock: whoever holds something waits for more with patience only, and what is held is no station that holders visit.
 */
import fc from 'fast-check';
import {
  type Choice,
  catalogue,
  type NetworkDemand,
  type NetworkFault,
  type NetworkLink,
  type NetworkRoute,
  type NetworkSpec,
  type NetworkStation,
  type NetworkStep,
} from '../../sim-engine/index.ts';

const MS = 1000;
const TENANTS = ['A', 'B', 'C'];
const STATIONS = ['s0', 's1', 's2'];
const POOLS = ['pool0', 'pool1'];
const LOCKS = ['lock0', 'lock1'];
const DEPTH_MAX = 2;

const millis = (max: number) => fc.integer({ min: 1, max }).map((ms) => ms * MS);

const demand: fc.Arbitrary<NetworkDemand> = fc.record({
  law: fc.constantFrom('deterministic', 'deterministic', 'exponential'),
  meanUs: fc.oneof(fc.constant(0), millis(12), fc.integer({ min: 1, max: 9000 })),
});

const backoff: fc.Arbitrary<Choice> = fc.record({
  id: fc.constantFrom(...catalogue.backoffs.map((each) => each.id).filter((id) => id !== 'immediate')),
  params: fc.record({ baseMs: fc.integer({ min: 1, max: 8 }), capMs: fc.integer({ min: 1, max: 20 }) }),
});

const budget: fc.Arbitrary<Choice> = fc.record({
  id: fc.constant('token-ratio'),
  params: fc.record({
    sharePercent: fc.integer({ min: 0, max: 100 }),
    minPerSec: fc.integer({ min: 0, max: 20 }),
    capTokens: fc.integer({ min: 1, max: 5 }),
  }),
});

const circuit = { openMs: fc.integer({ min: 1, max: 60 }), probes: fc.integer({ min: 1, max: 3 }) };
const ratio = { ...circuit, ratioPercent: fc.integer({ min: 10, max: 60 }), minCalls: fc.integer({ min: 1, max: 6 }) };
const breaker: fc.Arbitrary<Choice> = fc.oneof(
  fc.record({
    id: fc.constant('consecutive-failures'),
    params: fc.record({ ...circuit, failures: fc.integer({ min: 1, max: 4 }) }),
  }),
  fc.record({
    id: fc.constant('failure-ratio-count'),
    params: fc.record({ ...ratio, windowCalls: fc.integer({ min: 1, max: 12 }) }),
  }),
  fc.record({
    id: fc.constant('failure-ratio-time'),
    params: fc.record({ ...ratio, windowMs: fc.integer({ min: 5, max: 90 }) }),
  }),
);

const link: fc.Arbitrary<NetworkLink> = fc.record(
  {
    timeoutUs: fc.oneof(millis(15), fc.integer({ min: 1, max: 5000 })),
    cancels: fc.boolean(),
    retries: fc.integer({ min: 0, max: 3 }),
    backoff,
    budget,
    breaker,
    hedgeAfterUs: fc.oneof(millis(8), fc.integer({ min: 1, max: 4000 })),
    hedges: fc.integer({ min: 0, max: 3 }),
  },
  { requiredKeys: [] },
);

/** A visit, a delay or a failure. */
function plainStep(holding: boolean): fc.Arbitrary<NetworkStep[]> {
  const visited = holding ? STATIONS : [...STATIONS, ...POOLS];
  const visit: fc.Arbitrary<NetworkStep> = fc.oneof(
    fc.record({ visit: fc.constantFrom(...visited), demand }),
    fc.record({
      visit: fc.constantFrom(['s0', 's1'], ['s1', 's2', 's0']),
      balancing: fc.constantFrom(...catalogue.balancing.map((each) => each.id)),
      demand,
    }),
  );
  return fc
    .oneof(
      { arbitrary: visit, weight: 8 },
      { arbitrary: fc.record({ delay: demand }), weight: 2 },
      { arbitrary: fc.constant({ fail: true as const }), weight: 1 },
    )
    .map((step) => [step]);
}

/** @param holding  whether a lock or a server is held while these steps are taken */
function steps(depth: number, holding: boolean): fc.Arbitrary<NetworkStep[]> {
  const plain = plainStep(holding);
  const inside = plainStep(true);
  const patience = fc.option(millis(9), { nil: undefined }).map((us) => us ?? (holding ? 5 * MS : undefined));
  const taken = (within: fc.Arbitrary<NetworkStep[]>): fc.Arbitrary<NetworkStep[]> =>
    fc.oneof(
      fc
        .tuple(fc.constantFrom(...POOLS), patience, within, fc.boolean())
        .map(([hold, patienceUs, between, gives]) => [
          patienceUs === undefined ? { hold } : { hold, patienceUs },
          ...between,
          ...(gives ? [{ release: true as const }] : []),
        ]),
      fc
        .tuple(fc.constantFrom(...LOCKS), fc.boolean(), patience, within, fc.boolean())
        .map(([lock, shared, patienceUs, between, gives]) => [
          patienceUs === undefined ? { lock, shared } : { lock, shared, patienceUs },
          ...between,
          ...(gives ? [{ unlock: true as const }] : []),
        ]),
    );
  if (depth === DEPTH_MAX) return fc.oneof(plain, taken(inside));
  const calling = (held: boolean): fc.Arbitrary<NetworkStep[]> =>
    fc.oneof(
      fc.record({ call: steps(depth + 1, held), link }).map((step) => [step]),
      fc.array(steps(depth + 1, held), { minLength: 1, maxLength: 3 }).map((parallel) => [{ parallel }]),
    );
  const branching: fc.Arbitrary<NetworkStep[]> = fc
    .tuple(fc.oneof(plain, calling(holding)), fc.constantFrom<0 | 'end'>(0, 'end'), plain)
    .map(([before, to, after]) => [...before, { branch: 0.3, to }, ...after]);
  return fc.oneof(
    { arbitrary: plain, weight: 1 },
    { arbitrary: fc.tuple(plain, calling(holding), plain).map((parts) => parts.flat()), weight: 3 },
    { arbitrary: taken(fc.tuple(inside, calling(true)).map((parts) => parts.flat())), weight: 3 },
    { arbitrary: taken(inside), weight: 1 },
    { arbitrary: branching, weight: 2 },
  );
}

const disciplines = catalogue.disciplines.map((each) => each.id);
const SHARING = ['ps', 'weighted-ps'];

function station(id: string, holdable: boolean): fc.Arbitrary<NetworkStation> {
  return fc
    .record({
      servers: fc.integer({ min: 1, max: 3 }),
      room: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
      discipline: fc.constantFrom(...disciplines.filter((each) => !holdable || !SHARING.includes(each))),
      cap: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined, freq: 3 }),
    })
    .map(({ servers, room, discipline, cap }) => ({
      id,
      servers,
      discipline: { id: discipline, params: {} },
      ...(room === undefined ? {} : { bound: servers + room }),
      ...(cap === undefined || SHARING.includes(discipline) ? {} : { cap }),
    }));
}

function route(tenant: string): fc.Arbitrary<NetworkRoute> {
  const rate = fc.integer({ min: 50, max: 300 });
  const arrivals: fc.Arbitrary<NetworkRoute['arrivals']> = fc.oneof(
    rate.map((ratePerSec) => ({ id: 'poisson', params: { ratePerSec } })),
    rate.map((ratePerSec) => ({ id: 'deterministic', params: { ratePerSec } })),
    fc.record({
      users: fc.integer({ min: 1, max: 12 }),
      think: demand.map((each) => ({ ...each, meanUs: each.meanUs + MS })),
    }),
  );
  return fc
    .record({
      arrivals,
      steps: steps(0, false),
      untilUs: fc.integer({ min: 100, max: 400 }).map((ms) => ms * MS),
      fromUs: fc.constantFrom(0, 50 * MS),
    })
    .map((each) => ({ ...each, tenant }));
}

const fault = (id: string): fc.Arbitrary<NetworkFault[]> =>
  fc
    .record({ fromUs: millis(300), forUs: millis(120), slowdown: fc.constantFrom(undefined, undefined, 1.5, 3) })
    .map(({ fromUs, forUs, slowdown }) => [
      { station: id, fromUs, toUs: fromUs + forUs, ...(slowdown === undefined ? {} : { slowdown }) },
    ]);

/** A model whose arrivals stop. */
export const randomNetwork: fc.Arbitrary<NetworkSpec> = fc
  .record({
    seed: fc.integer({ min: 0, max: 1_000_000 }),
    stations: fc.tuple(...STATIONS.map((id) => station(id, false)), ...POOLS.map((id) => station(id, true))),
    routes: fc.tuple(...TENANTS.map(route)),
    faults: fc
      .tuple(...[...STATIONS, ...POOLS].map((id) => fc.oneof(fc.constant<NetworkFault[]>([]), fault(id))))
      .map((faults) => faults.flat()),
    limits: fc.oneof(
      fc.constant({}),
      fc.constant({ A: { id: 'leaky-bucket', params: { ratePerSec: 60 } }, B: { ratePerSec: 50, burst: 3 } }),
      fc.constant({ C: { id: 'concurrency', params: { limit: 3 } } }),
    ),
    priorities: fc.constantFrom({ A: 0, B: 1, C: 2 }, { C: 0, A: 1, B: 1 }),
  })
  .map((spec) => ({ ...spec, weights: { A: 1, B: 2, C: 3 }, locks: LOCKS, trackTenants: true }));

/** What the stations and the locks of a random network are called. */
export const PLACES: {
  readonly stations: readonly string[];
  readonly locks: readonly string[];
  readonly tenants: readonly string[];
} = {
  stations: [...STATIONS, ...POOLS],
  locks: LOCKS,
  tenants: TENANTS,
};
