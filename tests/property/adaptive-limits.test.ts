/**
 * The limits that learn admit as plain programs do that are written from their sources, request by request, on times coarse
 * enough for every comparison to meet its tie: a latency just at the threshold, a limit just half used, a request that came
 * at the very instant of the last decrease.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ParamValues } from '../../sim-engine/model/registry.ts';
import { aimd } from '../../sim-engine/policies/limiting/aimd.ts';
import { gradient } from '../../sim-engine/policies/limiting/gradient.ts';
import type { LimiterKind } from '../../sim-engine/policies/limiting/limiter.ts';
import { cases } from '../support/property-seed.ts';

/** What a request tells at its end; it counts among those in flight. */
interface End {
  readonly cameUs: number;
  readonly nowUs: number;
  readonly ok: boolean;
  readonly inFlight: number;
}

/** @returns the limit after one more end */
type Learns = (end: End) => number;

/** Chiu and Jain: up by a step a round trip, down by a factor; RFC 6582: down once for all that were in flight together. */
function plainAimd({ initialLimit, maxLimit, increase, decrease, slowMs }: ParamValues): Learns {
  let limit = initialLimit!;
  let lastDecreaseUs = 0;
  return ({ cameUs, nowUs, ok, inFlight }) => {
    const late = nowUs - cameUs > slowMs! * 1000;
    const known = cameUs < lastDecreaseUs;
    if ((late || !ok) && !known) {
      limit = Math.max(1, limit * decrease!);
      lastDecreaseUs = nowUs;
    }
    if (!late && ok && inFlight * 2 >= limit) limit = Math.min(maxLimit!, limit + increase! / limit);
    return limit;
  };
}

/** Gradient2Limit with ExpAvgMeasurement(longWindow, 10). */
function plainGradient({ initialLimit, minLimit, maxLimit, queueSize, smoothing, longWindow }: ParamValues): Learns {
  let limit = initialLimit!;
  let longUs = 0;
  let seen = 0;
  return ({ cameUs, nowUs, ok, inFlight }) => {
    if (!ok && nowUs - cameUs < longUs) return limit;
    const shortUs = Math.max(1, nowUs - cameUs);
    const factor = 2 / (longWindow! + 1);
    longUs = seen < 10 ? (longUs * seen + shortUs) / (seen + 1) : longUs * (1 - factor) + shortUs * factor;
    seen++;
    const ratio = longUs / shortUs;
    if (ratio > 2) longUs *= 0.9;
    if (inFlight < limit / 2) return limit;
    const estimate = limit * Math.max(0.5, Math.min(1, ratio)) + queueSize!;
    limit = Math.max(minLimit!, Math.min(maxLimit!, limit * (1 - smoothing!) + estimate * smoothing!));
    return limit;
  };
}

const aimdParams = fc.record({
  initialLimit: fc.integer({ min: 1, max: 12 }),
  maxLimit: fc.integer({ min: 12, max: 16 }),
  increase: fc.constantFrom(0.5, 1, 4),
  decrease: fc.constantFrom(0.5, 0.75),
  slowMs: fc.constantFrom(1, 2, 3),
});
const gradientParams = fc.record({
  initialLimit: fc.integer({ min: 4, max: 12 }),
  minLimit: fc.integer({ min: 1, max: 4 }),
  maxLimit: fc.integer({ min: 12, max: 16 }),
  queueSize: fc.integer({ min: 0, max: 4 }),
  smoothing: fc.constantFrom(0.25, 0.5, 1),
  longWindow: fc.constantFrom(1, 3, 9),
});
/** Milliseconds pass, then a few come and a few end, the oldest or the newest first. */
const moments = fc.array(
  fc.record({
    gapMs: fc.constantFrom(0, 0, 1, 1, 2, 3, 8),
    come: fc.nat({ max: 8 }),
    ends: fc.array(fc.record({ ok: fc.constantFrom(true, true, true, false), newest: fc.boolean() }), { maxLength: 6 }),
  }),
  { minLength: 1, maxLength: 40, size: 'max' },
);

function admitsAsItsPlainProgram(
  kind: LimiterKind,
  someParams: fc.Arbitrary<ParamValues>,
  plain: (params: ParamValues) => Learns,
): void {
  let changed = 0;
  fc.assert(
    fc.property(someParams, moments, (params, script) => {
      const limiter = kind.limiter(params, 0);
      const learns = plain(params);
      const came: number[] = [];
      let limit = params.initialLimit!;
      let nowUs = 0;
      for (const { gapMs, come, ends } of script) {
        nowUs += gapMs * 1000;
        for (let i = 0; i < come; i++) {
          const fits = came.length + 1 <= limit;
          expect(limiter.admit(nowUs)).toBe(fits);
          if (fits) came.push(nowUs);
        }
        for (const { ok, newest } of ends.slice(0, came.length)) {
          const inFlight = came.length;
          const cameUs = newest ? came.pop()! : came.shift()!;
          const before = limit;
          limit = learns({ cameUs, nowUs, ok, inFlight });
          limiter.finished(nowUs, nowUs - cameUs, ok);
          if (Math.floor(limit) !== Math.floor(before)) changed++;
        }
      }
    }),
    cases(300),
  );
  expect(changed).toBeGreaterThan(300);
}

it('AIMD admits as its plain program does', () => {
  admitsAsItsPlainProgram(aimd, aimdParams, plainAimd);
});

it('the gradient admits as its plain program does', () => {
  admitsAsItsPlainProgram(gradient, gradientParams, plainGradient);
});
