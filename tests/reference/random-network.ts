/** @module Random small worlds, every feature of a NetworkSpec in reach, with times that often tie. */
import fc from 'fast-check';
import type {
  NetworkDemand,
  NetworkFault,
  NetworkLink,
  NetworkRoute,
  NetworkSpec,
  NetworkStation,
  NetworkStep,
} from '../../sim-engine/network/network-spec.ts';

const SERIAL = ['fifo', 'lifo', 'priority', 'preemptive-priority', 'sjf', 'round-robin', 'drr', 'wfq', 'wf2q'];
const SHARED = ['ps', 'weighted-ps'];
const SPAN_US = 400_000;
const LOCKS = ['L', 'M'];

/** Something in one case out of so many, else nothing. */
function sometimes<T>(outOf: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: outOf - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}

/** Whole milliseconds, so that different things happen in one microsecond. */
const tick = fc.integer({ min: 1, max: 12 }).map((ms) => ms * 1000);

const demand: fc.Arbitrary<NetworkDemand> = fc.oneof(
  { weight: 3, arbitrary: tick.map((meanUs) => ({ law: 'deterministic', meanUs })) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 1500.5).map((meanUs) => ({ law: 'deterministic', meanUs })) },
  { weight: 2, arbitrary: tick.map((meanUs) => ({ law: 'exponential', meanUs })) },
  { weight: 1, arbitrary: tick.map((meanUs) => ({ law: 'lognormal', meanUs, params: { cv: 1.5 } })) },
);

const patienceUs = sometimes(2, tick);

function link(): fc.Arbitrary<NetworkLink> {
  return fc
    .record({
      timeoutUs: sometimes(3, tick),
      cancels: fc.boolean(),
      retries: fc.nat({ max: 2 }),
      hedgeAfterUs: sometimes(2, tick),
      hedges: fc.integer({ min: 0, max: 2 }),
    })
    .map(({ timeoutUs, hedgeAfterUs, ...rest }) => ({
      ...rest,
      ...(timeoutUs === undefined ? {} : { timeoutUs }),
      ...(hedgeAfterUs === undefined ? {} : { hedgeAfterUs }),
    }));
}

interface Places {
  readonly serial: readonly string[];
  readonly all: readonly string[];
}

/** Steps that end by themselves; jumps and things to hold are not in one list. */
function steps(places: Places, depth: number): fc.Arbitrary<NetworkStep[]> {
  const plain = fc
    .array(one(places, depth), { minLength: 1, maxLength: 4 })
    .chain((list) => fc.oneof({ weight: 2, arbitrary: fc.constant(list) }, { weight: 1, arbitrary: jumps(list) }));
  if (depth > 1) return plain;
  return fc.oneof({ weight: 2, arbitrary: plain }, { weight: 1, arbitrary: holding(places, depth) });
}

function one(places: Places, depth: number): fc.Arbitrary<NetworkStep> {
  const visit = fc.oneof(
    { weight: 3, arbitrary: fc.record({ visit: fc.constantFrom(...places.all), demand }) },
    {
      weight: 1,
      arbitrary: fc.record({
        visit: fc.constant(places.all),
        balancing: fc.constantFrom('round-robin', 'least-outstanding'),
        demand,
      }),
    },
  );
  const simple: fc.WeightedArbitrary<NetworkStep>[] = [
    { weight: 6, arbitrary: visit },
    { weight: 2, arbitrary: fc.record({ delay: demand }) },
  ];
  if (depth > 1) return fc.oneof(...simple);
  return fc.oneof(
    ...simple,
    { weight: 1, arbitrary: fc.record({ call: steps(places, depth + 1), link: link() }) },
    {
      weight: 1,
      arbitrary: fc.record({ parallel: fc.array(steps(places, depth + 1), { minLength: 1, maxLength: 3 }) }),
    },
  );
}

/** Puts jumps into a list, forward and back, and now and then an error at its end. */
function jumps(list: readonly NetworkStep[]): fc.Arbitrary<NetworkStep[]> {
  return fc
    .record({
      at: fc.nat({ max: list.length }),
      branch: fc.constantFrom(0.2, 0.5),
      to: fc.oneof(fc.constant('end' as const), fc.nat({ max: list.length })),
      fails: fc.boolean(),
    })
    .map(({ at, branch, to, fails }) => [
      ...list.slice(0, at),
      { branch, to },
      ...list.slice(at),
      ...(fails ? [{ fail: true as const }] : []),
    ]);
}

/** Something is taken, work is done meanwhile, and it is given back here or at the end. */
function holding(places: Places, depth: number): fc.Arbitrary<NetworkStep[]> {
  const lock = fc
    .record({ lock: fc.constantFrom(...LOCKS), shared: fc.boolean(), patienceUs })
    .map(({ patienceUs, ...rest }) => (patienceUs === undefined ? rest : { ...rest, patienceUs }));
  const hold = fc
    .record({ hold: fc.constantFrom(...(places.serial.length > 0 ? places.serial : places.all)), patienceUs })
    .map(({ patienceUs, ...rest }) => (patienceUs === undefined ? rest : { ...rest, patienceUs }));
  const take: fc.Arbitrary<NetworkStep> = places.serial.length > 0 ? fc.oneof(lock, hold) : lock;
  const inner = fc.array(one(places, depth), { minLength: 0, maxLength: 2 });
  return fc
    .record({
      taken: fc.array(fc.record({ take, inner }), { minLength: 1, maxLength: 2 }),
      after: inner,
      gives: fc.boolean(),
    })
    .map(({ taken, after, gives }) => {
      const list: NetworkStep[] = taken.flatMap((each) => [each.take, ...each.inner]);
      if (gives) {
        for (const each of [...taken].reverse()) list.push('hold' in each.take ? { release: true } : { unlock: true });
      }
      return [...list, ...after];
    });
}

const TENANTS = ['A', 'B', 'C', 'D'];

function route(tenants: number, places: Places): fc.Arbitrary<NetworkRoute> {
  return fc.record({
    tenant: fc.constantFrom(...TENANTS.slice(0, tenants)),
    arrivals: fc.oneof(
      {
        weight: 3,
        arbitrary: fc.integer({ min: 10, max: 120 }).map((ratePerSec) => ({ id: 'poisson', params: { ratePerSec } })),
      },
      {
        weight: 1,
        arbitrary: fc
          .integer({ min: 50, max: 200 })
          .map((onRatePerSec) => ({ id: 'on-off', params: { onRatePerSec, onMs: 40, offMs: 60 } })),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          users: fc.integer({ min: 1, max: 4 }),
          think: fc
            .oneof(
              demand,
              tick.map((meanUs) => ({ law: 'deterministic', meanUs })),
            )
            .filter((each) => each.meanUs > 1),
        }),
      },
    ),
    steps: steps(places, 0),
    untilUs: fc.integer({ min: 20, max: SPAN_US / 4000 }).map((ticks) => ticks * 1000),
  });
}

function station(index: number): fc.Arbitrary<NetworkStation> {
  return fc
    .record({
      servers: fc.integer({ min: 1, max: 3 }),
      room: sometimes(3, fc.nat({ max: 4 })),
      discipline: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...SERIAL) },
        { weight: 1, arbitrary: fc.constantFrom(...SHARED) },
      ),
      cap: sometimes(3, fc.integer({ min: 1, max: 2 })),
    })
    .map(({ servers, room, discipline, cap }) => ({
      id: `S${index}`,
      servers,
      discipline: { id: discipline, params: {} },
      ...(room === undefined ? {} : { bound: servers + room }),
      ...(cap === undefined || SHARED.includes(discipline) ? {} : { cap }),
    }));
}

function fault(stations: readonly string[]): fc.Arbitrary<NetworkFault> {
  return fc
    .record({
      station: fc.constantFrom(...stations),
      fromUs: fc.integer({ min: 0, max: 80 }).map((ms) => ms * 1000),
      lengthUs: tick.map((us) => 2 * us),
      slowdown: sometimes(2, fc.constantFrom(2, 3, 1.5)),
    })
    .map(({ lengthUs, slowdown, ...rest }) => ({
      ...rest,
      toUs: rest.fromUs + lengthUs,
      ...(slowdown === undefined ? {} : { slowdown }),
    }));
}

const byTenant = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.tuple(value, value, value, value).map((values) => Object.fromEntries(TENANTS.map((id, at) => [id, values[at]!])));

/** Only tenants that send something may be named. */
function ofTenants(values: Record<string, number>, routes: readonly NetworkRoute[]): Record<string, number> {
  const known = new Set(routes.map((each) => each.tenant));
  return Object.fromEntries(Object.entries(values).filter(([tenant]) => known.has(tenant)));
}

/** A world that drains; everything about it is random. */
export const randomNetwork: fc.Arbitrary<NetworkSpec> = fc
  .record({ tenants: fc.integer({ min: 1, max: 4 }), stations: fc.integer({ min: 1, max: 4 }) })
  .chain((sizes) =>
    fc
      .tuple(...Array.from({ length: sizes.stations }, (_, at) => station(at)))
      .chain((stations) => worldOf(sizes.tenants, stations)),
  );

function worldOf(tenants: number, stations: readonly NetworkStation[]): fc.Arbitrary<NetworkSpec> {
  const all = stations.map((each) => each.id);
  const serial = stations.filter((each) => !SHARED.includes(each.discipline!.id)).map((each) => each.id);
  return fc
    .record({
      seed: fc.nat({ max: 1_000_000 }),
      routes: fc.array(route(tenants, { serial, all }), { minLength: 1, maxLength: tenants + 1 }),
      weights: byTenant(fc.constantFrom(1, 2, 0.5, 4)),
      priorities: byTenant(fc.nat({ max: 2 })),
      faults: fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(fault(all), { minLength: 1, maxLength: 3 }) },
      ),
      limit: sometimes(
        4,
        fc.record({ ratePerSec: fc.integer({ min: 5, max: 60 }), burst: fc.integer({ min: 1, max: 3 }) }),
      ),
    })
    .map(({ limit, weights, priorities, ...rest }) => ({
      ...rest,
      weights: ofTenants(weights, rest.routes),
      priorities: ofTenants(priorities, rest.routes),
      stations,
      locks: LOCKS,
      keepLatencies: true,
      ...(limit === undefined ? {} : { limits: { [rest.routes[0]!.tenant]: limit } }),
    }));
}
