/**
 * @module Which tenants have a place of their own in the blame ledger.
 *
 * A wait costs a step per place and a ledger a cell per pair, so beyond a few hundred tenants only those that send most keep
 * one. Very many small tenants are better written as members of a group, which is one tenant here.
 */

/** Most tenants that each have a place of their own. */
export const DENSE_MAX = 500;
/** Where there are more: how many have one. */
export const TOP_SENDERS = 31;
/** Name of the place that all the others share. */
export const OTHERS = '_others';

/** @returns how many places a ledger of so many tenants has, the system's not counted */
export function placesFor(tenants: number): number {
  return tenants <= DENSE_MAX ? tenants : TOP_SENDERS + 1;
}

/**
 * @param ratesPerSec  mean rate of each tenant
 * @returns place of each tenant: its own, or the last one where it shares it; places stand in tenant order
 */
export function ledgerPlaces(ratesPerSec: readonly number[]): Int32Array {
  const placeOf = Int32Array.from(ratesPerSec, (_, tenant) => tenant);
  if (ratesPerSec.length <= DENSE_MAX) return placeOf;
  const bySize = placeOf.slice().sort((a, b) => ratesPerSec[b]! - ratesPerSec[a]! || a - b);
  placeOf.fill(TOP_SENDERS);
  bySize
    .subarray(0, TOP_SENDERS)
    .sort()
    .forEach((tenant, place) => {
      placeOf[tenant] = place;
    });
  return placeOf;
}

/**
 * @param placeOf  what {@link ledgerPlaces} gave
 * @param ids      of the tenants
 * @returns name of each place: its tenant's, or {@link OTHERS}
 */
export function placeNames(placeOf: Int32Array, ids: readonly string[]): string[] {
  const names: string[] = [];
  placeOf.forEach((place, tenant) => {
    names[place] = ids.length > DENSE_MAX && place === TOP_SENDERS ? OTHERS : ids[tenant]!;
  });
  return names;
}
