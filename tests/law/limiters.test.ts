/**
 * Every limiter keeps its promises: in no span of time do more requests pass than it says, and no more are in flight; time may
 * stand still; it decides the same again, and goes on from its saved state. What sets each apart from the default is worked
 * out by hand in limiter-examples.ts, and the default, put in its place, is shown to fail there.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import type { ParamSpec, ParamValues } from '../../sim-engine/model/registry.ts';
import { LIMITERS } from '../../sim-engine/policies/limiting/index.ts';
import type { Limiter, LimiterKind } from '../../sim-engine/policies/limiting/limiter.ts';
import { cases } from '../support/property-seed.ts';
import { LIMITER_EXAMPLES } from './limiter-examples.ts';

/** From the least to the default: small enough for a few requests to be turned away. */
function parameterValues(spec: ParamSpec): fc.Arbitrary<number> {
  const round = (value: number): number =>
    spec.integer === true ? Math.round(value) : Math.round(value * 1000) / 1000;
  const between = fc.integer({ max: 20, min: 0 }).map((step) => spec.min + ((spec.default - spec.min) * step) / 20);
  return fc.oneof(between, fc.constantFrom(spec.min, spec.default)).map((value) => Math.max(spec.min, round(value)));
}

function paramsOf(kind: LimiterKind): fc.Arbitrary<ParamValues> {
  return fc.record(Object.fromEntries(kind.params.map((spec) => [spec.name, parameterValues(spec)])));
}

/** One moment of a script: time goes on, then a few come, or some of those in flight end. */
const moments = fc.array(
  fc.record({
    gapUs: fc.oneof(
      fc.constant(0),
      fc.integer({ min: 1, max: 20_000 }),
      fc.integer({ min: 1, max: 900_000 }),
      fc.integer({ min: 1, max: 9_000_000_000 }),
    ),
    come: fc.integer({ min: 0, max: 8 }),
    end: fc.integer({ min: 0, max: 4 }),
    ok: fc.integer({ min: 0, max: 9 }).map((roll) => roll > 0),
  }),
  { minLength: 1, maxLength: 40, size: 'max' },
);
type Moment = typeof moments extends fc.Arbitrary<(infer T)[]> ? T : never;

/** Plays moments to a limiter, and keeps what it saw. */
class Edge {
  readonly limiter: Limiter;
  nowUs: number;
  /** Times at which requests passed, in order of admission. */
  readonly passed: number[] = [];
  readonly decisions: (number | false)[] = [];
  mostInFlight = 0;
  private readonly inFlight: number[];

  constructor(limiter: Limiter, nowUs = 0, inFlight: readonly number[] = []) {
    this.limiter = limiter;
    this.nowUs = nowUs;
    this.inFlight = [...inFlight];
  }

  play(script: readonly Moment[]): this {
    for (const { gapUs, come, end, ok } of script) {
      this.nowUs += gapUs;
      for (let i = 0; i < end && this.inFlight.length > 0; i++) {
        this.limiter.finished(this.nowUs, this.nowUs - this.inFlight.shift()!, ok);
      }
      for (let i = 0; i < come; i++) this.offer();
    }
    return this;
  }

  offer(): boolean {
    const admitted = this.limiter.admit(this.nowUs);
    this.decisions.push(admitted && this.limiter.delayUs);
    if (!admitted) return false;
    this.passed.push(this.nowUs + this.limiter.delayUs);
    this.inFlight.push(this.nowUs);
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight.length);
    return true;
  }

  /** A copy of the limiter, as a checkpoint makes it. */
  restored(kind: LimiterKind, params: ParamValues): Edge {
    const writer = new StateWriter();
    this.limiter.state(writer);
    const limiter = kind.limiter(params, 0);
    const reader = new StateReader(writer.finish());
    limiter.state(reader);
    expect(reader.exhausted).toBe(true);
    expect(limiter.delayUs).toBe(this.limiter.delayUs);
    return new Edge(limiter, this.nowUs, this.inFlight);
  }
}

describe.each(LIMITERS)('limiter $id', (kind) => {
  it('lets no more pass in any span, and no more be in flight, than it promises', () => {
    let refused = 0;
    fc.assert(
      fc.property(paramsOf(kind), moments, (params, script) => {
        const edge = new Edge(kind.limiter(params, 0)).play(script);
        const { passed } = edge;
        for (let first = 0; first < passed.length; first++) {
          for (let last = first; last < passed.length; last++) {
            const most = kind.mostPassing(params, passed[last]! - passed[first]!);
            if (last - first + 1 > most + 1e-9) expect.fail(`${last - first + 1} passed, at most ${most} may`);
          }
        }
        expect(edge.mostInFlight).toBeLessThanOrEqual(kind.mostInFlight(params));
        refused += edge.decisions.filter((each) => each === false).length;
      }),
      cases(150),
    );
    expect(refused).toBeGreaterThan(100);
  });

  it('admits at one instant what it promises, and then nobody until time goes on or somebody ends', () => {
    fc.assert(
      fc.property(paramsOf(kind), (params) => {
        const most = Math.min(kind.mostPassing(params, 0), kind.mostInFlight(params));
        const edge = new Edge(kind.limiter(params, 0), 7_200_000_000);
        for (let i = 0; i <= most && edge.offer(); i++);
        const atOnce = edge.passed.filter((each) => each === edge.nowUs).length;
        expect(atOnce).toBeLessThanOrEqual(most);
        // Adaptive limits begin below their most.
        if (!kind.params.some((spec) => spec.name === 'initialLimit')) expect(atOnce).toBe(Math.floor(most + 1e-9));
        while (edge.limiter.delayUs > 0 && edge.offer());
        edge.offer();
        expect([edge.offer(), edge.offer(), edge.offer()]).toEqual([false, false, false]);
      }),
      cases(20),
    );
  });

  it('delays by whole microseconds, and lets nobody overtake', () => {
    fc.assert(
      fc.property(paramsOf(kind), moments, (params, script) => {
        const { decisions, passed } = new Edge(kind.limiter(params, 0)).play(script);
        for (const delayUs of decisions) {
          expect(delayUs === false || (Number.isInteger(delayUs) && delayUs >= 0)).toBe(true);
        }
        expect(passed).toEqual([...passed].sort((a, b) => a - b));
      }),
      cases(50),
    );
  });

  it('goes on from its saved state, and decides the same again', () => {
    fc.assert(
      fc.property(paramsOf(kind), moments, moments, (params, before, after) => {
        const edge = new Edge(kind.limiter(params, 0)).play(before);
        const restored = edge.restored(kind, params).play(after);
        const unsaved = edge.decisions.length;
        expect(edge.play(after).decisions.slice(unsaved)).toEqual(restored.decisions);
        expect(new Edge(kind.limiter(params, 0)).play([...before, ...after]).decisions).toEqual(edge.decisions);
      }),
      cases(100),
    );
  });
});

describe('what sets the limiters apart', () => {
  it('has an example for each', () => {
    expect(LIMITER_EXAMPLES.map((each) => each.id)).toEqual(LIMITERS.map((each) => each.id));
  });

  it.each(LIMITER_EXAMPLES)('$id: $tells', ({ id, params, play, expected }) => {
    const kind = LIMITERS.find((each) => each.id === id)!;
    expect(play((critical) => kind.limiter(params, 0, critical))).toEqual(expected);
  });

  it.each(LIMITER_EXAMPLES.slice(1))('$id is not the default by another name', ({ nearest, play, expected }) => {
    expect(play(() => LIMITERS[0]!.limiter(nearest, 0))).not.toEqual(expected);
  });
});
