/** @module How tenants wait for a tier and how much of it one may hold, as authors write it: `{ discipline: drr, capPerTenant: 3 }`. */
import { catalogue } from '../../sim-engine/index.ts';
import type { TierTerms } from '../../sim-engine/model/scenario.ts';
import { choice } from './choice.ts';
import { number } from './leaf.ts';

/** Which disciplines a tier can have: any, or only those that serve one request at a time without pushing it out. */
export type Serving = 'any' | 'serial';

/** @returns the disciplines that a tier can have */
export function disciplinesFor(serving: Serving) {
  return catalogue.disciplines.filter(({ service }) => serving === 'any' || service === 'serial');
}

/**
 * Keys of a tier.
 *
 * @param what  whose line it is: `a server of the app tier`
 * @param unit  what a tenant may hold: `threads of one server`
 */
export function tierTerms(serving: Serving, what: string, unit: string) {
  return {
    discipline: choice({
      key: 'kind',
      what: `how tenants wait for ${what}, where the isolation model does not say`,
      registry: disciplinesFor(serving),
      code: 'unknown-discipline',
    }).optional(),
    capPerTenant: number(`the ${unit} that one tenant may hold at once`, { min: 1, max: 10_000 }, true).optional(),
  };
}

/** Terms in the author's notation. */
type WrittenTerms = { readonly [K in keyof TierTerms]?: TierTerms[K] | undefined };

/** @returns the same without what was not written */
export function compileTerms({ discipline, capPerTenant }: WrittenTerms): TierTerms {
  return {
    ...(discipline === undefined ? {} : { discipline }),
    ...(capPerTenant === undefined ? {} : { capPerTenant }),
  };
}

/** @returns true when there is a cap, but servers are shared by all present, so that it would bound nobody */
export function capsNobody({ discipline, capPerTenant }: WrittenTerms): boolean {
  const chosen = catalogue.disciplines.find(({ id }) => id === discipline?.id);
  return capPerTenant !== undefined && chosen?.service === 'shared';
}
