/** @module How often a chosen arrival process sends in the long run. */
import { type Choice, tableOrDefault, withDefaults } from '../../model/registry.ts';
import { entryOf } from '../lookup.ts';
import { ARRIVALS } from './index.ts';

/** @returns requests per second */
export function meanRatePerSec(arrivals: Choice): number {
  const law = entryOf(ARRIVALS, arrivals.id);
  return law.meanRatePerSec(withDefaults(law, arrivals.params), tableOrDefault(law, arrivals.table));
}
