/** @module One sentence about a criterion, for whoever reads a grade. */
import { NOTHING_WAITED, SYSTEM_CULPRIT } from '../model/answers.ts';
import type { Evidence } from '../model/grade.ts';
import type { Asked, Goal } from '../model/objective.ts';
import type { ConditionResult } from '../model/run-result.ts';
import { boundsOf, isAsked, isCombined, metricOf } from './condition.ts';
import { questionOf } from './question-answer.ts';

/** @returns three significant digits, and whole numbers from 100 on */
function figure(value: number): string {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/** @returns simulated time in seconds */
function seconds(us: number): string {
  return `${Number((us / 1e6).toFixed(2))} s`;
}

/**
 * @param condition  what was asked for
 * @param result     how it stands at the end of the run
 * @param evidence   where it shows, if anything was measured
 */
export function sentenceOf(condition: Goal, result: ConditionResult, evidence: Evidence | null): string {
  if (result.state !== 'closed') return `Not decided: the run ended before ${seconds(condition.toUs)}.`;
  if (isAsked(condition)) return askedSentence(condition, result, evidence);
  if (isCombined(condition)) {
    const { parts, threshold } = condition;
    const failing = (result.parts ?? []).flatMap((part, at) => (part.passed ? [] : [at + 1]));
    const rest = failing.length === 0 ? '' : `; not of part ${failing.join(', ')}`;
    return `${result.measured} of ${parts.length} parts hold, and ${threshold} have to${rest}.${shown(evidence, condition)}`;
  }
  const metric = metricOf(condition);
  const window = `from ${seconds(condition.fromUs)} to ${seconds(condition.toUs)}`;
  const asked = `${condition.bound === 'at-most' ? 'at most' : 'at least'} ${figure(result.threshold)} ${metric.unit}`;
  if (result.measured === null) return `${metric.title}: nothing was measured ${window}, and ${asked} was asked for.`;
  const verdict = result.passed ? 'as asked' : 'and this does not hold';
  return `${metric.title} was ${figure(result.measured)} ${metric.unit} ${window}, ${asked} was asked for: ${verdict}.${shown(evidence, condition)}`;
}

function askedSentence(asked: Asked, { answer, passed }: ConditionResult, evidence: Evidence | null): string {
  const question = questionOf(asked);
  const at = asked.resource === undefined ? '' : ` at ${asked.resource}`;
  const window = `from ${seconds(asked.fromUs)} to ${seconds(asked.toUs)}${at}`;
  if (answer === undefined) return `${question.title}: not decided.`;
  const { truth, truthShare, answerShare, waitedUs } = answer;
  const waited = `${figure(waitedUs / 1e6)} s of waiting ${window}`;
  const fact =
    truthShare === null
      ? `nobody waited ${window}`
      : `${named(truth)} stands for ${figure(100 * truthShare)} % of ${waited}`;
  const given =
    answer.answer === null
      ? 'no answer was given'
      : `the answer was ${named(answer.answer)}${answer.answer === truth ? '' : `, with ${figure(100 * (answerShare ?? 0))} %`}`;
  const look =
    evidence === null
      ? ''
      : ` Look at ${seconds(evidence.fromUs)} to ${seconds(evidence.toUs)}: ${figure(evidence.value)} %.`;
  return `${question.title}: ${fact}; ${given}${answer.answer === null ? '' : passed ? ', which is right' : ', which is not'}.${look}`;
}

/** A tenant or a resource goes by its id. */
function named(name: string): string {
  if (name === SYSTEM_CULPRIT) return 'the system itself';
  return name === NOTHING_WAITED ? 'nobody waited' : name;
}

function shown(evidence: Evidence | null, condition: Goal): string {
  if (evidence === null) return '';
  const bounded = boundsOf(condition).find(({ metric }) => metric === evidence.metric);
  const unit = bounded === undefined ? '' : ` ${metricOf(bounded).unit}`;
  return ` Look at ${seconds(evidence.fromUs)} to ${seconds(evidence.toUs)}: ${figure(evidence.value)}${unit}.`;
}
