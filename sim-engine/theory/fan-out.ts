/** @module Fan-out: a request that waits for all of many leaves is as slow as the slowest of them. */
import { harmonic } from './combinatorics.ts';

/**
 * @param leaves  number of leaves
 * @param share   probability that one leaf is slow, 0..1
 * @returns probability that at least one is
 * @source Dean and Barroso, The tail at scale, CACM 56(2), 2013
 */
export function anyLeafSlow(leaves: number, share: number): number {
  return -Math.expm1(leaves * Math.log1p(-share));
}

/**
 * @param leaves  number of leaves with independent exponential times of mean 1
 * @returns mean of the longest
 * @source Renyi, On the theory of order statistics, 1953: the gaps between order statistics are exponential
 */
export function slowestExponentialLeaf(leaves: number): number {
  return harmonic(leaves);
}

/**
 * @param leaves  number of leaves
 * @param share   percentile wanted of the whole request, as a share
 * @returns percentile of one leaf that is the same time
 * @source Dean and Barroso 2013: the maximum's distribution is the leaf's to the power of the number of leaves
 */
export function leafShareFor(leaves: number, share: number): number {
  return share ** (1 / leaves);
}
