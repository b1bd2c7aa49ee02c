/** @module Fair division in closed form: the level of max-min fairness, the dominant share, and Jain's index. */

/**
 * @param capacity  what there is
 * @param demands   what each wants at most
 * @returns the level at which whoever wants more is cut off; Infinity when there is enough for all
 * @source Bertsekas and Gallager, Data Networks, 2nd edition 1992, section 6.5.2: of the levels that give k users all they
 *   want and divide the rest, the fair one is the smallest
 */
export function maxMinLevel(capacity: number, demands: readonly number[]): number {
  const wanted = demands.reduce((sum, demand) => sum + demand, 0);
  if (wanted <= capacity) return Number.POSITIVE_INFINITY;
  // What all get at a level grows with it; the level at which it is the capacity is found by halving.
  let low = 0;
  let high = capacity;
  for (let i = 0; i < 200; i++) {
    const level = (low + high) / 2;
    const given = demands.reduce((sum, demand) => sum + Math.min(demand, level), 0);
    if (given < capacity) low = level;
    else high = level;
  }
  return high;
}

/**
 * @param capacities  per resource
 * @param perTask     per user, what a task takes of each resource, all > 0
 * @returns the dominant share that all users reach together when tasks can be divided
 * @source Ghodsi et al., Dominant resource fairness, NSDI 2011, section 4.1: equal dominant shares until a resource is full
 */
export function equalDominantShare(capacities: readonly number[], perTask: readonly (readonly number[])[]): number {
  const dominant = perTask.map((task) => Math.max(...task.map((need, at) => need / capacities[at]!)));
  const levels = capacities.map((capacity, at) => {
    const takenPerShare = perTask.reduce((sum, task, user) => sum + task[at]! / dominant[user]!, 0);
    return capacity / takenPerShare;
  });
  return Math.min(...levels);
}

/**
 * @param shares  at least one, not all 0
 * @returns Jain's index by the coefficient of variation
 * @source Jain, Chiu, Hawe, A quantitative measure of fairness, DEC-TR-301, 1984: 1 / (1 + variance / mean^2)
 */
export function jainByVariation(shares: readonly number[]): number {
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length;
  return 1 / (1 + variance / (mean * mean));
}
