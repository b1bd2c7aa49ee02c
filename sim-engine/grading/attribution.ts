/**
 * @module Attribution: what each action was worth, by leaving it out.
 *
 * Where actions depend on each other their worths do not add up to the whole: either of two that do the same is worth nothing.
 */
import type { ActionWorth, Attempt, Attribution } from '../model/grade.ts';
import { play, subLog } from './sub-log.ts';

/**
 * @param attempt  executed once as it is, once without anything, and once without each action
 * @returns points with everything, with nothing, and what each action adds to what the others give
 */
export function attribute(attempt: Attempt): Attribution {
  const { scenario, actions } = attempt;
  const whole = play(attempt, actions);
  const nothing = play(attempt, []);
  const worths = actions.map(({ sequence, atUs, action }, left): ActionWorth => {
    const without = play(
      attempt,
      subLog(scenario, actions, (at) => at !== left),
    );
    return {
      sequence,
      atUs,
      type: action.type,
      points: whole.points - without.points,
      holds: without.failed.filter((id) => !whole.failed.includes(id)),
      breaks: whole.failed.filter((id) => !without.failed.includes(id)),
    };
  });
  return { points: whole.points, withoutAny: nothing.points, actions: worths };
}
