/** @module Response time as the run goes on: a statistic of what was answered in a window that ends at each step. */
import { type Answered, answersOf, statistic } from '../executed.ts';
import type { ViewKind } from './view.ts';

export const overTime: ViewKind<'over-time'> = ({ percent, windowUs, stepUs, lines }, executed) => {
  const steps = Math.floor(executed.scenario.durationUs / stepUs);
  const at = Array.from({ length: steps }, (_, step) => (step + 1) * stepUs);
  return {
    at,
    lines: lines.map(({ tenants }) => {
      const answers = answersOf(executed, tenants);
      let first = 0;
      let end = 0;
      return at.map((untilUs) => {
        while (end < answers.length && answers[end]!.endUs < untilUs) end++;
        while (first < end && answers[first]!.endUs < untilUs - windowUs) first++;
        return statistic(answers.slice(first, end).map(latencyOf), percent);
      });
    }),
  };
};

function latencyOf({ latencyUs }: Answered): number {
  return latencyUs;
}
