/** @module The few characters by which a tenant is shown where its name has no room. */

/** Ids up to here are their own label. */
const SHORT_ID = 3;

/**
 * @param id  of a tenant, as the scenario has it
 * @returns the id itself where it is short, else its first letter with the number at its end: A, S10, and S7 for small-shop-7
 */
export function tenantLabel(id: string): string {
  if (id.length <= SHORT_ID) return id;
  return `${id.slice(0, 1).toUpperCase()}${/\d{1,2}$/.exec(id)?.[0] ?? ''}`;
}

/** @returns the label of a tenant, or other words where there is none */
export function labelOr(id: string | undefined, otherwise: string): string {
  return id === undefined ? otherwise : tenantLabel(id);
}
