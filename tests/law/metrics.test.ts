/**
 * Every metric keeps its promises: it is null where nothing was measured and a finite number >= 0 otherwise, and says its
 * unit. What sets each apart is one span on which all of them differ.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS } from '../../sim-engine/grading/metrics/index.ts';
import type { Span, SpanTenant } from '../../sim-engine/grading/span.ts';
import { FINE_BITS, Histogram } from '../../sim-engine/measure/histogram.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';
import { cases } from '../support/property-seed.ts';

function tenant(index: number, latencies: readonly number[], lost: number, sloUs = 100_000): SpanTenant {
  const latency = new Histogram(FINE_BITS);
  for (const each of latencies) latency.record(each);
  const good = latencies.filter((each) => each <= sloUs).length;
  return { index, sloUs, arrived: latencies.length + lost, lost, good, latency };
}

const spans: fc.Arbitrary<Span> = fc.record({
  passedUs: fc.integer({ min: 1, max: 60_000_000 }),
  costMicroUsd: fc.nat(),
  tenants: fc
    .array(fc.tuple(fc.array(fc.nat({ max: 3_000_000 }), { maxLength: 30 }), fc.nat({ max: 20 })), { maxLength: 5 })
    .map((drawn) => drawn.map(([latencies, lost], index) => tenant(index, latencies, lost))),
});

describe.each(METRICS)('metric $id', (metric) => {
  it('is null on what has not begun', () => {
    expect(metric.measure({ passedUs: 0, costMicroUsd: 0, tenants: [] })).toBeNull();
    const idle: Span = { passedUs: 0, costMicroUsd: 0, tenants: [tenant(0, [], 0)] };
    expect(metric.measure(idle)).toBeNull();
  });

  it('is null or finite and not negative', () => {
    fc.assert(
      fc.property(spans, (span) => {
        const value = metric.measure(span);
        if (value !== null) expect(Number.isFinite(value) && value >= 0).toBe(true);
      }),
      cases(150),
    );
  });

  it('says its unit', () => {
    expect(metric.unit).not.toBe('');
  });
});

describe('what sets the metrics apart', () => {
  // Two seconds at 3.6 USD/h; tenant 0: 1..100 ms, tenant 1: 51 requests of 200 ms beyond its SLO and 49 turned away.
  const span: Span = {
    passedUs: 2_000_000,
    costMicroUsd: 2_000,
    tenants: [
      tenant(
        0,
        Array.from({ length: 100 }, (_, at) => (at + 1) * 1000),
        0,
      ),
      tenant(1, new Array<number>(51).fill(200_000), 49),
    ],
  };
  const alone: Span = { ...span, tenants: [span.tenants[0]!] };

  it.each([
    ['latency-p99', 99],
    ['latency-p95', 95],
    ['latency-p50', 50],
    ['latency-mean', 50.5],
  ])('%s of 1..100 ms is %d ms within its 0.4 %%, and the worst tenant’s counts', (id, expected) => {
    const metric = entryOf(METRICS, id);
    expect(Math.abs(metric.measure(alone)! / expected - 1)).toBeLessThan(0.004);
    expect(Math.abs(metric.measure(span)! / 200 - 1)).toBeLessThan(0.004);
  });

  it.each([
    ['goodput', 50],
    ['hurt-share', 50],
    ['lost-share', 24.5],
    ['cost-rate', 3.6],
  ])('%s is %d', (id, expected) => {
    expect(entryOf(METRICS, id).measure(span)).toBeCloseTo(expected, 9);
  });

  it('who gets no answer at all is hurt', () => {
    const refused: Span = { ...span, tenants: [tenant(0, [], 5)] };
    expect(entryOf(METRICS, 'hurt-share').measure(refused)).toBe(100);
  });
});
