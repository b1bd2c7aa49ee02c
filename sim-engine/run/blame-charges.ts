/** @module What the ledger of a run says, with tenants by name; every reading is checked against what requests measured. */
import { placeNames } from '../measure/blame/ledger-places.ts';
import { SYSTEM_CULPRIT } from '../model/answers.ts';
import type { BlameCharge } from '../model/run-result.ts';
import { measuredDelay, readBlame } from '../system/blaming.ts';
import type { SaasSystem } from '../system/saas-system.ts';

/**
 * @returns every charge above 0, by resource, then culprit, then victim in tenant order
 */
export function blameCharges(system: SaasSystem): BlameCharge[] {
  const { world } = system;
  const ledger = world.ledger!;
  const reading = readBlame(world);
  const names = placeNames(ledger.placeOf, tenantIdsOf(system));
  const charges: BlameCharge[] = [];
  for (const { resource, us } of reading) {
    us.forEach((each, at) => {
      if (each === 0) return;
      const culprit = names[Math.floor(at / ledger.places)] ?? SYSTEM_CULPRIT;
      charges.push({ resource, culprit, victim: names[at % ledger.places]!, us: each });
    });
  }
  return charges;
}

/** @returns delay per victim as its requests measured it, by the same names; whole microseconds */
export function measuredDelays(system: SaasSystem): Record<string, number> {
  const delays = measuredDelay(system.world);
  const names = placeNames(system.world.ledger!.placeOf, tenantIdsOf(system));
  return Object.fromEntries(names.map((name, place) => [name, delays[place]!]));
}

function tenantIdsOf({ scenario }: SaasSystem): string[] {
  return scenario.tenants.map((tenant) => tenant.id);
}
