/** @module Closed forms of one server before which some classes go ahead of others, and what no order can change. */

/** One class; the first of a list is the most urgent. In one unit of time, which is then the unit of every result. */
export interface PriorityClass {
  /** Arrivals per unit of time, >= 0. */
  readonly arrivalRate: number;
  /** Mean of its service time, > 0, and of the square of it. */
  readonly meanService: number;
  readonly meanSquareService: number;
}

/** @returns load of the first so many classes */
function load(classes: readonly PriorityClass[], count: number): number {
  return classes.slice(0, count).reduce((sum, each) => sum + each.arrivalRate * each.meanService, 0);
}

/**
 * @returns mean of the service that an arrival finds under way and has to wait for, of the first so many classes (W0 for all)
 * @source Kleinrock, Queueing Systems II, 1976, equation 3.10
 */
export function meanResidual(classes: readonly PriorityClass[], count = classes.length): number {
  return classes.slice(0, count).reduce((sum, each) => sum + (each.arrivalRate * each.meanSquareService) / 2, 0);
}

/**
 * Mean wait where the more urgent go first, and a service is never interrupted.
 *
 * @param at  index of the class
 * @returns Infinity when the classes up to this one are too much for the server
 * @source Cobham, Priority assignment in waiting line problems, Operations Research 2(1), 1954; Kleinrock II, equation 3.31
 */
export function cobhamMeanWait(classes: readonly PriorityClass[], at: number): number {
  const spare = (1 - load(classes, at)) * (1 - load(classes, at + 1));
  return load(classes, at + 1) < 1 ? meanResidual(classes) / spare : Number.POSITIVE_INFINITY;
}

/**
 * Mean response time where the more urgent push out the less, who go on later where they were.
 *
 * @param at  index of the class; those after it do not matter
 * @returns Infinity when the classes up to this one are too much for the server
 * @source Kleinrock, Queueing Systems II, 1976, equation 3.39 (preemptive resume)
 */
export function preemptiveMeanResponse(classes: readonly PriorityClass[], at: number): number {
  if (load(classes, at + 1) >= 1) return Number.POSITIVE_INFINITY;
  const own = classes[at]!.meanService * (1 - load(classes, at + 1));
  return (own + meanResidual(classes, at + 1)) / ((1 - load(classes, at)) * (1 - load(classes, at + 1)));
}

/**
 * The sum of load times mean wait over the classes: the same for every order of service that wastes no time, interrupts
 * nobody and does not look at sizes.
 *
 * @returns Infinity when unstable
 * @source Kleinrock, A conservation law for a wide class of queueing disciplines, Naval Research Logistics 12(2), 1965
 */
export function conservedWait(classes: readonly PriorityClass[]): number {
  const rho = load(classes, classes.length);
  return rho < 1 ? (rho * meanResidual(classes)) / (1 - rho) : Number.POSITIVE_INFINITY;
}
