/** @module Independent faults: tenants dealt evenly to stacks, each of which is down a given share of the time. */

/** Tenants on stacks. */
export interface Stacks {
  readonly tenants: number;
  /** Whole number that divides the tenants: 1 is a pool, as many as tenants are silos. */
  readonly stacks: number;
  /** Probability that a stack is down, 0..1. */
  readonly downShare: number;
}

/** @returns mean number of tenants that are down: the same for every number of stacks */
export function meanTenantsDown({ tenants, downShare }: Stacks): number {
  return tenants * downShare;
}

/**
 * @returns probability that some tenant is down
 * @source complement of independent events: Feller, An Introduction to Probability Theory I, 1968, section V.3
 */
export function anyTenantDown({ stacks, downShare }: Stacks): number {
  return -Math.expm1(stacks * Math.log1p(-downShare));
}

/** @returns probability that all tenants are down */
export function allTenantsDown({ stacks, downShare }: Stacks): number {
  return downShare ** stacks;
}

/** @returns share of the tenants that one fault takes down */
export function tenantsOfOneStack({ stacks }: Stacks): number {
  return 1 / stacks;
}
