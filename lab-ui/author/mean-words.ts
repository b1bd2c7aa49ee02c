/** @module A mean with its 95 % interval, in words. */
import { estimate } from '../../sim-engine/statistics/estimate.ts';

/** @returns "94.9 ± 0.4"; without an interval where one value says nothing of the others */
export function meanWords(values: readonly number[]): string {
  if (values.length === 0) return '–';
  const { mean, halfWidth } = estimate(values);
  return halfWidth === null ? mean.toFixed(1) : `${mean.toFixed(1)} ± ${halfWidth.toFixed(1)}`;
}
