/** @module What the breakers that watch a failure ratio have in common. */
import type { ParamSpec } from '../../model/registry.ts';

/** Parameters of every breaker that watches a ratio. */
export const RATIO_PARAMS: readonly ParamSpec[] = [
  {
    name: 'ratioPercent',
    label: 'Failures',
    unit: '%',
    min: 1,
    max: 100,
    default: 50,
    doc: 'Share of failures among the outcomes in the window that opens it.',
  },
  {
    name: 'minCalls',
    label: 'Judged from',
    unit: 'attempts',
    min: 1,
    max: 100_000,
    default: 20,
    integer: true,
    doc: 'Outcomes that must be in the window before the share means anything.',
  },
];

/** @returns true when failures are at least the share; without a division, so that nothing is rounded */
export function tooManyFail(failures: number, outcomes: number, ratioPercent: number): boolean {
  return 100 * failures >= ratioPercent * outcomes;
}
