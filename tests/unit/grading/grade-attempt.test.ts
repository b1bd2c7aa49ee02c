/** @module The grade as a function: what it is made of, that looking for evidence changes nothing, and other worlds. */
import { describe, expect, it } from 'vitest';
import { asLog } from '../../../sim-engine/grading/configuration.ts';
import { evidenceCuts } from '../../../sim-engine/grading/evidence.ts';
import { subLog } from '../../../sim-engine/grading/sub-log.ts';
import { attribute, finalConfiguration, gradeAttempt, Run, rubricOf, shrink } from '../../../sim-engine/index.ts';
import type { Attempt, GradedAttempt, Rubric } from '../../../sim-engine/model/grade.ts';
import type { Action, Scenario, TimedAction } from '../../../sim-engine/model/scenario.ts';
import { ENGINE_VERSION } from '../../../sim-engine/version.ts';
import { FAIR, SMALL } from '../../cli/grading-support.ts';

const { sha256 } = SMALL;
const scenario: Scenario = { ...SMALL.scenario, proofs: [] };

const at = (atUs: number, action: Action): TimedAction => ({ atUs, action });
const limitB = (limitPerSec: number): Action => ({ type: 'set-limit', tenant: 'B', limitPerSec, limitBurst: 10 });
const USELESS: Action = { type: 'set-limit', tenant: 'A', limitPerSec: 1000, limitBurst: 1000 };

function attemptOf(actions: readonly TimedAction[], more: Partial<Attempt> = {}): Attempt {
  return {
    scenario,
    scenarioSha256: sha256,
    engineVersion: ENGINE_VERSION,
    seed: 5,
    isolation: null,
    actions: actions.map((each, sequence) => ({ sequence, ...each })),
    untilUs: scenario.durationUs,
    claimed: null,
    ...more,
  };
}

function graded(attempt: Attempt, seeds: readonly number[] = [], rubric: Rubric | null = null): GradedAttempt {
  const grade = gradeAttempt(attempt, rubric, seeds);
  if (grade.state !== 'graded') throw new RangeError(grade.reason);
  return grade;
}

const cured = attemptOf([FAIR]);

describe('a grade', () => {
  it('has points, measures, thresholds, evidence and a sentence, the same each time', () => {
    const grade = graded(cured, [11, 12]);
    expect(graded(cured, [11, 12])).toEqual(grade);
    expect(grade).toMatchObject({ points: 100, pointsMax: 100, mark: 100, passed: true, remarks: [] });
    for (const { evidence, sentence, state } of [...grade.objectives, ...grade.guards]) {
      expect(state).toBe('closed');
      expect(evidence!.toUs).toBeGreaterThan(evidence!.fromUs);
      expect(sentence).toMatch(/was asked for: .*\. Look at /);
    }
  });

  it('measures what a run without evidence measures, and runs the same events', () => {
    const cutsUs = evidenceCuts(scenario);
    const plain = Run.create({ scenario, scenarioSha256: sha256, seed: 5 });
    const cut = Run.create({ scenario, scenarioSha256: sha256, seed: 5, cutsUs });
    for (const run of [plain, cut]) run.advanceTo(scenario.durationUs);
    expect(cut.result()).toEqual(plain.result());
    expect(cut.trail()).toEqual(plain.trail());
    expect(cutsUs.length).toBeGreaterThan(20);
  });

  it('shows the worst moment of what was missed, within its window', () => {
    const { objectives, points } = graded(attemptOf([]));
    const missed = objectives.find(({ id }) => id === 'neighbours')!;
    expect(points).toBe(40);
    expect(missed.passed).toBe(false);
    expect(missed.evidence!.value).toBeGreaterThan(missed.threshold);
    expect(missed.evidence!.fromUs).toBeGreaterThanOrEqual(5e6);
    expect(missed.evidence!.toUs).toBeLessThanOrEqual(9e6);
    expect(missed.sentence).toMatch(/this does not hold/);
  });

  it('says that nothing was decided where the run ended too early', () => {
    const { objectives, mark, remarks } = graded(attemptOf([FAIR], { untilUs: 6e6 }));
    expect(objectives[0]!.sentence).toBe('Not decided: the run ended before 9 s.');
    expect(mark).toBeNull();
    expect(remarks.join()).toMatch(/ended at 6 s of 10 s/);
  });

  it('asks what the rubric asks, of the same run', () => {
    const own = rubricOf(scenario);
    const objectives = own.objectives.map((each) => ({ ...each, bound: 'at-most' as const, threshold: 0 }));
    const grade = graded(cured, [], { ...own, objectives } as Rubric);
    expect(grade).toMatchObject({ points: 0, passed: false, digest: graded(cured).digest });
    expect(graded(cured, [], own)).toEqual(graded(cured));
  });

  it('is none of another engine, and says so', () => {
    const foreign = gradeAttempt({ ...cured, engineVersion: '2' }, null, []);
    expect(foreign).toMatchObject({ state: 'not-gradable', code: 'engine-version' });
  });

  it('has no mark where the scenario’s own noise was called off', () => {
    const grade = graded(attemptOf([at(2e6, { type: 'stop-noise', noise: 0 })]), [11]);
    expect(grade.points).toBe(100);
    expect(grade).toMatchObject({ mark: null, passed: false });
    expect(grade.remarks.join()).toMatch(/called off the scenario's own noise/);
    // What is carried to the other world is the configuration of somebody who did nothing.
    expect(grade.generalisation).toMatchObject({ mean: 40, passes: 0 });
  });

  it('does not count points that only this world gives', () => {
    // Fair while it was looked at, shared again in the end: nothing of it is carried.
    const back: Action = { type: 'switch-isolation', model: { id: 'shared', params: {} } };
    const grade = graded(attemptOf([FAIR, at(9.5e6, back)]), [11, 12, 13]);
    expect(grade.points).toBe(100);
    expect(grade.generalisation).toMatchObject({ count: 3, passes: 0, needed: 3, mean: 40, worst: 40 });
    expect(grade).toMatchObject({ mark: 40, passed: false });
    for (const { failed } of grade.generalisation!.runs) {
      expect(failed.map(({ id }) => id)).toEqual(['neighbours']);
      expect(failed[0]!.evidence!.value).toBeGreaterThan(250);
    }
  });
});

it('the final configuration is what stands: last model, last limits, every change of clients, last balancing', () => {
  const client: Action = { type: 'set-client', client: { retries: 1 } };
  const log: Action[] = [
    limitB(9),
    { type: 'switch-isolation', model: { id: 'silo', params: {} } },
    USELESS,
    client,
    { type: 'inject-noise', tenant: 'A', noise: { id: 'request-flood', params: {} }, forUs: 1 },
    limitB(7),
    { type: 'clear-limit', tenant: 'A' },
    { type: 'set-balancing', policy: 'random' },
    FAIR.action,
    { type: 'set-balancing', policy: 'round-robin' },
    { type: 'stop-noise', noise: 1 },
  ];
  const stamped = log.map((action, sequence) => ({ sequence, atUs: sequence, action }));
  const final = finalConfiguration(null, stamped);
  expect(final.isolation).toMatchObject({ id: 'fair' });
  expect(final.actions).toEqual([limitB(7), client, { type: 'set-balancing', policy: 'round-robin' }]);
  expect(finalConfiguration(final.isolation, asLog(final))).toEqual(final);
  expect(finalConfiguration(null, [])).toEqual({ isolation: null, actions: [] });
});

describe('attribution', () => {
  it('gives an action what is missing without it, and nothing to one that does nothing', () => {
    const { points, withoutAny, actions } = attribute(attemptOf([at(1.5e6, USELESS), FAIR]));
    expect({ points, withoutAny }).toEqual({ points: 100, withoutAny: 40 });
    expect(actions).toMatchObject([
      { type: 'set-limit', points: 0, holds: [], breaks: [] },
      { type: 'switch-isolation', points: 60, holds: ['neighbours'], breaks: [] },
    ]);
    // Only one of them does anything, so that the worths add up to the whole.
    expect(actions.reduce((sum, each) => sum + each.points, withoutAny)).toBe(points);
  });

  it('tells what an action broke', () => {
    const { actions } = attribute(attemptOf([FAIR, at(3e6, limitB(1))]));
    expect(actions[1]).toMatchObject({ points: -100, breaks: ['serves'] });
  });
});

it('parts of a log keep the numbers of noise right', () => {
  const noise: Action = { type: 'inject-noise', tenant: 'A', noise: { id: 'request-flood', params: {} }, forUs: 1e6 };
  const stops = [1, 2, 0, 9].map((number): Action => ({ type: 'stop-noise', noise: number }));
  const log = [noise, noise, ...stops].map((action, sequence) => ({ sequence, atUs: 0, action }));
  const numbers = (keeps: (place: number) => boolean) =>
    subLog(scenario, log, keeps).flatMap(({ action }) => (action.type === 'stop-noise' ? [action.noise] : []));
  expect(numbers(() => true)).toEqual([1, 2, 0, 9]);
  // Without the first injection what stops it goes, and the second becomes number 1.
  expect(numbers((place) => place !== 0)).toEqual([1, 0, 9]);
  expect(numbers((place) => place > 1)).toEqual([0, 9]);
});

describe('shrinking', () => {
  it('leaves what does the harm, and nothing that could go as well', () => {
    const attempt = attemptOf([at(1e6, USELESS), FAIR, at(2.5e6, USELESS), at(3e6, limitB(1)), at(3.5e6, USELESS)]);
    const shrunk = shrink(attempt)!;
    expect(shrunk).toMatchObject({ missed: ['serves'], isCut: false });
    expect(shrunk.actions.map(({ action }) => action)).toContainEqual(limitB(1));
    expect(shrunk.actions.length).toBeLessThan(3);
    const missed = (actions: Attempt['actions']) => {
      const grade = graded({ ...attempt, actions });
      return [...grade.objectives, ...grade.guards].filter(({ passed }) => !passed).map(({ id }) => id);
    };
    expect(missed(shrunk.actions)).toEqual(['serves']);
    for (const left of shrunk.actions)
      expect(missed(shrunk.actions.filter((each) => each !== left))).not.toEqual(['serves']);
  });

  it('leaves nothing where doing nothing misses the same, and is null where nothing is missed', () => {
    expect(shrink(attemptOf([at(1e6, USELESS), at(2e6, USELESS)]))).toMatchObject({
      missed: ['neighbours'],
      actions: [],
    });
    expect(shrink(cured)).toBeNull();
  });
});
