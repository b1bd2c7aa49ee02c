/** @module How tenants wait for a tier, in engine form. */
import { z } from 'zod';
import { engineChoice } from './engine-choice.ts';
import { disciplinesFor, type Serving } from './tier-terms.ts';

/** Keys of a tier. */
export function engineTierTerms(serving: Serving) {
  return {
    discipline: engineChoice(disciplinesFor(serving)).exactOptional(),
    capPerTenant: z.int().min(1).max(10_000).exactOptional(),
  };
}
