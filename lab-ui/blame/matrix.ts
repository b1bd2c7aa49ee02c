/** @module The matrix as numbers: by the ledger, or by leaving tenants out; and the order of its rows. */

import type { WindowBlame } from '../replay/questions/blame.ts';
import type { Removal, RemovalOf } from '../replay/questions/removal.ts';
import { SYSTEM } from './people.ts';
import { isWithin } from './resources.ts';

/** Which number of latency a removal is read by. */
export type Figure = 'p99' | 'mean';

/** Rows are culprits, columns victims. */
export interface Matrix {
  readonly culprits: readonly string[];
  readonly victims: readonly string[];
  /**
   * By the ledger: microseconds of the victim's waiting in the window. By removal: microseconds by which the victim's latency is
   * lower without the culprit. Null where there is nothing to say.
   */
  readonly us: readonly (readonly (number | null)[])[];
  /** Per victim: all its waiting; by removal its latency with everybody. */
  readonly totalUs: readonly (number | null)[];
}

/**
 * @param blame    of a window
 * @param tenants  ids, in the scenario's order
 * @param facet    which resources count
 */
export function blameMatrix(blame: WindowBlame, tenants: readonly string[], facet: string): Matrix {
  const victims = Object.keys(blame.delaysUs);
  const culprits = [...(victims.length === tenants.length ? tenants : victims), SYSTEM];
  const us = culprits.map(() => victims.map(() => 0));
  for (const charge of blame.charges) {
    if (!isWithin(facet, charge.resource)) continue;
    const row = us[culprits.indexOf(charge.culprit)];
    const column = victims.indexOf(charge.victim);
    if (row !== undefined && column >= 0) row[column] = (row[column] ?? 0) + charge.us;
  }
  return {
    culprits,
    victims,
    us,
    totalUs: victims.map((_, column) => us.reduce((sum, row) => sum + (row[column] ?? 0), 0)),
  };
}

/**
 * @param removals  answered so far
 * @param tenants   ids, in the scenario's order
 */
export function removalMatrix(removals: readonly Removal[], tenants: readonly string[], figure: Figure): Matrix {
  const find = (culprit: string, victim: string): RemovalOf | undefined =>
    removals.find(({ without }) => without === culprit)?.tenants.find(({ tenant }) => tenant === victim);
  return {
    culprits: tenants,
    victims: tenants,
    us: tenants.map((culprit) => tenants.map((victim) => changeOf(find(culprit, victim), figure))),
    totalUs: tenants.map((victim) => {
      const now = tenants.map((culprit) => find(culprit, victim)?.withAll).find((each) => each !== undefined);
      return now === undefined || now.completed === 0 ? null : read(now, figure);
    }),
  };
}

/** @returns microseconds, above 0 where the victim is better off without; null where either run has no answers to compare */
export function changeOf(of: RemovalOf | undefined, figure: Figure): number | null {
  if (of === undefined || of.withAll.completed === 0 || of.withoutIt.completed === 0) return null;
  return read(of.withAll, figure) - read(of.withoutIt, figure);
}

function read(latency: RemovalOf['withAll'], figure: Figure): number {
  return figure === 'p99' ? latency.p99Us : latency.meanUs;
}

/** By what rows and columns are sorted. */
export const ORDERS = ['harm', 'wait', 'listed'] as const;
export type Order = (typeof ORDERS)[number];
export const orderLabels: Readonly<Record<Order, string>> = {
  harm: 'By harm done',
  wait: 'By wait suffered',
  listed: 'As listed',
};

/** @returns what a culprit costs all others, microseconds */
export function harmOf(matrix: Matrix, culprit: string): number {
  const row = matrix.us[matrix.culprits.indexOf(culprit)] ?? [];
  return row.reduce<number>((sum, us, column) => sum + (matrix.victims[column] === culprit ? 0 : (us ?? 0)), 0);
}

/** @returns the same matrix with rows and columns in one order; the system stays last */
export function inOrder(matrix: Matrix, ids: readonly string[]): Matrix {
  const place = (id: string): number => (ids.includes(id) ? ids.indexOf(id) : ids.length);
  const sorted = (of: readonly string[]): readonly string[] => [...of].sort((a, b) => place(a) - place(b));
  const culprits = sorted(matrix.culprits);
  const victims = sorted(matrix.victims);
  const columns = victims.map((victim) => matrix.victims.indexOf(victim));
  return {
    culprits,
    victims,
    us: culprits.map((culprit) => {
      const row = matrix.us[matrix.culprits.indexOf(culprit)] ?? [];
      return columns.map((column) => row[column] ?? null);
    }),
    totalUs: columns.map((column) => matrix.totalUs[column] ?? null),
  };
}

/** @returns victims in the order asked for */
export function sortedIds(matrix: Matrix, order: Order): readonly string[] {
  const ids = matrix.victims;
  if (order === 'listed') return ids;
  const value = (id: string): number =>
    order === 'harm' ? harmOf(matrix, id) : (matrix.totalUs[matrix.victims.indexOf(id)] ?? 0);
  const values = new Map(ids.map((id) => [id, value(id)]));
  return [...ids].sort((a, b) => values.get(b)! - values.get(a)! || ids.indexOf(a) - ids.indexOf(b));
}

/** One cell. */
export interface Pair {
  readonly culprit: string;
  readonly victim: string;
}

/** @returns the pair of two different ones with the largest number, or null when nobody costs another anything */
export function worstPair(matrix: Matrix): Pair | null {
  let worst: (Pair & { us: number }) | null = null;
  matrix.culprits.forEach((culprit, row) => {
    matrix.victims.forEach((victim, column) => {
      const us = matrix.us[row]?.[column] ?? 0;
      if (culprit !== victim && us > (worst?.us ?? 0)) worst = { culprit, victim, us };
    });
  });
  return worst;
}
