/** @module Who appears on the page: the tenants with their marks, and whoever is charged without being one. */
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import { tenantLabel } from '../text/tenant-label.ts';

/** Culprit that is no tenant: parts that are down, slow or moving, and pauses between attempts. */
export const SYSTEM = '_system';
/** Place that all tenants without one of their own share. */
const OTHERS = '_others';

/** Somebody in a row, a column or a line. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** What stands for it where room is scarce. */
  readonly letter: string;
  /** Slot of its mark, or -1 where it has none. */
  readonly index: number;
}

/**
 * @param scenario  of the run
 * @param id        tenant, or one of the ledger's places that are none
 */
export function personOf(scenario: Pick<Scenario, 'tenants'>, id: string): Person {
  const index = scenario.tenants.findIndex((tenant) => tenant.id === id);
  const tenant = scenario.tenants[index];
  if (tenant !== undefined) {
    return { id, name: tenant.name, letter: tenantLabel(id), index };
  }
  return id === OTHERS
    ? { id, name: 'All other tenants', letter: 'others', index: -1 }
    : { id, name: 'The system itself', letter: 'system', index: -1 };
}
