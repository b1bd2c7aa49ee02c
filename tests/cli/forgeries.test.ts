/**
 * @module Recipes for a better grade than one's own: each of them gains nothing.
 *
 * Bob did nothing, which is worth 40 points. Ann cured the system. Whatever Bob hands in has no mark, or one of at most 40.
 */
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../server/content/canonical-json.ts';
import { type Grade, gradeRecord } from '../../server/headless/grade-record.ts';
import { worldSeed } from '../../server/headless/hidden-seeds.ts';
import { makeSubmission } from '../../server/headless/submission.ts';
import type { Action, TimedAction } from '../../sim-engine/model/scenario.ts';
import {
  ANN,
  BOB,
  FAIR,
  forged,
  holding,
  type Json,
  KEY,
  recordOf,
  SMALL,
  SMALL_TEXT,
  submissionOf,
} from './grading-support.ts';

const library = holding();
const OWN_POINTS = 40;
const grade = (text: string): Grade => gradeRecord('bob.json', text, library, { key: KEY, seeds: 2 });

const bob = submissionOf(BOB, { actions: [] });
const ann = submissionOf(ANN);
const annRecord = (JSON.parse(ann) as Json).record;
const bobSeed = worldSeed(KEY, BOB, 'small');
const handIn = (record: string, name = BOB): string => makeSubmission({ ...name, submittedAt: null }, record);
const bobRuns = (...actions: readonly TimedAction[]): string => submissionOf(BOB, { actions });
const act = (atUs: number, action: Action): TimedAction => ({ atUs, action });
/** Bob's world under another text of the scenario, which he wrote. */
const rewritten = (from: string, to: string): string =>
  submissionOf(BOB, { actions: [], of: holding(SMALL_TEXT.replace(from, to)).get('small')! });

/** Values that would help if they were believed; first as they are, then with the hash mended. */
const EDITS: readonly (readonly [name: string, changes: Json])[] = [
  ['more points', { 'record.result.objectives.0.points': 60 }],
  ['an objective that is said to hold', { 'record.result.objectives.0.passed': true }],
  ['a better measure', { 'record.result.objectives.0.measured': 1 }],
  ['a kinder threshold in the result', { 'record.result.objectives.0.threshold': 1e6 }],
  ['a guard that is said to hold', { 'record.result.guards.0.measured': 0 }],
  ['a better latency', { 'record.result.tenants.A.latencyMs.p99': 1 }],
  ['a smaller bill', { 'record.result.totals.costUsd': 0 }],
  ['a mark that nobody asked for', { 'record.result.mark': 100 }],
  ['another digest', { 'record.digest': '0123456789abcdef', 'record.result.digest': '0123456789abcdef' }],
  ['no trail', { 'record.trail': [] }],
  ['a trail that was edited', { 'record.trail.1.digest': '0123456789abcdef' }],
  ['somebody else’s actions', { 'record.actions': (annRecord as Json).actions }],
  ['somebody else’s result', { 'record.result': (annRecord as Json).result }],
  ['another engine', { 'record.engineVersion': '2' }],
  ['more moves', { 'record.scenario.rights.moves': 99 }],
  ['a lower pass mark', { 'record.scenario.passPoints': 1 }],
  ['an easier bound', { 'record.scenario.objectives.0.threshold': 1e6 }],
  ['other points', { 'record.scenario.objectives.1.points': 100 }],
  ['no guard', { 'record.scenario.guards': undefined }],
  ['no flood', { 'record.scenario.timeline': [] }],
  ['a shorter exercise', { 'record.scenario.durationUs': 9_500_000, 'record.untilUs': 9_500_000 }],
  ['another name of the scenario', { 'record.scenario.id': 'smaller' }],
];

const back: Action = { type: 'switch-isolation', model: { id: 'shared', params: {} } };
const refuse: Action = { type: 'set-limit', tenant: 'B', limitPerSec: 1, limitBurst: 1 };
const shuffle: Action = { type: 'set-balancing', policy: 'random' };

/** Runs that somebody made, and texts that somebody wrote. */
const RECIPES: readonly (readonly [name: string, text: () => string])[] = [
  ['Ann’s submission under Bob’s name', () => forged(ann, { learner: 'bob' }, false)],
  ['Ann’s record in Bob’s submission', () => handIn(JSON.stringify(annRecord))],
  [
    'Ann’s record with Bob’s seed',
    () => forged(forged(ann, { learner: 'bob' }, false), { 'record.seed': bobSeed }, true),
  ],
  ['Bob’s attempt 1 as attempt 2', () => forged(submissionOf(BOB), { attempt: 2 }, false)],
  ['the same in another course', () => forged(submissionOf(BOB), { course: 'other' }, false)],
  ['a name that only looks like his', () => forged(submissionOf(BOB), { learner: 'bob\u200b' }, false)],
  ['the name in capitals', () => forged(submissionOf(BOB), { learner: 'Bob' }, false)],
  ['a world of his own choosing', () => handIn(recordOf({ seed: 12_345 }))],
  ['the world of seed 0', () => handIn(recordOf({ seed: 0 }))],
  ['a record that names nobody', () => recordOf({ seed: bobSeed })],
  ['a scenario of the same name that asks for less', () => rewritten('atMost: 250 ms', 'atMost: 100 s')],
  [
    'the same with the hash of the right one',
    () =>
      forged(
        rewritten('atMost: 250 ms', 'atMost: 100 s'),
        {
          'record.scenarioSha256': SMALL.sha256,
          'record.result.scenario.sha256': SMALL.sha256,
        },
        true,
      ),
  ],
  ['a scenario without its guard', () => rewritten('atMost: 60 %', 'atMost: 100 %')],
  ['a scenario with a smaller flood', () => rewritten('rate: 200/s, cost: 1', 'rate: 1/s, cost: 1')],
  [
    'a scenario that nobody holds',
    () => submissionOf(BOB, { of: holding(SMALL_TEXT.replace('id: small', 'id: mine')).get('mine')! }),
  ],
  [
    'a run that begins under another model',
    () => submissionOf(BOB, { actions: [], isolation: { id: 'fair', params: { quantumUs: 20_000 } } }),
  ],
  ['a run that ends before the flood hurts', () => submissionOf(BOB, { untilUs: 9_500_000 })],
  [
    'more moves than there are',
    () => bobRuns(act(1e6, shuffle), act(2e6, shuffle), act(3e6, shuffle), act(3.5e6, FAIR.action)),
  ],
  ['calling off the flood', () => bobRuns(act(1.5e6, { type: 'stop-noise', noise: 0 }))],
  ['calling off the flood before it begins', () => bobRuns(act(0, { type: 'stop-noise', noise: 0 }))],
  ['refusing all that Beta sends', () => bobRuns(act(1e6, refuse))],
  ['a cure for this world only', () => bobRuns(FAIR, act(9.6e6, back))],
  [
    'an action after the end',
    () => forged(bob, { 'record.actions': [{ sequence: 0, atUs: 11e6, action: FAIR.action }] }, true),
  ],
  [
    'an action at a time that never was',
    () => forged(bob, { 'record.actions': [{ sequence: 0, atUs: -1, action: FAIR.action }] }, true),
  ],
  [
    'an action half a microsecond early',
    () => forged(submissionOf(BOB), { 'record.actions.0.atUs': 1_999_999.5 }, true),
  ],
  [
    'actions out of order',
    () =>
      forged(
        bob,
        {
          'record.actions': [
            { sequence: 1, atUs: 3e6, action: FAIR.action },
            { sequence: 0, atUs: 2e6, action: FAIR.action },
          ],
        },
        true,
      ),
  ],
  [
    'an action that nobody has',
    () =>
      forged(
        bob,
        { 'record.actions': [{ sequence: 0, atUs: 1e6, action: { type: 'award-points', points: 60 } }] },
        true,
      ),
  ],
  [
    'the grade in the place of the record',
    () => JSON.stringify({ state: 'graded', points: 100, mark: 100, passed: true }),
  ],
  [
    'a key twice',
    () => bob.replace('"record":', '"record": {}, "record":').replace('"seed"', '"digest": "00", "seed"'),
  ],
  ['a prototype', () => bob.replace('"format":', '"__proto__": {"points": 100}, "format":')],
  ['two submissions in one file', () => `[${bob},${bob}]`],
  ['half a submission', () => bob.slice(0, bob.length / 2)],
  ['a number that is none', () => bob.replace(/"points": \d+/, '"points": Infinity')],
  ['nothing', () => ''],
];

function gainsNothing(text: string): void {
  const given = grade(text);
  if (given.state !== 'graded') {
    // No grade, and why: never a zero that looks like one.
    expect(given).not.toHaveProperty('points');
    expect(given.reason.length).toBeGreaterThan(10);
    return;
  }
  expect(given.mark ?? 0).toBeLessThanOrEqual(OWN_POINTS);
  expect(given.passed).toBe(false);
  if (given.mark === null) expect(given.remarks.length).toBeGreaterThan(0);
}

it('what is honest has its mark', () => {
  expect(grade(bob)).toMatchObject({
    state: 'graded',
    points: OWN_POINTS,
    mark: OWN_POINTS,
    passed: false,
    world: 'own',
  });
  expect(grade(ann)).toMatchObject({
    state: 'graded',
    points: 100,
    mark: 100,
    passed: true,
    remarks: [],
    world: 'own',
  });
  expect(grade(submissionOf(BOB))).toMatchObject({ mark: 100, passed: true });
});

describe('an edited recording', () => {
  it.each(EDITS)('%s', (_, changes) => {
    const text = forged(bob, changes, false);
    expect(text).not.toBe(JSON.stringify(JSON.parse(bob)));
    gainsNothing(text);
    expect(grade(text).state).toBe('not-gradable');
  });

  it.each(EDITS)('%s, with the hash mended', (_, changes) => gainsNothing(forged(bob, changes, true)));
});

describe('a recipe', () => {
  it.each(RECIPES)('%s', (_, text) => gainsNothing(text()));

  it('there are enough of them', () => {
    const names = [...EDITS, ...RECIPES].map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(2 * EDITS.length + RECIPES.length).toBeGreaterThanOrEqual(50);
  });
});

describe('seeds', () => {
  it('are of the attempt, and cannot be told without the key', () => {
    const seed = worldSeed(KEY, ANN, 'small');
    const others = [
      worldSeed(`${KEY}0`, ANN, 'small'),
      worldSeed(KEY, BOB, 'small'),
      worldSeed(KEY, { ...ANN, attempt: 2 }, 'small'),
      worldSeed(KEY, { ...ANN, course: 'm' }, 'small'),
      worldSeed(KEY, ANN, 'smal'),
    ];
    expect(new Set([seed, ...others]).size).toBe(6);
    for (const each of [seed, ...others]) expect(Number.isSafeInteger(each) && each >= 0).toBe(true);
  });

  it('of hidden worlds do not depend on what was done, so that trying again meets the same ones', () => {
    const hidden = (text: string) => {
      const given = grade(text);
      return given.state === 'graded' ? given.generalisation!.runs.map(({ seed }) => seed) : [];
    };
    expect(hidden(bob)).toHaveLength(2);
    expect(hidden(submissionOf(BOB))).toEqual(hidden(bob));
    expect(hidden(ann)).not.toEqual(hidden(bob));
  });

  it('tell a copied log from one’s own by its world: equal logs of two learners are shown to somebody', () => {
    const trajectory = (text: string) => (grade(text) as Grade & { trajectory: string }).trajectory;
    expect(trajectory(ann)).toBe(trajectory(submissionOf(BOB)));
    expect(trajectory(ann)).not.toBe(trajectory(bob));
    expect(trajectory(bob)).toBe(contentHash([]));
  });
});
