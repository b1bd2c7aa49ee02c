/**
 * @module Dominant resource fairness: max-min fairness over the share of the resource that each needs most of.
 *
 * Who is counted by requests alone, or by one resource alone, can take most of a machine and still look fair.
 */
import { assert } from '../kernel/assert.ts';

/** What progressive filling came to. */
export interface DominantResourceShares {
  /** Whole tasks per user. */
  readonly tasks: readonly number[];
  /** Per user, its largest share of any resource, 0..1. */
  readonly dominantShares: readonly number[];
  /** Per resource, what is taken. */
  readonly used: readonly number[];
}

/**
 * Gives one task after another to the user whose dominant share over weight is smallest, until nobody's task fits.
 *
 * @param capacities  per resource, > 0
 * @param perTask     per user, what one of its tasks takes of each resource, >= 0 and not all 0
 * @param weights     each user's claim relative to the others', > 0
 * @source Ghodsi et al., Dominant resource fairness, NSDI 2011, algorithm 1 and section 4.1
 */
export function dominantResourceShares(
  capacities: readonly number[],
  perTask: readonly (readonly number[])[],
  weights: readonly number[] = perTask.map(() => 1),
): DominantResourceShares {
  const shareOfOne = perTask.map((task) => Math.max(...task.map((need, at) => need / capacities[at]!)));
  assert(
    shareOfOne.every((share) => share > 0),
    'a task that needs nothing never fills anything',
  );
  assert(weights.length === perTask.length && weights.every((weight) => weight > 0), 'a weight of 0 or less, or none');
  const used = capacities.map(() => 0);
  const tasks = perTask.map(() => 0);
  const open = new Set(perTask.keys());
  while (open.size > 0) {
    let user = -1;
    let lowest = Number.POSITIVE_INFINITY;
    for (const each of open) {
      const level = (tasks[each]! * shareOfOne[each]!) / weights[each]!;
      if (level < lowest) {
        user = each;
        lowest = level;
      }
    }
    const task = perTask[user]!;
    if (task.some((need, at) => used[at]! + need > capacities[at]!)) {
      open.delete(user);
      continue;
    }
    task.forEach((need, at) => {
      used[at]! += need;
    });
    tasks[user]!++;
  }
  return { tasks, dominantShares: tasks.map((count, at) => count * shareOfOne[at]!), used };
}
