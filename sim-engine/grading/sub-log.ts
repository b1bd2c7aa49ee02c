/** @module Parts of a log: what is left of it when some of its actions had not been taken. */
import type { StampedAction } from '../model/action-log.ts';
import type { Attempt } from '../model/grade.ts';
import type { Scenario } from '../model/scenario.ts';
import { noiseItems } from '../model/timeline.ts';
import { Run } from '../run/run.ts';

/**
 * Noise is called by its number in the run; where an injection is left out, so is what stops it, and later ones move up.
 *
 * @param scenario  whose own noise has the first numbers
 * @param log       the whole log
 * @param keeps     which of its actions are kept, by place
 */
export function subLog(
  scenario: Scenario,
  log: readonly StampedAction[],
  keeps: (at: number) => boolean,
): StampedAction[] {
  let before = noiseItems(scenario).length;
  let now = before;
  const numbers = new Map<number, number | null>(Array.from({ length: before }, (_, number) => [number, number]));
  const kept: StampedAction[] = [];
  log.forEach((stamped, at) => {
    const { action } = stamped;
    if (action.type === 'inject-noise') numbers.set(before++, keeps(at) ? now++ : null);
    if (!keeps(at)) return;
    if (action.type !== 'stop-noise') kept.push(stamped);
    else {
      // A number that was never given is kept: it stops nothing, then as now.
      const number = numbers.has(action.noise) ? numbers.get(action.noise)! : action.noise;
      if (number !== null) kept.push({ ...stamped, action: { type: 'stop-noise', noise: number } });
    }
  });
  return kept;
}

/** What a log came to. */
export interface Played {
  readonly points: number;
  /** Objectives and guards that do not hold, by id. */
  readonly failed: readonly string[];
}

/** @returns what the attempt would have come to with another log */
export function play(attempt: Attempt, log: readonly StampedAction[]): Played {
  const { scenario, scenarioSha256, seed, isolation, untilUs } = attempt;
  const run = Run.create({ scenario, scenarioSha256, seed, ...(isolation === null ? {} : { isolation }) });
  for (const action of log) run.submit(action);
  run.advanceTo(untilUs);
  const objectives = run.objectives();
  return {
    points: objectives.reduce((sum, { points }) => sum + points, 0),
    failed: [...objectives, ...run.guards()].flatMap(({ id, passed, state }) =>
      passed && state === 'closed' ? [] : [id],
    ),
  };
}
