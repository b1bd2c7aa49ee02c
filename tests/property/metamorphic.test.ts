/**
 * What must not change, or change only in one direction, when a model is changed: a silent tenant, other names, another
 * order, more servers, twice the speed under twice the load, another discipline on the same requests.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Network } from '../../sim-engine/network/network.ts';
import type { NetworkRoute, NetworkSpec } from '../../sim-engine/network/network-spec.ts';
import { mmcMeanWait } from '../../sim-engine/theory/m-m-c.ts';
import { PlainNetwork } from '../reference/plain-network.ts';
import { randomNetwork } from '../reference/random-network.ts';
import { toldBy } from '../reference/told.ts';
import { cases } from '../support/property-seed.ts';

/** Every discipline that serves one request at a time, and those that serve all at once. */
const SERIAL = ['fifo', 'lifo', 'priority', 'preemptive-priority', 'sjf', 'round-robin', 'drr', 'wfq', 'wf2q'];
const SHARED = ['ps', 'weighted-ps'];

function drained(spec: NetworkSpec): Network {
  const created = Network.create(spec);
  if (!created.ok) throw new TypeError(JSON.stringify(created.issues));
  created.value.drain();
  return created.value;
}

/** Fixes the random streams of every route, wherever it will stand. */
function withStreams(spec: NetworkSpec): NetworkSpec {
  return { ...spec, routes: spec.routes.map((route, at) => ({ ...route, streams: `${route.tenant}/${at}` })) };
}

const tenantsOf = (spec: NetworkSpec): string[] => [...new Set(spec.routes.map((route) => route.tenant))];

/** The same model with every tenant called by another name. */
function renamed(spec: NetworkSpec, name: (tenant: string) => string): NetworkSpec {
  const keys = <T>(record: Readonly<Record<string, T>> = {}): Record<string, T> =>
    Object.fromEntries(Object.entries(record).map(([tenant, value]) => [name(tenant), value]));
  return {
    ...spec,
    routes: spec.routes.map((route) => ({ ...route, tenant: name(route.tenant) })),
    weights: keys(spec.weights),
    priorities: keys(spec.priorities),
    limits: keys(spec.limits),
  };
}

const silent: NetworkRoute = {
  tenant: 'Silent',
  arrivals: { id: 'poisson', params: { ratePerSec: 0 } },
  steps: [{ visit: 'S0', demand: { law: 'exponential', meanUs: 1000 } }],
  untilUs: 1_000_000,
};

/** Requests of up to three tenants at one station, all open and continuous. */
const oneStation: fc.Arbitrary<NetworkSpec> = fc
  .record({
    seed: fc.nat({ max: 1_000_000 }),
    tenants: fc.integer({ min: 1, max: 3 }),
    ratePerSec: fc.integer({ min: 10, max: 120 }),
    meanUs: fc.integer({ min: 2000, max: 12_000 }),
  })
  .map(({ seed, tenants, ratePerSec, meanUs }) => ({
    seed,
    keepLatencies: true,
    stations: [{ id: 'S0', servers: 1 }],
    weights: Object.fromEntries(['A', 'B', 'C'].slice(0, tenants).map((tenant, at) => [tenant, 2 ** at])),
    priorities: Object.fromEntries(['A', 'B', 'C'].slice(0, tenants).map((tenant, at) => [tenant, 2 - at])),
    routes: ['A', 'B', 'C'].slice(0, tenants).map((tenant) => ({
      tenant,
      arrivals: { id: 'poisson', params: { ratePerSec } },
      steps: [{ visit: 'S0', demand: { law: 'exponential', meanUs } }],
      untilUs: 500_000,
    })),
  }));

function withStation(spec: NetworkSpec, change: Partial<NetworkSpec['stations'][number]>): NetworkSpec {
  return { ...spec, stations: spec.stations.map((each) => ({ ...each, ...change })) };
}

/** @returns latency of every completed request, by tenant and number */
function latencies(network: Network, spec: NetworkSpec): Map<string, number> {
  const byRequest = new Map<string, number>();
  for (const tenant of tenantsOf(spec)) {
    const { numbers, latencies: all } = network.tenant(tenant);
    numbers.forEach((number, at) => {
      byRequest.set(`${tenant} ${number}`, all[at]!);
    });
  }
  return byRequest;
}

/** Server-microseconds for which servers were busy. */
function busyUs(network: Network): number {
  return network.station('S0').utilisation * network.nowUs;
}

/** @returns every instant at which the station fell empty */
function emptiedUs(network: Network, spec: NetworkSpec, arrivals: ReadonlyMap<string, number>): number[] {
  const ends = [...latencies(network, spec)].map(([request, us]) => arrivals.get(request)! + us).sort((a, b) => a - b);
  const comes = [...arrivals.values()].sort((a, b) => a - b);
  return ends.filter((us, at) => ends[at + 1] !== us && comes.filter((come) => come <= us).length === at + 1);
}

describe('a tenant without traffic', () => {
  it('changes nothing, wherever it stands', () => {
    fc.assert(
      fc.property(randomNetwork, fc.nat(), (given, at) => {
        const spec = withStreams(given);
        const routes = [...spec.routes];
        routes.splice(at % (routes.length + 1), 0, silent);
        const [alone, beside] = [drained(spec), drained({ ...spec, routes })];
        for (const tenant of tenantsOf(spec)) expect(toldBy(beside, tenant)).toEqual(toldBy(alone, tenant));
        expect(new Set(beside.blame().map((each) => JSON.stringify(each)))).toEqual(
          new Set(alone.blame().map((each) => JSON.stringify(each))),
        );
      }),
      cases(400),
    );
  });
});

describe('a tenant', () => {
  it('may have any name', () => {
    fc.assert(
      fc.property(randomNetwork, (given) => {
        const spec = withStreams(given);
        const name = (tenant: string): string => `${'DCBA'['ABCD'.indexOf(tenant)]!}, Inc.`;
        const [before, after] = [drained(spec), drained(renamed(spec, name))];
        for (const tenant of tenantsOf(spec)) expect(toldBy(after, name(tenant))).toEqual(toldBy(before, tenant));
        const charges = before.blame().map((each) => {
          const culprit = each.culprit === '_system' ? each.culprit : name(each.culprit);
          return { ...each, culprit, victim: name(each.victim) };
        });
        expect(after.blame()).toEqual(charges);
      }),
      cases(400),
    );
  });

  it('may stand anywhere in the order, where no two things happen in one microsecond', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        oneStation,
        fc.constantFrom(...SERIAL, ...SHARED),
        fc.integer({ min: 1, max: 2 }),
        (given, id, by) => {
          const spec = withStation(withStreams(given), { servers: by, discipline: { id, params: {} } });
          const plain = new PlainNetwork(spec);
          plain.run(() => 0);
          if (plain.clock.ties > 0) return;
          compared++;
          const turned = { ...spec, routes: [...spec.routes.slice(by), ...spec.routes.slice(0, by)] };
          const [before, after] = [drained(spec), drained(turned)];
          for (const tenant of tenantsOf(spec)) expect(toldBy(after, tenant)).toEqual(toldBy(before, tenant));
        },
      ),
      cases(400),
    );
    expect(compared).toBeGreaterThan(200);
  });
});

describe('capacity', () => {
  it('never makes a request wait longer in a FIFO queue when there is more of it', () => {
    let shortened = 0;
    fc.assert(
      fc.property(oneStation, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), (spec, servers, more) => {
        const fewer = latencies(drained(withStation(spec, { servers })), spec);
        const larger = latencies(drained(withStation(spec, { servers: servers + more })), spec);
        expect(larger.size).toBe(fewer.size);
        for (const [request, us] of larger) {
          expect(us, request).toBeLessThanOrEqual(fewer.get(request)!);
          if (us < fewer.get(request)!) shortened++;
        }
      }),
      cases(300),
    );
    expect(shortened).toBeGreaterThan(100);
  });

  it('halves every time when load and speed of the servers double', () => {
    fc.assert(
      fc.property(oneStation, fc.integer({ min: 1, max: 3 }), (given, servers) => {
        const spec = withStation(given, { servers });
        const twice: NetworkSpec = {
          ...spec,
          routes: spec.routes.map((route) => {
            const arrivals = route.arrivals as { id: string; params: { ratePerSec: number } };
            const [visit] = route.steps as [{ visit: string; demand: { law: string; meanUs: number } }];
            return {
              ...route,
              arrivals: { ...arrivals, params: { ratePerSec: 2 * arrivals.params.ratePerSec } },
              steps: [{ ...visit, demand: { ...visit.demand, meanUs: visit.demand.meanUs / 2 } }],
              untilUs: route.untilUs! / 2,
            };
          }),
        };
        const [slow, fast] = [latencies(drained(spec), spec), latencies(drained(twice), twice)];
        expect(fast.size).toBe(slow.size);
        // Arrivals and services are rounded to whole microseconds; a queue adds such errors up over those before.
        for (const [request, us] of fast) expect(Math.abs(2 * us - slow.get(request)!)).toBeLessThan(3 * slow.size);
      }),
      cases(300),
    );
  });

  it('shortens the wait as Erlang C says when servers and load double', () => {
    const waitUs = (servers: number, ratePerSec: number): number => {
      const network = drained({
        seed: 7,
        stations: [{ id: 'S0', servers }],
        routes: [
          {
            tenant: 'A',
            arrivals: { id: 'poisson', params: { ratePerSec } },
            steps: [{ visit: 'S0', demand: { law: 'exponential', meanUs: 10_000 } }],
            untilUs: 2_000_000_000,
          },
        ],
      });
      return network.tenant('A').waitMeanUs;
    };
    const theory = (servers: number, ratePerSec: number): number =>
      1e6 * mmcMeanWait({ servers, arrivalRate: ratePerSec, serviceRate: 100 });
    const ratio = waitUs(4, 320) / waitUs(2, 160);
    expect(ratio).toBeLessThan(0.5);
    expect(Math.abs(ratio / (theory(4, 320) / theory(2, 160)) - 1)).toBeLessThan(0.05);
  });
});

describe('work', () => {
  it('is the same under every discipline, and done at the same instants by one server', () => {
    fc.assert(
      fc.property(oneStation, (spec) => {
        const plain = new PlainNetwork(spec);
        plain.run(() => 0);
        const arrivals = new Map(plain.ends.map((each) => [`${each.tenant} ${each.number}`, each.arrivedUs]));
        const fifo = drained(spec);
        const emptied = emptiedUs(fifo, spec, arrivals);
        expect(emptied.length).toBeGreaterThan(arrivals.size === 0 ? -1 : 0);
        for (const id of SERIAL) {
          const other = drained(withStation(spec, { discipline: { id, params: {} } }));
          expect(busyUs(other), id).toBeCloseTo(busyUs(fifo), 3);
          expect(emptiedUs(other, spec, arrivals), id).toEqual(emptied);
        }
        for (const id of SHARED) {
          const other = drained(withStation(spec, { discipline: { id, params: {} } }));
          // Work is not rounded to microseconds there.
          expect(Math.abs(busyUs(other) - busyUs(fifo)), id).toBeLessThanOrEqual(arrivals.size);
        }
      }),
      cases(60),
    );
  });

  it('is the same under every discipline that serves one request at a time, with several servers', () => {
    fc.assert(
      fc.property(oneStation, fc.integer({ min: 2, max: 3 }), (spec, servers) => {
        const fifo = busyUs(drained(withStation(spec, { servers })));
        for (const id of SERIAL) {
          const other = drained(withStation(spec, { servers, discipline: { id, params: {} } }));
          expect(busyUs(other) * servers, id).toBeCloseTo(fifo * servers, 3);
        }
      }),
      cases(60),
    );
  });
});

describe('a group', () => {
  const spread = (spec: NetworkSpec, members: number): NetworkSpec => ({
    ...spec,
    traceInputs: false,
    routes: spec.routes.map((route) => ({ ...route, members })),
  });

  it('of many small tenants is the tenant that stands for it, request by request, and loses none of its members', () => {
    fc.assert(
      fc.property(randomNetwork, fc.integer({ min: 2, max: 40 }), (spec, members) => {
        const alone = drained(spread(spec, 1));
        const group = drained(spread(spec, members));
        expect(group.digest()).toBe(alone.digest());
        expect(group.blame()).toEqual(alone.blame());
        for (const tenant of tenantsOf(spec)) {
          const stats = group.tenant(tenant);
          const each = Array.from({ length: members }, (_, member) => stats.members!.figures(member));
          const total = (read: (figures: (typeof each)[number]) => number) =>
            each.reduce((sum, figures) => sum + read(figures), 0);
          expect(total(({ arrived }) => arrived)).toBe(stats.arrived);
          expect(total(({ completed }) => completed)).toBe(stats.completed);
          expect(total(({ lost }) => lost)).toBe(stats.rejected + stats.timedOut + stats.failed);
          expect(total(({ completed, latencyMeanUs }) => completed * latencyMeanUs)).toBeCloseTo(
            stats.completed * stats.latencyMeanUs,
            3,
          );
          const summary = stats.members!.summary(members);
          expect(summary.active).toBe(each.filter(({ arrived }) => arrived > 0).length);
          expect(summary.worst).toEqual(
            each
              .filter(({ late, lost }) => late + lost > 0)
              .sort((a, b) => b.late + b.lost - a.late - a.lost || a.member - b.member),
          );
        }
      }),
      cases(60),
    );
  });
});
