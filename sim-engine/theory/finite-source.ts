/** @module Closed forms of the M/M/c queue with finitely many users, also known as the machine repairman. */

/** Users who think, ask for one of a few servers, and think again; times in one unit. */
export interface FiniteSource {
  /** Whole number >= 1. */
  readonly users: number;
  /** Mean time to think, > 0. */
  readonly think: number;
  /** Mean time for which a server is held, > 0. */
  readonly service: number;
  /** Whole number >= 1. */
  readonly servers: number;
}

/**
 * @returns probability that 0, 1, ... users are at the servers, those that wait included
 * @source Kleinrock, Queueing Systems I, 1975, section 3.8 (finite customer population, m servers)
 */
export function finiteSourcePresent({ users, think, service, servers }: FiniteSource): number[] {
  const weights = [1];
  for (let count = 1; count <= users; count++) {
    const upRate = (users - count + 1) / think;
    const downRate = Math.min(count, servers) / service;
    weights.push((weights[count - 1]! * upRate) / downRate);
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

const meanOf = (probabilities: readonly number[], value: (count: number) => number): number =>
  probabilities.reduce((sum, probability, count) => sum + probability * value(count), 0);

/** @returns mean number of users at the servers, those that wait included */
export function finiteSourceMeanPresent(source: FiniteSource): number {
  return meanOf(finiteSourcePresent(source), (count) => count);
}

/** @returns mean number of users that wait */
export function finiteSourceMeanWaiting(source: FiniteSource): number {
  return meanOf(finiteSourcePresent(source), (count) => Math.max(0, count - source.servers));
}

/** @returns requests per unit of time */
export function finiteSourceThroughput(source: FiniteSource): number {
  return meanOf(finiteSourcePresent(source), (count) => Math.min(count, source.servers)) / source.service;
}

/** @returns probability that all servers are held */
export function finiteSourceAllBusy(source: FiniteSource): number {
  return meanOf(finiteSourcePresent(source), (count) => (count >= source.servers ? 1 : 0));
}
