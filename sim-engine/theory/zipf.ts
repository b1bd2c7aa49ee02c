/** @module Zipf's law: the popularity of keys by rank. */

/**
 * @param count  number of keys, >= 1
 * @param alpha  exponent, >= 0; 0 is uniform
 * @returns share of the requests per key, the most popular first; they sum to 1
 * @source Breslau et al., Web caching and Zipf-like distributions, INFOCOM 1999
 */
export function zipfPopularity(count: number, alpha: number): Float64Array {
  const shares = Float64Array.from({ length: count }, (_, rank) => (rank + 1) ** -alpha);
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}
