/** @module Merged percentile: a percentile over all tenants comes from all samples; averaging percentiles means nothing. */

/**
 * Nearest-rank percentile of the samples of all tenants together.
 *
 * @param samples  per tenant, in any order
 * @param share    0..1
 * @returns the smallest sample that at least ceil(share * n) of all n do not exceed; 0 when there are none
 * @source Hyndman and Fan, Sample quantiles in statistical packages, 1996, definition 1
 */
export function mergedPercentile(samples: readonly (readonly number[])[], share: number): number {
  const all = Float64Array.from(samples.flat()).sort();
  // A share like 0.95 times a count is a whole number but for its last bits, which must not raise the rank.
  return all[Math.max(1, Math.ceil(share * all.length - 1e-9)) - 1] ?? 0;
}
