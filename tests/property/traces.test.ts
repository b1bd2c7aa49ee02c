/**
 * Traces are whole and only listen: over random networks of every part, with every request kept, spans add up to the latency
 * that was measured, charges to the ledger's, and nothing in the run changes. (That spans leave no gap and that waits are
 * charged with their length is asserted wherever traces are read.)
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  Network,
  type NetworkSpec,
  type NetworkStep,
  Run,
  type RunOptions,
  type TraceReport,
} from '../../sim-engine/index.ts';
import { DISCIPLINES } from '../../sim-engine/policies/discipline/index.ts';
import { cases } from '../support/property-seed.ts';
import { randomRun, started } from '../support/random-run.ts';

const TENANTS = ['A', 'B', 'C'];
const ARRIVING_US = 200_000;

const work = fc
  .record({
    law: fc.constantFrom('exponential', 'deterministic', 'bounded-pareto'),
    meanUs: fc.integer({ min: 100, max: 9000 }),
  })
  .map((demand) => ({ ...demand, params: {} }));

const visits: fc.Arbitrary<NetworkStep[]> = fc.array(
  fc.oneof(
    fc.record({ visit: fc.constantFrom('line', 'many', 'shared', 'bounded'), demand: work }),
    fc.record({ delay: work }),
  ),
  { minLength: 1, maxLength: 2 },
);

const held: fc.Arbitrary<NetworkStep[]> = fc
  .record({
    steps: visits,
    shared: fc.boolean(),
    patienceUs: fc.option(fc.integer({ min: 500, max: 20_000 }), { nil: undefined }),
  })
  .map(({ steps, shared, patienceUs }) => {
    const patience = patienceUs === undefined ? {} : { patienceUs };
    return [
      { hold: 'connections', ...patience },
      { lock: 'row', shared, ...patience },
      ...steps,
      { unlock: true },
      { release: true },
    ] as NetworkStep[];
  });

const link = fc.record(
  {
    timeoutUs: fc.integer({ min: 1000, max: 30_000 }),
    cancels: fc.boolean(),
    retries: fc.integer({ min: 0, max: 3 }),
    backoff: fc.constant({ id: 'exponential', params: {} }),
    hedgeAfterUs: fc.integer({ min: 1000, max: 9000 }),
  },
  { requiredKeys: [] },
);

const steps: fc.Arbitrary<NetworkStep[]> = fc.oneof(
  visits,
  held,
  fc.tuple(visits, visits, link).map(([before, call, by]) => [...before.slice(0, 1), { call, link: by }]),
  fc.tuple(held, visits, link).map(([call, branch, by]) => [{ call, link: by }, { parallel: [branch, branch] }]),
);

const network: fc.Arbitrary<NetworkSpec> = fc
  .record({
    seed: fc.nat(),
    discipline: fc.constantFrom(...DISCIPLINES.filter((each) => each.service !== 'shared').map((each) => each.id)),
    sharing: fc.constantFrom('ps', 'weighted-ps'),
    servers: fc.integer({ min: 1, max: 3 }),
    cap: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
    routes: fc.array(steps, { minLength: 3, maxLength: 3 }),
    rates: fc.array(fc.integer({ min: 20, max: 300 }), { minLength: 3, maxLength: 3 }),
    limited: fc.boolean(),
    fault: fc.constantFrom('line', 'many', 'shared', 'connections'),
  })
  .map((drawn) => ({
    seed: drawn.seed,
    stations: [
      { id: 'line', servers: 1 },
      {
        id: 'many',
        servers: drawn.servers,
        discipline: { id: drawn.discipline, params: {} },
        ...(drawn.cap === undefined ? {} : { cap: drawn.cap }),
      },
      { id: 'shared', servers: drawn.servers, discipline: { id: drawn.sharing, params: {} } },
      { id: 'bounded', servers: 2, bound: 4 },
      { id: 'connections', servers: 2 },
    ],
    locks: ['row'],
    weights: { A: 3 },
    priorities: { A: 0, B: 1, C: 2 },
    limits: drawn.limited
      ? { A: { ratePerSec: 100, burst: 2 }, B: { id: 'leaky-bucket', params: { ratePerSec: 150 } } }
      : {},
    faults: [{ station: drawn.fault, fromUs: 30_000, toUs: 60_000 }],
    routes: drawn.routes.map((route, at) => ({
      tenant: TENANTS[at]!,
      arrivals: { id: 'poisson', params: { ratePerSec: drawn.rates[at]! } },
      steps: route,
      untilUs: ARRIVING_US,
    })),
    keepLatencies: true,
  }));

function drained(spec: NetworkSpec): Network {
  const made = Network.create(spec);
  if (!made.ok) throw new TypeError(JSON.stringify(made.issues));
  made.value.drain();
  return made.value;
}

/** Sums of microseconds by culprit, for one victim. */
function chargedTo(report: TraceReport, victim: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const trace of report.traces) {
    if (trace.tenant !== victim) continue;
    for (const span of trace.spans) {
      expect(span.unnamedUs).toBe(0);
      for (const { who, us } of span.parts) sums.set(who, (sums.get(who) ?? 0) + us);
    }
  }
  return sums;
}

function check(spec: NetworkSpec, seen: Set<string>): void {
  const plain = drained(spec);
  const traced = drained({ ...spec, traces: { slowest: 100, sample: 100 } });
  expect(traced.digest()).toBe(plain.digest());
  expect(traced.blame()).toEqual(plain.blame());
  const report = traced.traces()!;
  for (const tenant of TENANTS) {
    const stats = plain.tenant(tenant);
    const traces = report.traces.filter((trace) => trace.tenant === tenant);
    expect(traces.length).toBe(stats.arrived);
    const completed = traces.filter((trace) => trace.ending === 'completed');
    expect(new Map(completed.map((trace) => [trace.number, trace.endUs - trace.startUs]))).toEqual(
      new Map(stats.numbers.map((number, at) => [number, stats.latencies[at]!])),
    );
    expect(traces.filter((trace) => trace.ending === 'rejected').length).toBe(stats.rejected);
    expect(traces.filter((trace) => trace.ending === 'timed-out').length).toBe(stats.timedOut);
    const charges = plain.blame().filter((charge) => charge.victim === tenant);
    const ledgerUs = charges.reduce((sum, { us }) => sum + us, 0);
    expect(
      traces.reduce((sum, trace) => sum + trace.delayUs, 0),
      `delay of ${tenant}`,
    ).toBe(ledgerUs);
    const waits = traces.reduce((sum, trace) => sum + trace.spans.length, 0);
    const shared = traces.some((trace) => trace.spans.some(({ kind }) => kind === 'sharing'));
    for (const [culprit, us] of chargedTo(report, tenant)) {
      const ledger = charges.reduce((sum, charge) => sum + (charge.culprit === culprit ? charge.us : 0), 0);
      // Each wait is divided by itself, and the ledger's sum once: they part by less than a microsecond a wait.
      if (!shared) expect(Math.abs(us - ledger), `${culprit} to ${tenant}`).toBeLessThanOrEqual(waits);
    }
    for (const trace of traces) for (const span of trace.spans) seen.add(span.kind);
  }
}

it('of networks add up to what was measured, and change nothing', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(network, (spec) => check(spec, seen)),
    cases(200),
  );
  const kinds = ['wait', 'service', 'sharing', 'lock', 'delay', 'limit', 'call', 'backoff'];
  expect([...seen]).toEqual(expect.arrayContaining([...kinds, 'attempt', 'hedge', 'branch']));
});

it('of runs survive a snapshot, and change nothing', () => {
  fc.assert(
    fc.property(randomRun, fc.integer({ min: 1, max: 5_999_999 }), (random, atUs) => {
      const { scenario, seed } = random;
      const options: RunOptions = { scenario, scenarioSha256: 'sha', seed, traces: { slowest: 2, sample: 2 } };
      const plain = started(random, false);
      const traced = Run.create(options);
      for (const action of random.actions) traced.submit(action);
      traced.advanceTo(atUs);
      const restored = Run.restore(options, traced.snapshot());
      if (!restored.ok) throw new TypeError(JSON.stringify(restored.issues));
      for (const run of [plain, traced, restored.value]) run.advanceTo(scenario.durationUs);
      expect(traced.digest()).toBe(plain.digest());
      expect(restored.value.digest()).toBe(plain.digest());
      expect(restored.value.traces()).toEqual(traced.traces());
      expect(plain.traces()).toBeNull();
    }),
    cases(60),
  );
});
