/** @module Error budget: how much may fail under an objective, and how fast that allowance is being spent. */

/** A service-level objective over a period. */
export interface ErrorBudget {
  /** Share of requests that must be good, 0..1, below 1: 0.999 for three nines. */
  readonly target: number;
  /** Length of the period, hours, > 0. */
  readonly periodHours: number;
}

/** @returns share of requests that may fail, 0..1 */
export function budgetShare({ target }: ErrorBudget): number {
  return 1 - target;
}

/** @returns minutes of the period that a full outage may last */
export function budgetMinutes(budget: ErrorBudget): number {
  return budgetShare(budget) * budget.periodHours * 60;
}

/**
 * @param bad    requests of a window that failed or were too slow
 * @param total  requests of the window
 * @returns the rate of spending: at 1 the budget lasts exactly the period; 0 when there were no requests
 * @source Beyer et al., The Site Reliability Workbook, 2018, chapter 5 (burn rate)
 */
export function burnRate(budget: ErrorBudget, bad: number, total: number): number {
  return total === 0 ? 0 : bad / total / budgetShare(budget);
}

/**
 * @param burn         a burn rate that held over the whole window
 * @param windowHours  length of the window
 * @returns share of the period's budget that the window spent; above 1 when it spent more than there was
 */
export function budgetSpent(budget: ErrorBudget, burn: number, windowHours: number): number {
  return (burn * windowHours) / budget.periodHours;
}

/** @returns hours until a whole budget is spent at this burn rate; Infinity at 0 */
export function hoursToExhaust(budget: ErrorBudget, burn: number): number {
  return budget.periodHours / burn;
}

/**
 * Multi-window alert: the long window says that it matters, the short one that it is still going on.
 *
 * @param longBurn   burn rate over the long window
 * @param shortBurn  burn rate over the short one, customarily a twelfth as long
 * @param threshold  burn rate from which both alarm, for example 14.4 (2 % of 30 days' budget in an hour)
 * @source Beyer et al., The Site Reliability Workbook, 2018, chapter 5, section 6
 */
export function burnsTooFast(longBurn: number, shortBurn: number, threshold: number): boolean {
  return longBurn >= threshold && shortBurn >= threshold;
}
