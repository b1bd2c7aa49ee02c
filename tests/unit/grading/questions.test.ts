/** Questions in runs: what is true is what the ledger says in the window, an answer changes no world, and is told at the end only. */
import { expect, it } from 'vitest';
import { parseScenario } from '../../../scenarios/schema/parse-scenario.ts';
import { contentHash } from '../../../server/content/canonical-json.ts';
import { gradeAttempt, Run } from '../../../sim-engine/index.ts';
import type { Attempt, GradedAttempt } from '../../../sim-engine/model/grade.ts';
import type { BlameCharge } from '../../../sim-engine/model/run-result.ts';
import type { TimedAction } from '../../../sim-engine/model/scenario.ts';
import { ENGINE_VERSION } from '../../../sim-engine/version.ts';
import { FAIR, SMALL_TEXT } from '../../cli/grading-support.ts';

const ASKED =
  '  - { id: who, title: Who?, points: 20, ask: culprit, scope: { except: [B] }, window: { from: 2 s, to: 4 s } }\n';
const TEXT = SMALL_TEXT.replace('points: 40', 'points: 20').replace('\nguards:', `${ASKED}\nguards:`);
const { scenario: parsed, issues } = parseScenario(TEXT);
if (parsed === undefined) throw new RangeError(JSON.stringify(issues));
const scenario = { ...parsed, proofs: [] };
const scenarioSha256 = contentHash(parsed);
const say = (atUs: number, answer: string): TimedAction => ({
  atUs,
  action: { type: 'answer', question: 'who', answer },
});

function attemptOf(actions: readonly TimedAction[]): Attempt {
  return {
    scenario,
    scenarioSha256,
    engineVersion: ENGINE_VERSION,
    seed: 5,
    isolation: null,
    actions: actions.map((each, sequence) => ({ sequence, ...each })),
    untilUs: scenario.durationUs,
    claimed: null,
  };
}

function graded(actions: readonly TimedAction[], hidden: readonly number[] = []): GradedAttempt {
  const grade = gradeAttempt(attemptOf(actions), null, hidden);
  if (grade.state !== 'graded') throw new RangeError(grade.reason);
  return grade;
}

const who = (grade: GradedAttempt) => grade.objectives.find(({ id }) => id === 'who')!;

function started(actions: readonly TimedAction[]): Run {
  const run = Run.create({ scenario, scenarioSha256, seed: 5 });
  actions.forEach((each, sequence) => {
    run.submit({ sequence, ...each });
  });
  return run;
}

it('the truth is what the ledger was charged between the window’s ends', () => {
  const run = started([]);
  const sums: Map<string, number>[] = [2e6, 4e6].map((us) => {
    run.advanceTo(us);
    const own = run.blame().filter(({ victim }: BlameCharge) => victim !== 'B');
    return own.reduce((map, { culprit, us: each }) => map.set(culprit, (map.get(culprit) ?? 0) + each), new Map());
  });
  const charged = [...sums[1]!].map(([culprit, us]) => ({ culprit, us: us - (sums[0]!.get(culprit) ?? 0) }));
  const total = charged.reduce((sum, { us }) => sum + us, 0);
  const most = charged.sort((a, b) => b.us - a.us)[0]!;
  const { answer, sentence, evidence, points } = who(graded([say(5e6, most.culprit)]));
  expect(total).toBeGreaterThan(1e6);
  expect(answer).toMatchObject({ truth: most.culprit, waitedUs: total, isRight: true });
  expect(answer!.truthShare).toBeCloseTo(most.us / total, 9);
  expect(points).toBe(20);
  expect(sentence).toContain(`${most.culprit} stands for`);
  expect(evidence!.fromUs).toBeGreaterThanOrEqual(2e6);
  expect(evidence!.toUs).toBeLessThanOrEqual(4e6);
});

it('an answer changes nothing in the world and costs no move; the last one counts', () => {
  const silent = graded([FAIR]);
  const right = graded([FAIR, say(3e6, 'A'), say(6e6, 'B')]);
  const wrong = graded([FAIR, say(3e6, 'B'), say(6e6, 'A')]);
  const world = (...answers: TimedAction[]) => {
    const run = started([FAIR, ...answers]);
    run.advanceTo(scenario.durationUs);
    const { tenants, tiers, blameMs, events } = run.result();
    return { tenants, tiers, blameMs, events };
  };
  expect(world(say(3e6, 'A'), say(6e6, 'B'))).toEqual(world());
  expect([silent, right, wrong].map(({ points }) => points)).toEqual([80, 100, 80]);
  expect([silent, right, wrong].map((grade) => who(grade).measured)).toEqual([null, 1, 0]);
  expect(right.remarks).toEqual([]);
});

it('nothing of the truth is told before the run is over, and slices and snapshots change nothing', () => {
  const actions = [FAIR, say(5e6, 'B')];
  let run = started(actions);
  for (let us = 500_000; us < scenario.durationUs; us += 500_000) {
    run.advanceTo(us);
    const result = run.objectives().find(({ id }) => id === 'who')!;
    expect(result).not.toHaveProperty('answer');
    expect(result).toMatchObject({ passed: false, points: 0, measured: null, given: us > 5e6 ? 'B' : null });
    const restored = Run.restore({ scenario, scenarioSha256, seed: 5 }, run.snapshot());
    if (!restored.ok) throw new RangeError(JSON.stringify(restored.issues));
    run = restored.value;
  }
  run.advanceTo(scenario.durationUs);
  const whole = started(actions);
  whole.advanceTo(scenario.durationUs);
  expect(run.result()).toEqual(whole.result());
  expect(run.objectives().find(({ id }) => id === 'who')).toMatchObject({ passed: true, points: 20 });
});

it('in hidden worlds a question counts as it does in the learner’s own', () => {
  const answered = graded([FAIR, say(5e6, 'B')], [11, 12]);
  const silent = graded([FAIR], [11, 12]);
  expect(answered.generalisation!.runs.map(({ points }) => points)).toEqual([100, 100]);
  expect(silent.generalisation!.runs.map(({ points }) => points)).toEqual([80, 80]);
});

it('what cannot be answered is said where it stands in the file', () => {
  const found = (from: string, to: string) =>
    parseScenario(TEXT.replace(from, to)).issues.map(({ code, path }) => `${code} at ${path}`);
  expect(found('ask: culprit', 'ask: culprits')).toEqual(['unknown-question at objectives.2.ask']);
  expect(found('ask: culprit', 'ask: resource, resource: app')).toEqual(['answer-given at objectives.2.resource']);
  expect(found('to: 4 s } }', 'to: 10 s } }')).toEqual(['question-too-late at objectives.2.window']);
  expect(found('scope: { except: [B] }, window: { from: 2 s', 'scope: { tier: app }, window: { from: 2 s')).toEqual([
    'wrong-scope at objectives.2.scope',
  ]);
  expect(
    found('at: 2 s, do: switch-isolation, isolation: fair', 'at: 2 s, do: answer, question: why, answer: B'),
  ).toEqual(['unknown-question at proofs.0.actions.0']);
});
