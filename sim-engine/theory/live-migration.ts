/** @module Live migration: data copied in rounds while it is written at a fixed rate; every round is a fixed part of the last. */

/** A move in a fluid model: rates in the same unit of data and time. */
export interface LiveMigration {
  /** All of the data. */
  readonly size: number;
  readonly copyRate: number;
  /** Below the copy rate, or the rounds never shrink. */
  readonly writeRate: number;
}

/** @returns each round relative to the one before */
export function roundRatio({ copyRate, writeRate }: LiveMigration): number {
  return writeRate / copyRate;
}

/**
 * @param rounds  whole, >= 1
 * @returns time at which so many rounds are done: S/c (1 - x^k) / (1 - x) for the ratio x
 * @source geometric series; Clark et al., Live migration of virtual machines, NSDI 2005, section 3.2 (iterative pre-copy)
 */
export function roundsDoneAt(migration: LiveMigration, rounds: number): number {
  const ratio = roundRatio(migration);
  return ((migration.size / migration.copyRate) * (1 - ratio ** rounds)) / (1 - ratio);
}

/** @returns what is left to copy after so many rounds: S x^k */
export function leftAfter(migration: LiveMigration, rounds: number): number {
  return migration.size * roundRatio(migration) ** rounds;
}

/** @returns rounds until at most so much is left */
export function roundsUntilLeft(migration: LiveMigration, left: number): number {
  return Math.ceil(Math.log(left / migration.size) / Math.log(roundRatio(migration)));
}

/** @returns the time that no number of rounds exceeds: S / (c - w) */
export function totalTimeLimit({ size, copyRate, writeRate }: LiveMigration): number {
  return size / (copyRate - writeRate);
}
