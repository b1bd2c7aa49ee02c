/** @module What traces are kept: the slowest in order, a sample in which every request is as likely as every other, in bounded memory. */
import { describe, expect, it } from 'vitest';
import { Network, type NetworkSpec, planRunTraces, Run, type Trace } from '../../../sim-engine/index.ts';
import { RECORD_BYTES, SPANS_MAX, TraceRecord } from '../../../sim-engine/measure/trace/trace-record.ts';
import { TraceStore } from '../../../sim-engine/measure/trace/trace-store.ts';
import { buildScenario } from '../../support/scenario-builder.ts';

/** Numbers of the requests that a store keeps of 1..count, each of which took so many microseconds as `latencyUs` says. */
function kept(rule: { slowest: number; sample: number }, seed: number, latencies: readonly number[]): number[] {
  const store = new TraceStore({ ...rule, bytesMax: 1e6, lanesMax: 64 }, 1, seed);
  const records = latencies.map((latencyUs, number) => {
    const record = new TraceRecord();
    record.begin(0, 0, number, 0);
    record.setEnd(record.addSpan(0, -1, -1, -1, 0), latencyUs);
    return record;
  });
  const released: number[] = [];
  records.forEach((_, number) => {
    store.offer(0, number, records, (each) => released.push(each));
  });
  const left = records.flatMap((record, number) => (record.kept > 0 ? [number] : []));
  expect([...left, ...released].sort((a, b) => a - b)).toEqual(records.map((_, number) => number));
  return left;
}

it('keeps the slowest, and of equals those that ended first', () => {
  expect(kept({ slowest: 3, sample: 0 }, 1, [5, 9, 7, 9, 1, 9, 9])).toEqual([1, 3, 5]);
  expect(kept({ slowest: 3, sample: 0 }, 1, [0, 0])).toEqual([0, 1]);
});

it('keeps a fair sample: each of 20 requests is among the 5 as often as every other', () => {
  const count = 20;
  const size = 5;
  const trials = 4000;
  const times = new Array<number>(count).fill(0);
  for (let seed = 0; seed < trials; seed++) {
    const sampled = kept({ slowest: 0, sample: size }, seed, new Array<number>(count).fill(1));
    expect(sampled).toHaveLength(size);
    for (const number of sampled) times[number]!++;
  }
  const expected = (trials * size) / count;
  const square = times.reduce((sum, each) => sum + (each - expected) ** 2 / expected, 0);
  // Drawn without replacement, the counts vary less than those of independent draws, by (1 - s/n) n/(n-1).
  const statistic = square / ((1 - size / count) * (count / (count - 1)));
  // 99.9 % point of chi-square with 19 degrees of freedom.
  expect(statistic).toBeLessThan(43.82);
  expect(statistic).toBeGreaterThan(5);
});

describe('memory', () => {
  const flood: NetworkSpec = {
    seed: 4,
    stations: [{ id: 'one', servers: 1 }],
    routes: ['A', 'B'].map((tenant) => ({
      tenant,
      arrivals: { id: 'poisson', params: { ratePerSec: 5000 } },
      steps: [{ visit: 'one', demand: { law: 'exponential', meanUs: 95 } }],
    })),
  };

  function runFor(spec: NetworkSpec, seconds: number): Network {
    const made = Network.create(spec);
    if (!made.ok) throw new TypeError(JSON.stringify(made.issues));
    made.value.advanceTo(seconds * 1_000_000);
    return made.value;
  }

  it('of a million requests stays within the budget, and none is missed while lanes suffice', () => {
    const bytesMax = 4 * 1024 * 1024;
    const network = runFor({ ...flood, traces: { slowest: 5, sample: 5, bytesMax } }, 100);
    expect(network.tenant('A').arrived + network.tenant('B').arrived).toBeGreaterThan(990_000);
    const { bytes, missed, traces } = network.traces()!;
    expect(bytes).toBeLessThanOrEqual(bytesMax);
    expect(missed).toBe(0);
    expect(traces.filter((trace) => trace.slowest)).toHaveLength(10);
    expect(traces.filter((trace) => trace.sampled)).toHaveLength(10);
  });

  it('is bounded where a line grows without end: whoever finds no room is counted', () => {
    const bytesMax = 1024 * 1024;
    const slow = { ...flood, stations: [{ id: 'one', servers: 1 }], traces: { bytesMax } };
    const network = runFor({ ...slow, routes: flood.routes.map((route) => ({ ...route, steps: twice(route) })) }, 2);
    const { bytes, missed } = network.traces()!;
    expect(bytes).toBeLessThanOrEqual(bytesMax);
    expect(missed).toBeGreaterThan(1000);
  });

  it('of one request is bounded: what finds no room is counted, and the rest adds up', () => {
    const failing: NetworkSpec = {
      seed: 1,
      stations: [{ id: 'one', servers: 1 }],
      routes: [
        {
          tenant: 'A',
          arrivals: { id: 'deterministic', params: { ratePerSec: 1 } },
          steps: [{ call: [{ delay: { law: 'deterministic', meanUs: 10 } }, { fail: true }], link: { retries: 60 } }],
          untilUs: 1_500_000,
        },
      ],
      traces: {},
    };
    const [trace] = runFor(failing, 3).traces()!.traces as [Trace];
    expect(trace).toMatchObject({ ending: 'failed', endUs: trace.startUs + 610 });
    expect(trace.spans).toHaveLength(SPANS_MAX);
    expect(trace.truncated).toBeGreaterThan(60);
  });

  it('that a rule needs is known before the run', () => {
    const scenario = buildScenario({});
    const needed = planRunTraces(scenario, { bytesMax: 1000 });
    expect(needed).toMatchObject({ ok: false, issues: [{ code: 'trace-budget', path: 'bytesMax' }] });
    expect(planRunTraces(scenario, { slowest: 101 })).toMatchObject({ ok: false, issues: [{ code: 'trace-rule' }] });
    expect(planRunTraces(scenario, { windows: 0 })).toMatchObject({ ok: false, issues: [{ code: 'trace-rule' }] });
    expect(Network.create({ ...flood, blame: false, traces: {} })).toMatchObject({
      ok: false,
      issues: [{ code: 'blame-needed' }],
    });
    expect(RECORD_BYTES).toBeGreaterThan(8 * SPANS_MAX * 7);
  });
});

it('keeps per tenant and window, equal ones if asked', () => {
  const scenario = buildScenario({ durationUs: 6_000_000 });
  const traces = { slowest: 1, sample: 2, windows: 3 };
  const run = Run.create({ scenario, scenarioSha256: 'sha', seed: 5, traces });
  run.advanceTo(6_000_000);
  const report = run.traces()!;
  expect(report.windows.map(({ fromUs }) => fromUs)).toEqual([0, 2_000_000, 4_000_000]);
  for (const { id } of scenario.tenants) {
    for (let window = 0; window < 3; window++) {
      const here = report.traces.filter((trace) => trace.tenant === id && trace.window === window);
      const { fromUs, toUs } = report.windows[window]!;
      expect(here.filter((trace) => trace.slowest)).toHaveLength(1);
      expect(here.filter((trace) => trace.sampled)).toHaveLength(2);
      for (const { endUs } of here) expect(endUs >= fromUs && endUs < toUs).toBe(true);
    }
  }
});

function twice(route: NetworkSpec['routes'][number]): NetworkSpec['routes'][number]['steps'] {
  return [...route.steps, ...route.steps];
}
