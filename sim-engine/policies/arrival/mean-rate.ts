/** @module How often a chosen arrival process, or a whole workload, sends in the long run. */
import { type Choice, tableOrDefault, withDefaults } from '../../model/registry.ts';
import type { Workload } from '../../model/scenario.ts';
import { entryOf } from '../lookup.ts';
import { ARRIVALS } from './index.ts';

/** @returns requests per second */
export function meanRatePerSec(arrivals: Choice): number {
  const law = entryOf(ARRIVALS, arrivals.id);
  return law.meanRatePerSec(withDefaults(law, arrivals.params), tableOrDefault(law, arrivals.table));
}

/** @returns requests per second of a workload, those of its users as often as they would come if they were answered at once */
export function workloadRatePerSec({ arrivals, users }: Workload): number {
  return meanRatePerSec(arrivals) + (users === undefined ? 0 : (users.count * 1e6) / users.think.mean);
}
