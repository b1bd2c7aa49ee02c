/**
 * Every metric keeps its promises: it is null where nothing was measured and a finite number >= 0 otherwise, and says its
 * unit. What sets each apart is one span on which all of them differ.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readThreshold } from '../../scenarios/schema/threshold.ts';
import { METRICS } from '../../sim-engine/grading/metrics/index.ts';
import type { Metric } from '../../sim-engine/grading/metrics/metric.ts';
import type { Span, SpanTenant } from '../../sim-engine/grading/span.ts';
import { FINE_BITS, Histogram } from '../../sim-engine/measure/histogram.ts';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import type { Action } from '../../sim-engine/model/scenario.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';
import { cases } from '../support/property-seed.ts';

function tenant(index: number, latencies: readonly number[], lost: number, sloUs = 100_000): SpanTenant {
  const latency = new Histogram(FINE_BITS);
  for (const each of latencies) latency.record(each);
  const good = latencies.filter((each) => each <= sloUs).length;
  return { index, sloUs, arrived: latencies.length + lost, rejected: Math.floor(lost / 2), lost, good, latency };
}

const UNUSED = { firstPriceMicroUsdPerHour: 0, tier: null, actions: [] } as const;

const spans: fc.Arbitrary<Span> = fc.record({
  passedUs: fc.integer({ min: 1, max: 60_000_000 }),
  costMicroUsd: fc.nat(),
  firstPriceMicroUsdPerHour: fc.nat(),
  tier: fc.option(fc.record({ busyUs: fc.nat(), presentUs: fc.nat(), availableUs: fc.nat() })),
  actions: fc.array(
    fc.record({
      type: fc.constantFrom<Action['type']>('set-limit', 'switch-isolation', 'inject-noise', 'set-client'),
      isMove: fc.boolean(),
    }),
  ),
  tenants: fc
    .array(fc.tuple(fc.array(fc.nat({ max: 3_000_000 }), { maxLength: 30 }), fc.nat({ max: 20 })), { maxLength: 5 })
    .map((drawn) => drawn.map(([latencies, lost], index) => tenant(index, latencies, lost))),
});

const measure = (metric: Metric, span: Span): number | null => metric.measure(span, withDefaults(metric, {}));

describe.each(METRICS)('metric $id', (metric) => {
  it('is null on what has not begun', () => {
    const none: Span = { ...UNUSED, passedUs: 0, costMicroUsd: 0, tenants: [] };
    expect(measure(metric, none)).toBeNull();
    expect(measure(metric, { ...none, tenants: [tenant(0, [], 0)] })).toBeNull();
  });

  it('is null or finite and not negative', () => {
    fc.assert(
      fc.property(spans, (span) => {
        const value = measure(metric, span);
        if (value !== null) expect(Number.isFinite(value) && value >= 0).toBe(true);
      }),
      cases(150),
    );
  });

  it('says its unit, in which a bound can be written', () => {
    expect(metric.unit).not.toBe('');
    const written = { ms: '250 ms', '%': '5 %', 'req/s': '40/s', 'USD/h': '0.5 USD/h', USD: '0.02 USD', min: '30 min' };
    const bound = Object.hasOwn(written, metric.unit) ? written[metric.unit as keyof typeof written] : 3;
    expect(readThreshold(metric, bound)).toHaveProperty('value');
  });

  it('does not look beyond what it is over', () => {
    fc.assert(
      fc.property(spans, spans, (span, other) => {
        const { tenants, tier, actions } = span;
        const whole = { passedUs: span.passedUs, costMicroUsd: span.costMicroUsd, actions };
        const changed: Record<Metric['over'], Span> = {
          tenants: { ...other, passedUs: span.passedUs, tenants },
          tier: { ...other, passedUs: span.passedUs, tier },
          whole: { ...other, ...whole, firstPriceMicroUsdPerHour: span.firstPriceMicroUsdPerHour },
        };
        expect(measure(metric, changed[metric.over])).toBe(measure(metric, span));
      }),
      cases(60),
    );
  });
});

describe('what sets the metrics apart', () => {
  // Two seconds at 3.6 USD/h; tenant 0: 1..100 ms, tenant 1: 51 requests of 200 ms beyond its SLO and 49 turned away.
  const span: Span = {
    passedUs: 2_000_000,
    costMicroUsd: 2_000,
    firstPriceMicroUsdPerHour: 2_400_000,
    tier: { busyUs: 3_000_000, presentUs: 8_000_000, availableUs: 4_000_000 },
    actions: [
      { type: 'switch-isolation', isMove: true },
      { type: 'set-limit', isMove: true },
      { type: 'inject-noise', isMove: false },
    ],
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
    expect(Math.abs(measure(metric, alone)! / expected - 1)).toBeLessThan(0.004);
    expect(Math.abs(measure(metric, span)! / 200 - 1)).toBeLessThan(0.004);
  });

  it.each([
    ['goodput', 50],
    ['hurt-share', 50],
    ['lost-share', 24.5],
    ['cost-rate', 3.6],
    ['good-share', 50],
    ['rejected-share', 12],
    // Shares 1 and 0: Jain's index is 1/2.
    ['fairness', 50],
    ['spend', 0.002],
    ['price-ratio', 150],
    ['moves', 2],
    ['operator-time', 35],
    ['utilisation', 75],
    ['queue-length', 2.5],
  ])('%s is %d', (id, expected) => {
    expect(measure(entryOf(METRICS, id), span)).toBeCloseTo(expected, 9);
  });

  it('the percentile that is asked for, and the time that the changes are said to take', () => {
    const half = entryOf(METRICS, 'latency-percentile').measure(alone, { percent: 50 })!;
    expect(half).toBe(measure(entryOf(METRICS, 'latency-p50'), alone));
    const params = { switchSec: 60, limitSec: 30, clientSec: 0, balancingSec: 0 };
    expect(entryOf(METRICS, 'operator-time').measure(span, params)).toBe(1.5);
  });

  it('who gets no answer at all is hurt', () => {
    const refused: Span = { ...span, tenants: [tenant(0, [], 5)] };
    expect(measure(entryOf(METRICS, 'hurt-share'), refused)).toBe(100);
  });
});
