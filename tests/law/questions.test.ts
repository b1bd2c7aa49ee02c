/**
 * Every question keeps its promises: what it divides adds up to everything that was waited, its true answer is one that may be
 * given, an answer within the margin is right and one beyond is not, and names differ from question to question.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerResult, answersOf, sharesOf } from '../../sim-engine/grading/question-answer.ts';
import { QUESTIONS } from '../../sim-engine/grading/questions/index.ts';
import { NOTHING_WAITED, SYSTEM_CULPRIT } from '../../sim-engine/model/answers.ts';
import { LEDGER_RESOURCES } from '../../sim-engine/model/ledger-resources.ts';
import type { Asked } from '../../sim-engine/model/objective.ts';
import type { BlameCharge } from '../../sim-engine/model/run-result.ts';
import { fixtureScenario } from '../charts/bench-fixture.ts';
import { cases } from '../support/property-seed.ts';

const scenario = fixtureScenario(4);
const ids = scenario.tenants.map(({ id }) => id);
const EXCEPT = ids[3]!;

const charge: fc.Arbitrary<BlameCharge> = fc.record({
  resource: fc.constantFrom(...LEDGER_RESOURCES),
  culprit: fc.constantFrom(...ids, SYSTEM_CULPRIT),
  victim: fc.constantFrom(...ids),
  us: fc.integer({ min: 1, max: 1_000_000 }),
});

/** What each question divides by, said again without its code. */
const NAMES: Readonly<Record<string, (each: BlameCharge) => string>> = {
  culprit: (each) => each.culprit,
  resource: (each) => each.resource,
  victim: (each) => each.victim,
};

it('there is a second opinion on every question', () => {
  expect(Object.keys(NAMES)).toEqual(QUESTIONS.map(({ id }) => id));
});

describe.each(QUESTIONS)('question $id', (question) => {
  const asked = (margin: number, resource?: string): Asked => ({
    ask: { id: question.id, params: { margin } },
    scope: { kind: 'except', tenants: [EXCEPT] },
    ...(resource === undefined ? {} : { resource }),
    fromUs: 0,
    toUs: 1,
    bound: 'at-least',
    threshold: 1,
  });

  it('finds the largest sum, whatever the order of the charges', () => {
    fc.assert(
      fc.property(fc.array(charge, { maxLength: 40 }), fc.option(fc.constantFrom(...LEDGER_RESOURCES)), (all, at) => {
        const own = all.filter(({ victim, resource }) => victim !== EXCEPT && (at === null || resource === at));
        const total = own.reduce((sum, { us }) => sum + us, 0);
        const sum = (name: string) =>
          own.reduce((of, each) => of + (NAMES[question.id]!(each) === name ? each.us : 0), 0);
        const about = asked(0, at ?? undefined);
        const shares = sharesOf(about, scenario, [...all].reverse());
        expect(shares.totalUs).toBe(total);
        const answers = answersOf(about, scenario);
        const { truth } = answerResult(about, shares, null);
        expect(answers).toContain(truth);
        expect(truth === NOTHING_WAITED).toBe(total === 0);
        const most = Math.max(...answers.map(sum));
        for (const answer of answers) {
          const { isRight, answerShare } = answerResult(about, shares, answer);
          const isMost = total === 0 ? answer === NOTHING_WAITED : sum(answer) === most;
          expect(isRight, answer).toBe(isMost);
          if (total > 0) expect(answerShare).toBeCloseTo(sum(answer) / total, 12);
        }
      }),
      cases(200),
    );
  });

  it('lets an answer pass that is as near as the margin says, and no other', () => {
    const one = { resource: 'app', culprit: ids[0]!, victim: ids[0]!, us: 51 };
    const other = { resource: 'jobs', culprit: ids[1]!, victim: ids[1]!, us: 49 };
    const second = NAMES[question.id]!(other);
    const isRight = (margin: number) =>
      answerResult(asked(margin), sharesOf(asked(margin), scenario, [one, other]), second).isRight;
    expect([isRight(1), isRight(2), isRight(3)]).toEqual([false, true, true]);
  });
});
