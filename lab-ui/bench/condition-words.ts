/** @module What a condition asks for and what was measured of it, in words: from the metric registry, no metric is known here. */
import type { Condition, Scope } from '../../sim-engine/model/objective.ts';
import type { ConditionResult } from '../../sim-engine/model/run-result.ts';
import type { Catalogue } from '../net/api.ts';
import { formatMs, formatRate, formatShare, listWords } from '../text/format.ts';

/**
 * @param condition  one bound, or a combination
 * @param metrics    the metric registry, as the catalogue has it
 * @returns such as "p99 latency of C at most 250 ms", or "2 of 3 hold"
 */
export function askedWords(condition: Condition, metrics: Catalogue['metrics']): string {
  if ('combine' in condition) return `${condition.threshold} of ${condition.parts.length} hold`;
  const metric = metrics.find(({ id }) => id === condition.metric);
  const bound = condition.bound === 'at-most' ? 'at most' : 'at least';
  const figure = measuredWords({ measured: condition.threshold, unit: metric?.unit ?? '' });
  return `${metric?.title ?? condition.metric}${scopeWords(condition.scope)} ${bound} ${figure}`;
}

/** @returns the value with its unit, or a dash where nothing was measured */
export function measuredWords({ measured, unit }: Pick<ConditionResult, 'measured' | 'unit'>): string {
  if (measured === null) return '–';
  switch (unit) {
    case 'ms':
      return formatMs(measured * 1_000);
    case '%':
      return formatShare(measured / 100);
    case 'USD/h':
      // The title names the unit of its bound; here there is room for the number.
      return measured.toFixed(2);
    case 'req/s':
      return formatRate(measured);
    default:
      return `${measured.toPrecision(3)} ${unit}`.trim();
  }
}

function scopeWords(scope: Scope): string {
  switch (scope.kind) {
    case 'all':
      return '';
    case 'tenant':
      return ` of ${scope.tenant}`;
    case 'plan':
      return ` of plan ${scope.plan}`;
    case 'except':
      return ` of all but ${listWords(scope.tenants)}`;
    case 'tier':
      return ` of ${scope.tier}`;
  }
}
