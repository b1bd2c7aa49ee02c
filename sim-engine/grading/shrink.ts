/**
 * @module Shrinking: the shortest part of a log that fails as the whole does.
 *
 * @source Zeller and Hildebrandt, Simplifying and isolating failure-inducing input, IEEE TSE 28(2), 2002 (ddmin)
 */
import type { Attempt, ShrunkLog } from '../model/grade.ts';
import { play, subLog } from './sub-log.ts';

/** Executions after which no shorter log is looked for. */
const TRIES_MAX = 200;

/**
 * @param attempt  a run that misses some objective
 * @returns a part of its log that misses the same objectives and guards, or null where it misses none; unless `isCut`, leaving out
 *          any one more of its actions changes what is missed
 */
export function shrink(attempt: Attempt): ShrunkLog | null {
  const { scenario, actions } = attempt;
  const { failed } = play(attempt, actions);
  if (failed.length === 0) return null;
  let tries = 0;
  const fails = (kept: readonly number[]): boolean => {
    tries++;
    const log = subLog(scenario, actions, (at) => kept.includes(at));
    return play(attempt, log).failed.join() === failed.join();
  };
  let kept = actions.map((_, at) => at);
  if (kept.length > 0 && fails([])) kept = [];
  let pieces = 2;
  while (kept.length > 0 && tries < TRIES_MAX) {
    const size = Math.ceil(kept.length / pieces);
    let shorter: number[] | undefined;
    for (let from = 0; from < kept.length && shorter === undefined && tries < TRIES_MAX; from += size) {
      const rest = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (rest.length > 0 && fails(rest)) shorter = rest;
    }
    if (shorter !== undefined) {
      kept = shorter;
      pieces = Math.max(2, pieces - 1);
    } else if (size === 1) break;
    else pieces = Math.min(kept.length, 2 * pieces);
  }
  return {
    missed: failed,
    actions: subLog(scenario, actions, (at) => kept.includes(at)),
    isCut: tries >= TRIES_MAX,
  };
}
