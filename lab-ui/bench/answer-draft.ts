/** @module Answers to the scenario's questions: what may be chosen, in words, and the action that says it. */
import { type AnswerNames, NOTHING_WAITED, possibleAnswers, SYSTEM_CULPRIT } from '../../sim-engine/model/answers.ts';
import type { Asked, Objective } from '../../sim-engine/model/objective.ts';
import type { ConditionResult } from '../../sim-engine/model/run-result.ts';
import type { Action, Scenario } from '../../sim-engine/model/scenario.ts';
import { resourceLabel } from '../blame/resources.ts';

/** An objective that is a question. */
export type Question = Objective & Asked;

/** One answer that may be given. */
export interface AnswerChoice {
  readonly id: string;
  readonly words: string;
}

/** @returns the questions of a scenario */
export function questionsOf(scenario: Scenario): readonly Question[] {
  return scenario.objectives.filter((objective): objective is Question => 'ask' in objective);
}

/** @returns the name of an answer as a sentence uses it */
export function answerWords(answer: string, scenario: Scenario): string {
  if (answer === SYSTEM_CULPRIT) return 'The system itself (moves, faults, pauses)';
  if (answer === NOTHING_WAITED) return 'Nothing was waited for';
  const tenant = scenario.tenants.find(({ id }) => id === answer);
  if (tenant === undefined) return resourceLabel(answer);
  return tenant.id === tenant.name ? tenant.name : `${tenant.id} ${tenant.name}`;
}

/**
 * @param question  of the scenario
 * @param names     what its kind asks for
 * @param scenario  whose tenants are meant
 */
export function answerChoices(question: Question, names: AnswerNames, scenario: Scenario): readonly AnswerChoice[] {
  return possibleAnswers(names, question.scope, scenario).map((id) => ({ id, words: answerWords(id, scenario) }));
}

/** @returns what was answered, and once it is told what is true; undefined for what is no question */
export function answeredWords({ given, answer, passed }: ConditionResult, scenario: Scenario): string | undefined {
  if (given === undefined) return undefined;
  const short = (name: string): string =>
    scenario.tenants.some(({ id }) => id === name) ? name : answerWords(name, scenario).toLowerCase();
  if (answer === undefined) return given === null ? 'not answered' : `answered ${short(given)}`;
  return passed ? short(answer.truth) : `${given === null ? 'no answer' : short(given)}; it is ${short(answer.truth)}`;
}

/** @returns the action that answers */
export function answerAction(question: string, answer: string): Action {
  return { type: 'answer', question, answer };
}
