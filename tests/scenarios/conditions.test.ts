/** @module Objectives and guards as authors write them: what they become, and every mistake with its place. */
import { describe, expect, it } from 'vitest';
import { checkEngineScenario } from '../../scenarios/schema/engine-scenario.ts';
import { parseScenario } from '../../scenarios/schema/parse-scenario.ts';
import { contentHash } from '../../server/content/canonical-json.ts';
import { execute } from '../../server/headless/execute.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import { edit, issuesOf, NOISY, placeOf } from './support.ts';

const COST = `    metric: cost-rate
    scope: all
    window: { from: 64 s, to: 120 s }
    atMost: 0.42 USD/h`;

/** The library's scenario with another condition in the place of its bound on cost. */
const withCondition = (condition: string): string => edit(NOISY, COST, condition);

const COMBINED = `    combine: { kind: at-least, count: 2 }
    of:
      - { metric: spend, window: after flood, atMost: 0.005 USD }
      - { metric: { kind: latency-percentile, percent: 99.9 }, scope: { plan: team }, window: during flood, atMost: 2 s }
      - combine: all
        of:
          - { metric: utilisation, scope: { tier: database-cpu }, atLeast: 30 % }
          - { metric: moves, atMost: 3 }
          - { metric: { kind: operator-time, limit: 10 min }, atMost: 1 h }`;

const GUARDED = edit(
  withCondition(COMBINED),
  'passPoints: 80',
  `guards:
  - id: keeps-serving
    title: G is not shut out
    metric: rejected-share
    scope: { tenant: G }
    atMost: 90 %
  - { id: not-overbuilt, title: No more than twice the price, metric: price-ratio, atMost: 200 % }

passPoints: 80
hidden: { seeds: 8, pass: 75 % }`,
);

function parsed(text: string): Scenario {
  const { scenario, issues } = parseScenario(text);
  expect(issues).toEqual([]);
  return scenario!;
}

describe('what is written becomes', () => {
  const scenario = parsed(GUARDED);

  it('bounds in engine units, with the stretch of the timeline that was named', () => {
    const cost = scenario.objectives.find(({ id }) => id === 'cost')!;
    expect(cost).toMatchObject({
      combine: { id: 'at-least', params: { count: 2 } },
      bound: 'at-least',
      threshold: 2,
      fromUs: 0,
      toUs: 120e6,
      parts: [
        { metric: 'spend', scope: { kind: 'all' }, fromUs: 84e6, toUs: 120e6, threshold: 0.005 },
        { metric: 'latency-percentile', params: { percent: 99.9 }, fromUs: 30e6, toUs: 84e6, threshold: 2_000 },
        {
          combine: { id: 'all' },
          threshold: 3,
          parts: [
            { metric: 'utilisation', scope: { kind: 'tier', tier: 'database-cpu' }, bound: 'at-least', threshold: 30 },
            { metric: 'moves', threshold: 3 },
            { metric: 'operator-time', params: { switchSec: 1800, limitSec: 600 }, threshold: 60 },
          ],
        },
      ],
    });
    expect(scenario.guards?.map(({ id }) => id)).toEqual(['keeps-serving', 'not-overbuilt']);
    expect(scenario.hidden).toEqual({ count: 8, passShare: 0.75 });
  });

  it('what a record may carry', () => {
    const read = checkEngineScenario(JSON.parse(JSON.stringify({ ...scenario, proofs: [] })));
    expect(read.ok ? read.value.guards : read.issues).toEqual(scenario.guards);
  });

  it('nothing where nothing is said', () => {
    expect(parsed(NOISY)).not.toHaveProperty('guards');
    expect(parsed(NOISY)).not.toHaveProperty('hidden');
  });
});

describe('a run', () => {
  const scenario = parsed(GUARDED);
  const sha256 = contentHash(scenario);
  const run = (limitPerSec?: number) => {
    const limit = { type: 'set-limit', tenant: 'G', limitPerSec: limitPerSec ?? 1, limitBurst: 1 } as const;
    const actions = limitPerSec === undefined ? [] : [{ atUs: 1e6, action: limit }];
    return execute({ scenario, sha256, seed: 1, isolation: null, actions, untilUs: scenario.durationUs }).result();
  };

  it('says of every part whether it holds', () => {
    const { objectives, tiers } = run();
    const cost = objectives.find(({ id }) => id === 'cost')!;
    expect(cost.parts).toHaveLength(3);
    expect(cost.measured).toBe(cost.parts!.filter(({ passed }) => passed).length);
    expect(cost.parts![2]!.parts!.map(({ unit }) => unit)).toEqual(['%', 'changes', 'min']);
    // Over the whole run the condition sees what the result says of the tier.
    expect(cost.parts![2]!.parts![0]!.measured).toBeCloseTo(100 * tiers['database-cpu']!.utilisation, 9);
  });

  it('has no points where a guard is broken, and says which', () => {
    const kept = run();
    expect(kept.guards?.map(({ passed }) => passed)).toEqual([true, true]);
    expect(kept.objectives.some(({ points }) => points > 0)).toBe(true);
    const shut = run(1);
    expect(shut.guards).toMatchObject([{ id: 'keeps-serving', state: 'closed', passed: false }, { passed: true }]);
    expect(shut.objectives.filter(({ passed }) => passed).length).toBeGreaterThan(2);
    expect(shut.objectives.map(({ points }) => points)).toEqual(shut.objectives.map(() => 0));
    // The one change that was made, and what it took.
    const { parts } = shut.objectives.find(({ id }) => id === 'cost')!.parts![2]!;
    expect(parts!.slice(1).map(({ measured }) => measured)).toEqual([1, 10]);
  });
});

/** What is wrong, the condition, the word at which it is told, and its code. */
const WRONG: readonly (readonly [string, string, string, string])[] = [
  ['a metric that is not there', 'metric: latency-p98, atMost: 1 s', 'latency-p98', 'unknown-metric'],
  ['a parameter of no metric', 'metric: { kind: spend, per: 3 }, atMost: 1 USD', 'per:', 'unknown-key'],
  [
    'a percentile beyond its range',
    'metric: { kind: latency-percentile, percent: 100 }, atMost: 1 s',
    '100 }, atMost',
    'out-of-range',
  ],
  ['a bound in another unit', 'metric: spend, atMost: 3 USD/h', '3 USD/h', 'wrong-unit'],
  ['a count with a unit', 'metric: moves, atMost: 3/s', '3/s', 'wrong-type'],
  ['no bound', 'metric: moves', '{ metric: moves', 'one-bound'],
  ['two bounds', 'metric: moves, atMost: 3, atLeast: 1', '{ metric: moves', 'one-bound'],
  [
    'a tier where tenants are measured',
    'metric: goodput, scope: { tier: app }, atLeast: 1/s',
    '{ tier: app }',
    'wrong-scope',
  ],
  ['tenants where a tier is measured', 'metric: utilisation, scope: all, atLeast: 1 %', 'all, atLeast', 'wrong-scope'],
  ['nothing where a tier is measured', 'metric: utilisation, atLeast: 1 %', '{ metric: utilisation', 'wrong-scope'],
  [
    'a tenant where all is measured',
    'metric: spend, scope: { tenant: A }, atMost: 1 USD',
    '{ tenant: A }',
    'wrong-scope',
  ],
  ['a tier that is not there', 'metric: utilisation, scope: { tier: disk }, atLeast: 1 %', 'disk', 'unknown-tier'],
  ['a scope that is none', 'metric: goodput, scope: { tenants: [A] }, atLeast: 1/s', '{ tenants: [A] }', 'bad-scope'],
  ['a tenant that is not there', 'metric: goodput, scope: { tenant: Z }, atLeast: 1/s', 'Z }', 'unknown-tenant'],
  ['a plan that is not there', 'metric: goodput, scope: { plan: gold }, atLeast: 1/s', 'gold }', 'unknown-plan'],
  ['a label that is not there', 'metric: spend, window: during flod, atMost: 1 USD', 'during flod', 'unknown-window'],
  ['a window without an end', 'metric: spend, window: { from: 1 s }, atMost: 1 USD', '{ from: 1 s }', 'missing-key'],
  [
    'a window without a unit',
    'metric: spend, window: { from: 1, to: 2 s }, atMost: 1 USD',
    '1, to: 2 s',
    'missing-unit',
  ],
  [
    'a key of no window',
    'metric: spend, window: { from: 1 s, to: 2 s, at: 1 s }, atMost: 1 USD',
    'at: 1 s }',
    'unknown-key',
  ],
  ['an empty window', 'metric: spend, window: { from: 3 s, to: 2 s }, atMost: 1 USD', '{ from: 3 s', 'empty-window'],
  [
    'a window beyond the end',
    'metric: spend, window: { from: 3 s, to: 121 s }, atMost: 1 USD',
    '121 s',
    'outside-duration',
  ],
  ['a window that is a number', 'metric: spend, window: 7, atMost: 1 USD', '7, atMost', 'wrong-type'],
  ['a key of no condition', 'metric: spend, over: 7, atMost: 1 USD', 'over:', 'unknown-key'],
];

describe('a mistake is told at its place', () => {
  it.each(WRONG)('%s, alone in a combination', (_, condition, word, code) => {
    const text = withCondition(
      `    combine: any\n    of:\n      - { metric: spend, atMost: 2 USD }\n      - { ${condition} }`,
    );
    expect(issuesOf(text)).toEqual([`${placeOf(text, word)} ${code}`]);
  });

  it.each(WRONG)('%s, in a guard', (_, condition, word, code) => {
    const guard = `guards:\n  - id: g\n    title: A guard\n    combine: all\n    of: [{ ${condition} }]\n\npassPoints: 80`;
    const text = edit(NOISY, 'passPoints: 80', guard);
    expect(issuesOf(text)).toEqual([`${placeOf(text, word)} ${code}`]);
  });

  it.each([
    [
      'a combination that is not there',
      'combine: mostly\n    of: [{ metric: moves, atMost: 2 }]',
      'mostly',
      'unknown-combination',
    ],
    ['no combination', 'of: [{ metric: moves, atMost: 2 }]', '- id: cost', 'missing-key'],
    ['no parts', 'combine: all\n    of: []', '[]\n', 'empty-list'],
    ['parts that are no list', 'combine: all\n    of: { metric: moves }', '{ metric: moves }', 'wrong-type'],
    [
      'fewer parts than have to hold',
      'combine: { kind: at-least, count: 3 }\n    of: [{ metric: moves, atMost: 2 }]',
      '{ kind: at-least',
      'too-few-parts',
    ],
    [
      'a bound beside parts',
      'combine: all\n    atMost: 3\n    of: [{ metric: moves, atMost: 2 }]',
      'atMost: 3',
      'unknown-key',
    ],
    [
      'combinations three deep',
      'combine: all\n    of: [{ combine: all, of: [{ combine: any, of: [{ metric: moves, atMost: 2 }] }] }]',
      '{ combine: any',
      'too-deep',
    ],
  ])('%s', (_, condition, word, code) => {
    const text = withCondition(`    ${condition}`);
    const place = word === '- id: cost' ? placeOf(text, 'id: cost') : placeOf(text, word);
    expect(issuesOf(text)).toEqual([`${place} ${code}`]);
  });

  it.each([
    ['hidden: { seeds: 8 }', 'missing-key'],
    ['hidden: { seeds: 0, pass: 80 % }', 'out-of-range'],
    ['hidden: { seeds: 8, pass: 0.8 }', 'missing-unit'],
    ['guards: { id: a }', 'wrong-type'],
  ])('%s', (line, code) => {
    const codes = parseScenario(edit(NOISY, 'passPoints: 80', `passPoints: 80\n${line}`)).issues.map(
      (each) => each.code,
    );
    expect(codes).toEqual([code]);
  });

  it('an id of a guard that is used twice', () => {
    const guard = '{ id: g, title: A guard, metric: moves, atMost: 3 }';
    expect(issuesOf(edit(NOISY, 'passPoints: 80', `guards: [${guard}, ${guard}]\npassPoints: 80`))).toEqual([
      expect.stringContaining('duplicate-id'),
    ]);
  });
});

describe('a record whose conditions no author could write', () => {
  const scenario = parsed(GUARDED);
  const cost = scenario.objectives.findIndex(({ id }) => id === 'cost');
  it.each<[string, (scenario: { objectives: Record<string, unknown>[] }) => void]>([
    ['a threshold below what the parts ask for', ({ objectives }) => (objectives[cost]!.threshold = 1)],
    ['a stretch that is not that of the parts', ({ objectives }) => (objectives[cost]!.toUs = 60e6)],
    ['no parts', ({ objectives }) => (objectives[cost]!.parts = [])],
    ['parameters of a metric without any', ({ objectives }) => (objectives[0]!.params = { percent: 3 })],
    ['a tier where tenants are measured', ({ objectives }) => (objectives[0]!.scope = { kind: 'tier', tier: 'app' })],
    ['a tenant that is not there', ({ objectives }) => (objectives[0]!.scope = { kind: 'tenant', tenant: 'Z' })],
  ])('%s is refused', (_, change) => {
    const copy = JSON.parse(JSON.stringify({ ...scenario, proofs: [] })) as { objectives: Record<string, unknown>[] };
    change(copy);
    expect(checkEngineScenario(copy).ok).toBe(false);
  });
});
