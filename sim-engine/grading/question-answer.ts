/**
 * @module Diagnosis questions: what may be answered, and what exact blame says.
 *
 * The true answer is never written down by anybody: it is the name with the largest sum of charges in the window.
 */
import { assert } from '../kernel/assert.ts';
import { NOTHING_WAITED, possibleAnswers } from '../model/answers.ts';
import type { Asked } from '../model/objective.ts';
import { withDefaults } from '../model/registry.ts';
import type { AnswerResult, BlameCharge, ConditionResult } from '../model/run-result.ts';
import type { Scenario } from '../model/scenario.ts';
import { tenantsOf } from '../model/scope-tenants.ts';
import { QUESTIONS } from './questions/index.ts';

/** Unit of what a question measures: 1 is right, 0 is not. */
export const ANSWER_UNIT = 'right answers';
/** Most tenants of a scenario that asks questions: blame is read at every cut. */
export const QUESTION_TENANTS_MAX = 100;

/** What part of all that was waited each name stands for. */
export interface Shares {
  /** Name, microseconds and share (0..1), the largest first; ties in the order of the names. */
  readonly byName: readonly { readonly name: string; readonly us: number; readonly share: number }[];
  /** Microseconds waited by the scope. */
  readonly totalUs: number;
}

/** @returns the kind of a question */
export function questionOf({ ask }: Asked) {
  const question = QUESTIONS.find(({ id }) => id === ask.id);
  assert(question !== undefined, `no question ${ask.id}: scenarios are checked before they are run`);
  return question;
}

/** @returns every answer that may be given, in the order in which a form lists them */
export function answersOf(asked: Asked, scenario: Scenario): string[] {
  return possibleAnswers(questionOf(asked).names, asked.scope, scenario);
}

/**
 * @param asked     the question
 * @param scenario  whose tenants the scope means
 * @param charges   of the window
 */
export function sharesOf(asked: Asked, scenario: Scenario, charges: readonly BlameCharge[]): Shares {
  const { nameOf } = questionOf(asked);
  const victims = new Set(tenantsOf(scenario, asked.scope).map((index) => scenario.tenants[index]!.id));
  const sums = new Map<string, number>();
  let totalUs = 0;
  for (const charge of charges) {
    if (!victims.has(charge.victim) || (asked.resource !== undefined && charge.resource !== asked.resource)) continue;
    const name = nameOf(charge);
    sums.set(name, (sums.get(name) ?? 0) + charge.us);
    totalUs += charge.us;
  }
  const byName = [...sums].map(([name, us]) => ({ name, us, share: us / totalUs }));
  byName.sort((a, b) => b.us - a.us || (a.name < b.name ? -1 : 1));
  return { byName, totalUs };
}

/**
 * @param asked    the question
 * @param shares   of its window
 * @param answer   what was answered last, or null
 */
export function answerResult(asked: Asked, { byName, totalUs }: Shares, answer: string | null): AnswerResult {
  const margin = withDefaults(questionOf(asked), asked.ask.params).margin!;
  const first = byName[0];
  const truth = first?.name ?? NOTHING_WAITED;
  const truthShare = first?.share ?? null;
  const own = byName.find(({ name }) => name === answer);
  // In whole microseconds, so that a tie at the margin is one.
  const isWithin = first !== undefined && own !== undefined && 100 * (first.us - own.us) <= margin * totalUs;
  return {
    answer,
    truth,
    truthShare,
    answerShare: answer === null ? null : (own?.share ?? 0),
    waitedUs: totalUs,
    isRight: answer === truth || isWithin,
  };
}

/**
 * The answer may be changed as long as the run goes on, and whether it is right is told when the run is over.
 *
 * @param asked      the question
 * @param answer     what was answered last, or null
 * @param shares     of its window; called once the run is over
 * @param nowUs      how far the run has come
 * @param durationUs when the run is over
 */
export function askedResult(
  asked: Asked,
  answer: string | null,
  shares: () => Shares,
  nowUs: number,
  durationUs: number,
): ConditionResult {
  const form = { threshold: 1, bound: 'at-least' as const, unit: ANSWER_UNIT };
  if (nowUs < durationUs) {
    const state = nowUs <= asked.fromUs ? 'waiting' : 'open';
    return { state, passed: false, measured: null, ...form, given: answer };
  }
  const result = answerResult(asked, shares(), answer);
  const measured = answer === null ? null : result.isRight ? 1 : 0;
  return { state: 'closed', passed: result.isRight, measured, ...form, given: answer, answer: result };
}
