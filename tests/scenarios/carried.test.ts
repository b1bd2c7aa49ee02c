/**
 * What authors may write, records carry: between them the examples write every key that a scenario file may have, and what the
 * engine is given then passes the check of records unchanged. A key that no example writes fails here, so that none is forgotten.
 */
import { describe, expect, expectTypeOf, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type CarriedScenario, checkEngineScenario } from '../../scenarios/schema/engine-scenario.ts';
import { parseScenario } from '../../scenarios/schema/parse-scenario.ts';
import { scenarioSchema } from '../../scenarios/schema/scenario-schema.ts';
import type { Scenario } from '../../sim-engine/index.ts';
import { edit, NOISY } from './support.ts';

/** A type with every field necessary, all the way down. */
type Whole<T> = T extends readonly (infer Each)[]
  ? readonly Whole<Each>[]
  : T extends object
    ? { readonly [Key in keyof T]-?: Whole<T[Key]> }
    : T;

it('has a place for every field of the engine’s scenario', () => {
  // Proofs are left out of records on purpose; steps are told apart at run time only.
  expectTypeOf<Whole<Omit<CarriedScenario, 'proofs'>>>().toExtend<Whole<Omit<Scenario, 'proofs'>>>();
});

const CLIENT =
  'client: { timeout: 2 s, cancel: true, retries: 2, backoff: full-jitter, budget: token-ratio, breaker: consecutive-failures, hedgeAfter: 80 ms, hedges: 1 }';
const LOCKS = '[{ on: table, mode: shared, timeout: 2 s }, { on: row, mode: exclusive, hold: 5 ms }]';
const STEPS = `[{ app: 2 ms }, { lookup: [{ external: 20 ms }, { read: { cpu: 5 ms, io: 4, locks: ${LOCKS} } }] },
      { parallel: [[{ external: 30 ms }], [{ app: 3 ms }, { fanOut: { branches: 3, steps: [{ read: { cpu: 1 ms, io: 1 } }] } }]] },
      { write: { cpu: 6 ms, io: 6 } }, { job: 20 ms }]`;
const AUTOSCALING = 'autoscaling: { policy: step, every: 15 s, boot: 45 s, cooldown: 1 min, min: 1, max: 12 }';
const TERMS = 'discipline: drr, capPerTenant: 3';
const SERVES = 'metric: goodput, scope: all, window: { from: 64 s, to: 84 s }, atLeast: 1/s';
const CHEAP = 'metric: price-ratio, atMost: 200 %';
const CONDITIONS = `{ ${SERVES} }, { metric: moves, atMost: 2 }, { combine: all, of: [{ ${SERVES} }, { metric: moves, atMost: 3 }] }`;
const FAULT =
  '{ id: crash, label: Crash, at: 90 s, for: 5 s, tier: app, count: 2, tenant: A, fault: { kind: slow, factor: 2 } }';

/** What is written beside what, by what it is about: each the first scenario with some words after others. */
const EXAMPLES: Readonly<Record<string, readonly (readonly [after: string, written: string])[]>> = {
  'the version of the notation': [['id: noisy-neighbour', '\nformat: 1']],
  'questions to the learner': [
    ['title: Neighbours within 250 ms\n    points: ', '20 # was '],
    [
      'objectives:',
      '\n  - { id: who, title: Who?, points: 5, ask: culprit, resource: connections, scope: { except: [G] }, window: { from: 30 s, to: 40 s } }',
    ],
  ],
  'groups of members': [['id: A,', ' members: 500,']],
  'groups of tenants': [['id: E,', ' count: 4,']],
  'users of one tenant and of all': [
    ['rate: 46/s', ', users: { count: 40, think: { mean: 2 s, law: lognormal, cv: 0.5 } }'],
    ['tenantDefaults:', '\n  users: { count: 3, think: 1 s }'],
  ],
  'what a tenant says for itself': [
    ['rate: 38/s', `, mix: { read: 1 }, keys: { kind: hot-key, count: 7 }, data: 1 GiB, ${CLIENT}`],
  ],
  'ways of arriving': [
    ['id: A, name: Acorn Health, plan: enterprise,', ' arrivals: on-off }\n  - { id: Z, name: Zed, plan: team,'],
  ],
  'defaults of tenants': [
    ['tenantDefaults:', `\n  plan: team\n  rate: 4/s\n  ${CLIENT}`],
    ['rate: 24/s }', '\n  - { id: M, name: More }'],
  ],
  'arrivals by default': [
    ['tenantDefaults:', '\n  arrivals: { process: common-peaks, schedule: 3 }'],
    ['rate: 24/s }', '\n  - { id: M, name: More, plan: team }'],
  ],
  plans: [
    [
      'weight: 1,',
      ` priority: 2, cap: 4, critical: true, limiter: { kind: aimd, slow: 200 ms }, ${CLIENT}, cacheCap: 30 %, cacheReserve: 1 %,`,
    ],
  ],
  steps: [['title: Run a report', `\n    steps: ${STEPS}\n  - id: other\n    title: Other`]],
  locks: [['job: 20 ms', `\n    locks: ${LOCKS}`]],
  autoscaling: [
    ['instancesMin: 2,', ` ${AUTOSCALING},`],
    ['workersMin: 2,', ` ${AUTOSCALING},`],
  ],
  'terms of tiers': [
    ['instancesMin: 2,', ` ${TERMS},`],
    ['countMin: 3,', ` ${TERMS},`],
    ['coresPerUnit: 4,', ` ${TERMS},`],
    ['workersMin: 2,', ` ${TERMS},`],
  ],
  'rules of the cache': [
    [
      'entriesMin: 1000,',
      ' policy: w-tinylfu, ttl: 30 s, ttlJitter: 20 %, singleFlight: true, cap: 25 %, reserve: 2 %,',
    ],
  ],
  'buffer pool and partitions': [
    [
      'unitsMin: 1,',
      ' buffer: { pagesPerUnit: 2000, page: 16 KiB, policy: lru }, partitions: { perUnit: 4, rate: 200/s, burst: 3000, by: key, over: throttle },',
    ],
  ],
  patience: [
    ['waitingMax: 300', ', acquireTimeout: 2 s'],
    ['unitsMin: 1,', ' queryTimeout: 5 s,'],
  ],
  messages: [['waitingMax: 200,', ' visibility: 10 s, attemptsMax: 3, heartbeat: false,']],
  moves: [
    [
      'sizePerIo: 1 MiB',
      ', rate: 200/s, sizePerWrite: 64 KiB, freezeIo: 2, stalledRounds: 5, verify: 10 %, verifyFailure: 0.5 %',
    ],
  ],
  faults: [['cost: 1 } }', `\n  - ${FAULT}\n  - { id: zone, label: Zone, at: 95 s, for: 5 s, fault: zone-loss }`]],
  'conditions of objectives and guards, and hidden worlds': [
    // The first objective leaves five of its points to the new one.
    ['title: Neighbours within 250 ms\n    points: ', '20 # was '],
    ['objectives:', `\n  - { id: either, title: Either way, points: 5, combine: any, of: [${CONDITIONS}] }`],
    [
      'passPoints:',
      ` 80\nhidden: { seeds: 4, pass: 75 % }\nguards:\n  - { id: serves, title: It serves, ${SERVES} }\n  - { id: both, title: Cheap, ${CHEAP} }\n  - { id: ways, title: Both ways, combine: all, of: [${CONDITIONS}] }\n# was:`,
    ],
  ],
  rights: [['limits: true,', ' faults: all, limiters: [gcra, aimd], client: true,']],
};

const textOf = (example: string): string =>
  EXAMPLES[example]!.reduce((text, [after, written]) => edit(text, after, after + written), NOISY);

describe.each(Object.keys(EXAMPLES))('%s', (example) => {
  it('pass from the file into a record', () => {
    const { scenario, issues } = parseScenario(textOf(example));
    expect(issues).toEqual([]);
    const record = { ...scenario!, proofs: [] };
    expect(checkEngineScenario(JSON.parse(JSON.stringify(record)))).toEqual({ ok: true, value: record });
  });
});

/** Steps stand within steps, and conditions within conditions; which key it is counts, and not how deep. */
const flat = (path: string): string =>
  path
    .replace(/^operations\.steps\..*\.(\w+)$/, 'operations.steps.$1')
    .replace(/^(objectives|guards)\.of\..*\.(\w+)$/, '$1.of.$2');

/** @returns every path of keys that a schema knows; places in lists are left out */
function keysOf(schema: z.ZodType, path: string): string[] {
  if (schema instanceof z.ZodOptional) return keysOf(schema.unwrap() as z.ZodType, path);
  if (schema instanceof z.ZodArray) return keysOf(schema.element as z.ZodType, path);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((each) => keysOf(each as z.ZodType, path));
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, inner]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [flat(at), ...keysOf(inner, at)];
  });
}

/** @returns the same of what is written */
function writtenKeys(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => writtenKeys(each, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [flat(at), ...writtenKeys(inner, at)];
  });
}

it('write every key that there is', () => {
  const written = new Set(Object.keys(EXAMPLES).flatMap((example) => writtenKeys(parse(textOf(example)), '')));
  const known = keysOf(scenarioSchema, '');
  expect(known.length).toBeGreaterThan(150);
  // Proofs have a test of their own, and no record carries them.
  expect(known.filter((path) => !path.startsWith('proofs.') && !written.has(path))).toEqual([]);
});

it('refuses a record whose groups have more keys than there are numbers for', () => {
  const { tenants, ...rest } = parseScenario(textOf('groups of members')).scenario!;
  const many = tenants.map((tenant) => ({ ...tenant, members: 1_000_000 }));
  const message = 'found 1000000 members with 4000 keys each, expected at most 2146483648 keys together';
  const checked = checkEngineScenario({ ...rest, tenants: many, proofs: [] });
  expect(checked.ok ? [] : checked.issues[0]).toEqual({ code: 'bad-scenario', path: 'tenants.0.members', message });
});
