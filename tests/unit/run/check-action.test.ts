/**
 * An illegal action is refused with an issue that names what was found: unknown tenants and parts, impossible numbers (NaN
 * among them), what the exercise does not allow, and moves beyond the budget; each legal action passes.
 */
import { describe, expect, it } from 'vitest';
import { type Action, catalogue, checkAction, type FaultTarget, spendsMove } from '../../../sim-engine/index.ts';
import { buildScenario } from '../../support/scenario-builder.ts';

const faults = catalogue.faults.map(({ id }) => id);
const scenario = buildScenario({ rights: { ...buildScenario().rights, faults, limiters: ['gcra'], client: true } });
const noise = (id: string, params: Readonly<Record<string, number>> = {}, forUs = 1_000_000): Action => ({
  type: 'inject-noise',
  tenant: 'G',
  noise: { id, params },
  forUs,
});
const limit = (limitPerSec: number, limitBurst: number, tenant = 'A'): Action => ({
  type: 'set-limit',
  tenant,
  limitPerSec,
  limitBurst,
});

const fault = (id: string, target: FaultTarget, forUs = 1_000_000): Action => ({
  type: 'inject-fault',
  fault: { id, params: {} },
  target,
  forUs,
});

describe('checking an action', () => {
  it.each<Action>([
    fault('instance-down', { tier: 'app', count: 2 }),
    fault('slow', { tier: 'database', count: 1, tenant: 'A' }),
    fault('zone-loss', {}),
    fault('query-of-death', { tenant: 'A' }),
    noise('request-flood', { ratePerSec: 10 }),
    { type: 'stop-noise', noise: 0 },
    { type: 'switch-isolation', model: { id: 'cells', params: { cells: 3 } } },
    limit(12.5, 3),
    { type: 'clear-limit', tenant: 'A' },
    { type: 'set-balancing', policy: 'power-of-two' },
    { type: 'set-limiter', tenant: 'A', limiter: { id: 'gcra', params: { intervalMs: 20 } } },
    { type: 'set-client', client: { retries: 20, timeoutUs: 0, budget: { id: 'token-ratio', params: {} } } },
    { type: 'set-client', tenant: 'G', client: { hedgeAfterUs: 10_000 } },
  ])('passes $type', (action) => {
    expect(checkAction(scenario, action, 0, 0)).toEqual([]);
    expect(spendsMove(action)).toBe(!/noise|fault/.test(action.type));
  });

  it.each<[code: string, action: Action]>([
    ['unknown-part', noise('earthquake')],
    ['unknown-parameter', noise('request-flood', { speed: 1 })],
    ['impossible-number', noise('request-flood', { ratePerSec: Number.NaN })],
    ['impossible-number', noise('request-flood', {}, 0)],
    ['impossible-number', noise('request-flood', {}, 1.5)],
    ['impossible-number', { type: 'stop-noise', noise: -1 }],
    ['unknown-part', { type: 'switch-isolation', model: { id: '__proto__', params: {} } }],
    ['impossible-number', { type: 'switch-isolation', model: { id: 'cells', params: { cells: 2.5 } } }],
    ['impossible-number', limit(Number.POSITIVE_INFINITY, 1)],
    ['impossible-number', limit(5, 0)],
    ['unknown-tenant', limit(5, 1, 'Z')],
    ['unknown-part', { type: 'set-balancing', policy: 'roundest' }],
    ['unknown-part', { type: 'set-limiter', tenant: 'A', limiter: { id: 'sieve', params: {} } }],
    ['not-allowed', { type: 'set-limiter', tenant: 'A', limiter: { id: 'aimd', params: {} } }],
    ['unknown-tenant', { type: 'set-client', tenant: 'Z', client: {} }],
    ['impossible-number', { type: 'set-client', client: { retries: 21 } }],
    ['unknown-part', { type: 'set-client', client: { backoff: { id: 'hasty', params: {} } } }],
    ['unknown-part', fault('meteor', {})],
    ['impossible-number', fault('zone-loss', {}, 0)],
    ['bad-target', fault('slow', { tier: 'app' })],
    ['bad-target', fault('slow', { count: 1 })],
    ['bad-target', fault('slow', { tier: 'app', count: 1.5 })],
    ['bad-target', fault('zone-loss', { tenant: 'A' })],
    ['bad-target', fault('zone-loss', { tier: 'app' })],
    ['bad-target', fault('poison-message', {})],
    ['unknown-tenant', fault('query-of-death', { tenant: 'Z' })],
  ])('refuses with %s: %j', (code, action) => {
    expect(checkAction(scenario, action, 0, 0).map((issue) => issue.code)).toEqual([code]);
  });

  it('refuses noise that would begin before it is injected, or after the end', () => {
    const from = (fromUs: number): Action => ({
      type: 'inject-noise',
      tenant: 'G',
      noise: { id: 'request-flood', params: {} },
      fromUs,
      forUs: 1_000_000,
    });
    const atUs = 2_000_000;
    const codes = (fromUs: number) =>
      checkAction(scenario, from(fromUs), 0, atUs).map(({ code, path }) => [code, path]);
    const last = scenario.durationUs - 1;
    for (const fine of [atUs, atUs + 1, last]) expect(codes(fine), `${fine}`).toEqual([]);
    expect(codes(atUs - 1)).toEqual([['start-in-the-past', 'fromUs']]);
    for (const wrong of [last + 1, atUs + 0.5, Number.NaN])
      expect(codes(wrong), `${wrong}`).toEqual([['impossible-number', 'fromUs']]);
  });

  it('refuses to stop noise where nobody may make any', () => {
    const quiet = buildScenario({ rights: { ...buildScenario().rights, noise: [] } });
    expect(checkAction(quiet, { type: 'stop-noise', noise: 0 }, 0, 0).map((issue) => issue.code)).toEqual([
      'not-allowed',
    ]);
  });

  it('refuses what the exercise does not allow and moves beyond the budget', () => {
    const strict = buildScenario({ rights: { isolation: [], noise: [], balancing: [], limits: false, moves: 1 } });
    const codes = (action: Action, used = 0) => checkAction(strict, action, used, 0).map((issue) => issue.code);
    expect(codes({ type: 'switch-isolation', model: { id: 'silo', params: {} } })).toEqual(['not-allowed']);
    expect(codes(noise('request-flood'))).toEqual(['not-allowed']);
    expect(codes(fault('zone-loss', {}))).toEqual(['not-allowed']);
    expect(codes(limit(5, 1))).toEqual(['not-allowed']);
    expect(codes({ type: 'set-client', client: { retries: 3 } })).toEqual(['not-allowed']);
    expect(codes({ type: 'set-limiter', tenant: 'A', limiter: { id: 'gcra', params: {} } })).toEqual(['not-allowed']);
    expect(codes({ type: 'clear-limit', tenant: 'A' }, 1)).toEqual(['not-allowed', 'no-moves-left']);
  });
});
