/** @module What authors write becomes what the engine reads: groups, defaults, units, windows line ends, JSON. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkEngineScenario } from '../../scenarios/schema/engine-scenario.ts';
import { notationOf } from '../../scenarios/schema/param.ts';
import { parseScenario } from '../../scenarios/schema/parse-scenario.ts';
import { catalogue, Run } from '../../sim-engine/index.ts';
import { edit, NOISY } from './support.ts';

const noisy = parseScenario(NOISY).scenario!;

describe('the first scenario', () => {
  it('has the twelve tenants of the lab, in order', () => {
    expect(noisy.tenants.map((each) => each.id).join('')).toBe('ABCDEFGHIJKL');
    expect(noisy.tenants[6]).toMatchObject({ name: 'Gantry Retail', plan: 'team' });
  });

  it('keeps engine units', () => {
    expect(noisy.durationUs).toBe(120_000_000);
    expect(noisy.timeline[0]).toMatchObject({ atUs: 30_000_000, forUs: 54_000_000, tenant: 'G' });
    expect(noisy.objectives.map((each) => each.threshold)).toEqual([250, 0.42, 10, 40, 0]);
    expect(noisy.system.cache.priceMicroUsdPerHourPer1000).toBe(1500);
    expect(noisy.tenants[0]?.dataBytes).toBe(512 * 1024 ** 2);
  });

  it('has id, title and duration as keys of one line', () => {
    for (const key of ['id', 'title', 'duration']) expect(NOISY).toMatch(new RegExp(`^${key}: \\S`, 'm'));
  });
});

it('reads the same with Windows line ends', () => {
  expect(parseScenario(NOISY.replaceAll('\n', '\r\n'))).toEqual({ scenario: noisy, issues: [] });
});

it('reads the same as JSON', () => {
  expect(parseScenario(JSON.stringify(parse(NOISY)))).toEqual({ scenario: noisy, issues: [] });
});

it('reads faults on the timeline, in the rights and in proofs, and the engine takes them', () => {
  const crash =
    '  - { id: crash, label: Two crash, at: 90 s, for: 5 s, tier: app, count: 2, fault: { kind: instance-down, detect: 2 s } }';
  const death = '  - { id: death, label: G kills, at: 100 s, for: 5 s, tenant: G, fault: query-of-death }';
  const slow =
    '- { at: 42 s, do: inject-fault, fault: { kind: slow, factor: 2 }, tier: database, count: 1, tenant: A, for: 5 s }';
  let text = edit(NOISY, 'cost: 1 } }\n', `cost: 1 } }\n${crash}\n${death}\n`);
  text = edit(text, 'noise: all,', 'noise: all, faults: all,');
  text = edit(
    text,
    '      - { at: 44 s, do: switch-isolation, isolation: fair }',
    `      ${slow}\n      - { at: 44 s, do: switch-isolation, isolation: fair }`,
  );
  text = edit(
    text,
    'waitingMax: 200, price',
    'waitingMax: 200, visibility: 10 s, attemptsMax: 3, heartbeat: false, price',
  );
  const { scenario, issues } = parseScenario(text);
  expect(issues).toEqual([]);
  expect(scenario!.timeline.slice(1)).toEqual([
    {
      id: 'crash',
      label: 'Two crash',
      atUs: 90_000_000,
      forUs: 5_000_000,
      fault: { id: 'instance-down', params: { detectMs: 2000, warmUpMs: 4000, coldFactor: 3 } },
      target: { tier: 'app', count: 2 },
    },
    expect.objectContaining({ fault: expect.objectContaining({ id: 'query-of-death' }), target: { tenant: 'G' } }),
  ]);
  expect(scenario!.rights.faults).toEqual(catalogue.faults.map(({ id }) => id));
  expect(scenario!.system.jobs).toMatchObject({ visibilityUs: 10_000_000, attemptsMax: 3, heartbeat: false });
  expect(scenario!.proofs[0]!.actions[1]!.action).toEqual({
    type: 'inject-fault',
    fault: { id: 'slow', params: { factor: 2 } },
    target: { tier: 'database', count: 1, tenant: 'A' },
    forUs: 5_000_000,
  });
  const written = JSON.parse(JSON.stringify({ ...scenario, proofs: [] })) as Record<string, unknown>;
  expect(checkEngineScenario(written)).toMatchObject({ ok: true, value: written });
  const aimless = JSON.parse(JSON.stringify(written).replace('"tier":"app",', '')) as unknown;
  expect(checkEngineScenario(aimless)).toMatchObject({ ok: false, issues: [{ path: 'timeline.1.target.tier' }] });
});

it('counts groups out', () => {
  const text = edit(NOISY, 'id: L, name: Lumen Energy', 'id: L, name: Small shop, count: 3');
  const { scenario } = parseScenario(text);
  expect(scenario?.tenants.slice(-3).map(({ id, name }) => `${id} ${name}`)).toEqual([
    'L1 Small shop 1',
    'L2 Small shop 2',
    'L3 Small shop 3',
  ]);
});

it('reads what a move and a plan may say beside the necessary', () => {
  const more = 'rate: 200/s, sizePerWrite: 64 KiB, freezeIo: 2, stalledRounds: 5, verify: 10 %, verifyFailure: 0.5 %';
  const moving = edit(NOISY, 'sizePerIo: 1 MiB }', `sizePerIo: 1 MiB, ${more} }`);
  const { scenario, issues } = parseScenario(
    edit(moving, 'limit: 260/s, burst: 130 }', 'limit: 260/s, burst: 130, priority: 0, cap: 2 }'),
  );
  expect(issues).toEqual([]);
  expect(scenario?.system.move).toEqual({
    streams: 4,
    chunkIo: 16,
    bytesPerIo: 1024 ** 2,
    copyIoPerSecMax: 200,
    bytesPerWrite: 65_536,
    freezeIo: 2,
    stalledRoundsMax: 5,
    verifyShare: 0.1,
    verifyFailureProbability: 0.005,
  });
  expect(scenario?.plans[2]).toMatchObject({ priority: 0, cap: 2 });
  expect(noisy.plans[2]).not.toHaveProperty('cap');
  // A record carries the same, checked by itself.
  const { proofs: _proofs, ...record } = scenario!;
  expect(checkEngineScenario({ ...record, proofs: [] })).toMatchObject({ ok: true });
});

it('lets a tenant override the defaults, and one way of arriving replace the other', () => {
  const bursts = '{ process: on-off, onRate: 80/s, offRate: 2/s, on: 1 s, off: 4 s }';
  const defaults = edit(NOISY, 'tenantDefaults:', 'tenantDefaults:\n  rate: 5/s');
  const text = edit(defaults, 'plan: team, rate: 24/s', `plan: team, mix: { read: 1 }, arrivals: ${bursts}`);
  const { scenario, issues } = parseScenario(text);
  expect(issues).toEqual([]);
  expect(scenario?.tenants.at(-1)?.workload).toMatchObject({
    arrivals: { id: 'on-off', params: { onRatePerSec: 80, offRatePerSec: 2, onMs: 1000, offMs: 4000 } },
    mix: [{ operation: 'read', weight: 1 }],
  });
});

it('reads a client of one tenant, of a plan or of all, the nearest first', () => {
  const all = edit(NOISY, 'data: 512 MiB', 'data: 512 MiB\n  client: { timeout: 2 s, cancel: true }');
  const plan = edit(
    all,
    'weight: 2,',
    'weight: 2, client: { retries: 2, backoff: { kind: full-jitter, base: 50 ms } },',
  );
  const one = edit(plan, 'rate: 38/s', 'rate: 38/s, client: { hedgeAfter: 80 ms, hedges: 2, budget: token-ratio }');
  const { scenario, issues } = parseScenario(one);
  expect(issues).toEqual([]);
  const clientOf = (id: string) => scenario?.tenants.find((tenant) => tenant.id === id)?.client;
  expect(clientOf('A')).toEqual({ timeoutUs: 2_000_000, cancels: true });
  expect(clientOf('D')).toEqual({ retries: 2, backoff: { id: 'full-jitter', params: { baseMs: 50, capMs: 20_000 } } });
  expect(clientOf('B')).toMatchObject({ hedgeAfterUs: 80_000, hedges: 2, budget: { id: 'token-ratio' } });
  expect(noisy.tenants[0]).not.toHaveProperty('client');
  expect(checkEngineScenario({ ...scenario!, proofs: [] })).toMatchObject({ ok: true });
});

it('reads how long connections and queries are waited for', () => {
  const text = edit(
    edit(NOISY, 'waitingMax: 300', 'waitingMax: 300, acquireTimeout: 2 s'),
    'unitsMin: 1',
    'unitsMin: 1, queryTimeout: 5 s',
  );
  const { scenario, issues } = parseScenario(text);
  expect(issues).toEqual([]);
  expect(scenario?.system.connections.acquireTimeoutUs).toBe(2_000_000);
  expect(scenario?.system.database.queryTimeoutUs).toBe(5_000_000);
  expect(checkEngineScenario({ ...scenario!, proofs: [] })).toMatchObject({ ok: true });
});

it('reads locks from the widest to the narrowest', () => {
  const written = '[{ on: table, mode: shared, timeout: 2 s }, { on: row, mode: exclusive, hold: 5 ms }]';
  const { scenario, issues } = parseScenario(edit(NOISY, 'job: 20 ms', `job: 20 ms\n    locks: ${written}`));
  expect(issues).toEqual([]);
  expect(scenario?.operations[1]).toHaveProperty('locks', [
    { on: 'table', mode: 'shared', timeoutUs: 2_000_000 },
    { on: 'row', mode: 'exclusive', holdUs: 5_000 },
  ]);
  expect(noisy.operations[1]).not.toHaveProperty('locks');
  expect(checkEngineScenario({ ...scenario!, proofs: [] })).toMatchObject({ ok: true });
  const backwards = scenario!.operations.map((each) =>
    'locks' in each ? { ...each, locks: [...each.locks!].reverse() } : each,
  );
  expect(checkEngineScenario({ ...scenario!, operations: backwards, proofs: [] })).toMatchObject({ ok: false });
});

it('reads disciplines and caps of tiers, limiters of plans, and the rights to change them', () => {
  let text = edit(NOISY, 'instancesMin: 2', 'instancesMin: 2, discipline: ps');
  text = edit(text, 'countMin: 3', 'countMin: 3, discipline: { kind: drr, quantum: 20 ms }, capPerTenant: 4');
  text = edit(text, 'coresPerUnit: 4', 'coresPerUnit: 4, capPerTenant: 3');
  text = edit(text, 'weight: 1,', 'weight: 1, critical: false, limiter: { kind: aimd, slow: 200 ms },');
  text = edit(text, 'limits: true', 'limits: true, limiters: [gcra, aimd], client: true');
  const { scenario, issues } = parseScenario(text);
  expect(issues).toEqual([]);
  expect(scenario?.system.app.discipline).toEqual({ id: 'ps', params: {} });
  expect(scenario?.system.connections).toMatchObject({ discipline: { id: 'drr' }, capPerTenant: 4 });
  expect(scenario?.system.database.capPerTenant).toBe(3);
  expect(scenario?.plans[2]).toMatchObject({ critical: false, limiter: { id: 'aimd', params: { slowMs: 200 } } });
  expect(scenario?.rights).toMatchObject({ limiters: ['gcra', 'aimd'], client: true });
  expect(checkEngineScenario({ ...scenario!, proofs: [] })).toMatchObject({ ok: true });
  const bound = { ...scenario!.system.app, capPerTenant: 2 };
  const capped = { ...scenario!, system: { ...scenario!.system, app: bound }, proofs: [] };
  expect(checkEngineScenario(capped)).toMatchObject({ ok: false });
});

it('reads users who think, alone or beside arrivals', () => {
  const users = 'users: { count: 40, think: { mean: 2 s, law: lognormal, cv: 0.5 } }';
  const alone = parseScenario(edit(NOISY, 'rate: 46/s', users));
  expect(alone.issues).toEqual([]);
  expect(alone.scenario?.tenants[0]?.workload).toMatchObject({
    arrivals: { id: 'poisson', params: { ratePerSec: 0 } },
    users: { count: 40, think: { law: 'lognormal', mean: 2_000_000, params: { cv: 0.5 } } },
  });
  const beside = parseScenario(edit(NOISY, 'rate: 46/s', `rate: 46/s, ${users}`)).scenario!;
  expect(beside.tenants[0]?.workload.arrivals.params).toEqual({ ratePerSec: 46 });
  expect(noisy.tenants[0]?.workload).not.toHaveProperty('users');
  expect(checkEngineScenario({ ...beside, proofs: [] })).toMatchObject({ ok: true });
  // Whoever gives a way of arriving of its own takes none of the defaults'.
  const defaults = edit(NOISY, 'data: 512 MiB', `data: 512 MiB\n  ${users}`);
  const own = parseScenario(defaults).scenario;
  expect(own?.tenants.every(({ workload }) => workload.users === undefined)).toBe(true);
});

it('reads keys by their exponent alone, or by a kind with its parameters', () => {
  const keysOf = (written: string) =>
    parseScenario(edit(NOISY, '{ count: 4000, alpha: 0.9 }', written)).scenario?.tenants[0]?.workload.keys;
  expect(keysOf('{ count: 7, alpha: 0 }')).toEqual({ count: 7, alpha: 0 });
  expect(keysOf('{ kind: hot-key, count: 7, share: 0.25 }')).toEqual({
    kind: 'hot-key',
    count: 7,
    params: { share: 0.25, alpha: 0 },
  });
  expect(keysOf('{ kind: zipf, count: 7 }')).toEqual({ kind: 'zipf', count: 7, params: { alpha: 0.9 } });
});

it('reads tables: a list of values, or of rows with named columns', () => {
  const sizes = 'app: { mean: 4 ms, law: mixture, table: [{ weight: 99, size: 1 }, { size: 200, weight: 1 }] }';
  const mixed = parseScenario(edit(NOISY, 'app: 4 ms', sizes));
  expect(mixed.issues).toEqual([]);
  expect(mixed.scenario?.operations[0]).toHaveProperty('app', {
    law: 'mixture',
    mean: 4000,
    params: {},
    table: [99, 1, 1, 200],
  });
  const times = 'arrivals: { process: trace, repeat: 2 s, table: [0 ms, 1.5 s, 1500 ms] }';
  const traced = parseScenario(edit(NOISY, 'rate: 46/s', times));
  expect(traced.issues).toEqual([]);
  expect(traced.scenario?.tenants[0]?.workload.arrivals).toEqual({
    id: 'trace',
    params: { repeatMs: 2000 },
    table: [0, 1500, 1500],
  });
});

it('takes plain words as text: no, on, 012 and dates are no surprise', () => {
  for (const word of ['no', 'on', '012', '2026-01-01', '1_000', '0x10', '1:30']) {
    expect(parseScenario(edit(NOISY, 'title: Noisy neighbour', `title: ${word}`)).scenario?.title).toBe(word);
  }
});

describe('every registry entry', () => {
  const entries = [
    ...catalogue.isolation.map((entry) => ['isolation', entry] as const),
    ...catalogue.noise.map((entry) => ['noise', entry] as const),
    ...catalogue.laws.map((entry) => ['laws', entry] as const),
    ...catalogue.arrivals.map((entry) => ['arrivals', entry] as const),
    ...catalogue.popularity.map((entry) => ['popularity', entry] as const),
    ...catalogue.disciplines.map((entry) => ['disciplines', entry] as const),
    ...catalogue.limiters.map((entry) => ['limiters', entry] as const),
    ...catalogue.backoffs.map((entry) => ['backoff', entry] as const),
    ...catalogue.retryBudgets.map((entry) => ['budget', entry] as const),
    ...catalogue.breakers.map((entry) => ['breaker', entry] as const),
    ...catalogue.autoscaling.map((entry) => ['autoscaling', entry] as const),
  ];

  it.each(entries)('%s: may be written with all its parameters, and runs', (kind, entry) => {
    const params = entry.params.map((spec) => {
      const { key, quantity } = notationOf(spec);
      if (quantity === undefined) return `, ${key}: ${spec.default}`;
      const units = { rate: '/s', duration: quantity.baseUnits === 1 ? ' us' : ' ms' } as const;
      return `, ${key}: ${spec.default}${units[quantity.kind as 'rate' | 'duration']}`;
    });
    const rest = params.join('');
    const client = (key: string) => () =>
      edit(NOISY, 'rate: 46/s', `rate: 46/s, client: { retries: 2, ${key}: { kind: ${entry.id}${rest} } }`);
    const texts = {
      isolation: () => edit(NOISY, 'isolation: shared', `isolation: { model: ${entry.id}${rest} }`),
      noise: () => edit(NOISY, '{ kind: heavy-query, rate: 430/s, cost: 1 }', `{ kind: ${entry.id}${rest} }`),
      laws: () => edit(NOISY, 'app: 4 ms', `app: { mean: 4 ms, law: ${entry.id}${rest} }`),
      eviction: () =>
        edit(NOISY, 'entriesMin: 1000,', `entriesMin: 1000, ttl: 1 s, policy: { kind: ${entry.id}${rest} },`),
      arrivals: () => edit(NOISY, 'rate: 46/s', `arrivals: { process: ${entry.id}${rest} }`),
      disciplines: () => edit(NOISY, 'coresPerUnit: 4', `coresPerUnit: 4, discipline: { kind: ${entry.id}${rest} }`),
      limiters: () =>
        edit(
          edit(NOISY, 'isolation: shared', 'isolation: limited'),
          'weight: 3,',
          `weight: 3, limiter: { kind: ${entry.id}${rest} },`,
        ),
      backoff: client('backoff'),
      budget: client('budget'),
      breaker: client('breaker'),
      autoscaling: () =>
        edit(
          NOISY,
          'instancesMin: 2,',
          `instancesMin: 2, autoscaling: { policy: { kind: ${entry.id}${rest} }, every: 1 s, boot: 1 s, min: 1, max: 20 },`,
        ),
      popularity: () => edit(NOISY, '{ count: 4000, alpha: 0.9 }', `{ kind: ${entry.id}, count: 4000${rest} }`),
    };
    const { scenario, issues } = parseScenario(texts[kind]());
    expect(issues).toEqual([]);
    // What authors may write a record may carry.
    const carried = checkEngineScenario({ ...scenario!, proofs: [] });
    expect(carried).toEqual({ ok: true, value: { ...scenario!, proofs: [] } });
    const run = Run.create({ scenario: scenario!, scenarioSha256: '0'.repeat(64), seed: 1 });
    run.advanceTo(2_000_000);
    expect(run.events).toBeGreaterThan(100);
  });
});
