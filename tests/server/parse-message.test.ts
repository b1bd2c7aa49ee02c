/** @module Whatever arrives on a socket becomes a message or issues, and never an exception. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithinDepth } from '../../server/core/json-depth.ts';
import {
  parseActionMessage,
  parseControl,
  parseFrameAck,
  parseOpen,
  parseParticles,
} from '../../server/socket/parse-message.ts';
import { type Action, FAULT_TIERS } from '../../sim-engine/model/scenario.ts';

const SETTINGS = { seed: 20261124, numRuns: process.env.TENANTLAB_LONG ? 50_000 : 2_000 };
const PARSERS = [parseOpen, parseControl, parseActionMessage, parseFrameAck, parseParticles] as const;
const text = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const params = fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z]{0,10}$/), fc.integer({ min: 0, max: 1_000_000 }), {
  maxKeys: 4,
});
const choice = fc.record({ id: text, params }, { noNullPrototype: true });
const amount = fc.double({ min: 0.001, max: 1e6, noNaN: true });
const client = fc.record(
  {
    timeoutUs: fc.nat(10 ** 9),
    cancels: fc.boolean(),
    retries: fc.nat(20),
    backoff: choice,
    budget: choice,
    breaker: choice,
    hedgeAfterUs: fc.nat(10 ** 9),
    hedges: fc.nat(20),
  },
  { requiredKeys: [], noNullPrototype: true },
);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    type: fc.constant('inject-noise' as const),
    tenant: text,
    noise: choice,
    forUs: fc.integer({ min: 1, max: 10 ** 9 }),
  }),
  fc.record({
    type: fc.constant('inject-noise' as const),
    tenant: text,
    noise: choice,
    fromUs: fc.nat(10 ** 9),
    forUs: fc.integer({ min: 1, max: 10 ** 9 }),
  }),
  fc.record({ type: fc.constant('stop-noise' as const), noise: fc.nat(500) }),
  fc.record({
    type: fc.constant('inject-fault' as const),
    fault: choice,
    target: fc.record(
      { tier: fc.constantFrom(...FAULT_TIERS), count: fc.integer({ min: 1, max: 10_000 }), tenant: text },
      { requiredKeys: [], noNullPrototype: true },
    ),
    forUs: fc.integer({ min: 1, max: 10 ** 9 }),
  }),
  fc.record({ type: fc.constant('switch-isolation' as const), model: choice }),
  fc.record({ type: fc.constant('set-limit' as const), tenant: text, limitPerSec: amount, limitBurst: amount }),
  fc.record({ type: fc.constant('clear-limit' as const), tenant: text }),
  fc.record({ type: fc.constant('set-limiter' as const), tenant: text, limiter: choice }),
  fc.record({ type: fc.constant('set-client' as const), client }),
  fc.record({ type: fc.constant('set-client' as const), tenant: text, client }),
  fc.record({ type: fc.constant('set-balancing' as const), policy: text }),
  fc.record({ type: fc.constant('answer' as const), question: text, answer: text }),
);
const message = fc.record({ runId: text, clientId: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), action });

describe('messages from the socket', () => {
  it('never throws, whatever comes', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withTypedArray: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        for (const parse of PARSERS) {
          const parsed = parse(value);
          if (!parsed.ok)
            for (const { code, message: said } of parsed.issues) expect([code, said].every(Boolean)).toBe(true);
        }
      }),
      SETTINGS,
    );
  });

  it('reads every action as it was sent', () => {
    fc.assert(
      fc.property(message, (sent) => {
        const parsed = parseActionMessage(JSON.parse(JSON.stringify(sent)));
        expect(parsed).toEqual({ ok: true, value: JSON.parse(JSON.stringify(sent)) });
      }),
      SETTINGS,
    );
  });

  it('refuses an action when any one part of it is replaced, and says where', () => {
    const wrong = fc.constantFrom<unknown>(
      null,
      [],
      '',
      'x'.repeat(65),
      Number.NaN,
      -1,
      1e300,
      true,
      { deep: {} },
      '\u202e',
      '\u0000',
    );
    fc.assert(
      fc.property(message, wrong, fc.nat(), (sent, bad, pick) => {
        const copy = structuredClone<{ action: object }>(sent);
        const keys = Object.keys(copy.action);
        const key = keys[pick % keys.length]!;
        copy.action = { ...copy.action, [key]: bad };
        const parsed = parseActionMessage(copy);
        expect(parsed.ok).toBe(false);
        if (!parsed.ok) expect(parsed.issues.some(({ path }) => path.startsWith(`action.${key}`))).toBe(true);
      }),
      SETTINGS,
    );
  });

  it('refuses keys it does not know, also those every object has', () => {
    for (const extra of ['extra', 'constructor', 'toString']) {
      expect(parseFrameAck({ runId: 'a', sequence: 1, [extra]: 1 })).toMatchObject({ ok: false });
    }
    expect(parseFrameAck(JSON.parse('{"runId":"a","sequence":1,"__proto__":{}}'))).toMatchObject({ ok: false });
    expect(parseFrameAck(Object.create({ runId: 'a', sequence: 1 }))).toMatchObject({ ok: false });
    expect(parseControl({ runId: 'a', clientId: 'server:1', control: { type: 'start' } })).toMatchObject({ ok: false });
  });

  it('holds the speed within its range', () => {
    const control = (speed: unknown) => parseControl({ runId: 'a', clientId: 'b', control: { type: 'speed', speed } });
    for (const speed of [0.5, 1, 50]) expect(control(speed).ok).toBe(true);
    for (const speed of [0.49, 50.01, Number.NaN, Number.POSITIVE_INFINITY, '1', null])
      expect(control(speed).ok).toBe(false);
  });

  it('measures depth without recursion', () => {
    const nested = JSON.parse(`${'['.repeat(6_000)}${']'.repeat(6_000)}`) as unknown;
    expect(isWithinDepth(nested, 32)).toBe(false);
    expect(isWithinDepth({ a: [{ b: 1 }] }, 3)).toBe(true);
    expect(isWithinDepth({ a: [{ b: 1 }] }, 2)).toBe(false);
  });
});
