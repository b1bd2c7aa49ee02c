/** @module One sentence about a criterion, for whoever reads a grade. */
import type { Evidence } from '../model/grade.ts';
import type { Condition } from '../model/objective.ts';
import type { ConditionResult } from '../model/run-result.ts';
import { boundsOf, isCombined, metricOf } from './condition.ts';

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
export function sentenceOf(condition: Condition, result: ConditionResult, evidence: Evidence | null): string {
  if (result.state !== 'closed') return `Not decided: the run ended before ${seconds(condition.toUs)}.`;
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

function shown(evidence: Evidence | null, condition: Condition): string {
  if (evidence === null) return '';
  const bounded = boundsOf(condition).find(({ metric }) => metric === evidence.metric);
  const unit = bounded === undefined ? '' : ` ${metricOf(bounded).unit}`;
  return ` Look at ${seconds(evidence.fromUs)} to ${seconds(evidence.toUs)}: ${figure(evidence.value)}${unit}.`;
}
