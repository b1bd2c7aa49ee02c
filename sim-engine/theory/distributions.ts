/** @module Distributions of workloads in closed form: what the generators of demands and keys are measured against. */
import { normalCdf, normalQuantile } from './normal.ts';

/** @returns probability of at most x */
export function exponentialCdf(mean: number, x: number): number {
  return x <= 0 ? 0 : 1 - Math.exp(-x / mean);
}

/** @returns value that is not exceeded with this probability */
export function exponentialQuantile(mean: number, share: number): number {
  return -mean * Math.log(1 - share);
}

/** A lognormal by its mean and its coefficient of variation (standard deviation over mean), both > 0. */
export interface Lognormal {
  readonly mean: number;
  readonly cv: number;
}

/**
 * @returns mean and standard deviation of the logarithm
 * @source Law, Simulation Modeling and Analysis, 2015, section 6.2.2
 */
export function lognormalLogarithm({ mean, cv }: Lognormal): { readonly mu: number; readonly sigma: number } {
  const variance = Math.log(1 + cv * cv);
  return { mu: Math.log(mean) - variance / 2, sigma: Math.sqrt(variance) };
}

/** @returns probability of at most x */
export function lognormalCdf(law: Lognormal, x: number): number {
  const { mu, sigma } = lognormalLogarithm(law);
  return x <= 0 ? 0 : normalCdf((Math.log(x) - mu) / sigma);
}

/** @returns value that is not exceeded with this probability */
export function lognormalQuantile(law: Lognormal, share: number): number {
  const { mu, sigma } = lognormalLogarithm(law);
  return Math.exp(mu + sigma * normalQuantile(share));
}

/** A Pareto law cut off above, by its mean, tail exponent and largest value over smallest. */
export interface BoundedPareto {
  readonly mean: number;
  readonly alpha: number;
  readonly ratio: number;
}

/**
 * @returns smallest value
 * @source Harchol-Balter, Performance Modeling and Design of Computer Systems, 2013, section 20.4
 */
export function boundedParetoSmallest({ mean, alpha, ratio }: BoundedPareto): number {
  const below = (power: number): number => 1 - Math.exp(-power * Math.log(ratio));
  if (alpha === 1) return (mean * below(1)) / Math.log(ratio);
  return (mean * (alpha - 1) * below(alpha)) / (alpha * below(alpha - 1));
}

/** @returns probability of at most x */
export function boundedParetoCdf(law: BoundedPareto, x: number): number {
  const relative = x / boundedParetoSmallest(law);
  if (relative <= 1) return 0;
  if (relative >= law.ratio) return 1;
  const below = (value: number): number => 1 - Math.exp(-law.alpha * Math.log(value));
  return below(relative) / below(law.ratio);
}

/**
 * @param cv  coefficient of variation, >= 1
 * @returns probability of at most x under a hyperexponential law with balanced means
 * @source Whitt, Approximating a point process by a renewal process, Operations Research 30(1), 1982, section 3
 */
export function hyperexponentialCdf(mean: number, cv: number, x: number): number {
  const share = 0.5 + 0.5 * Math.sqrt((cv * cv - 1) / (cv * cv + 1));
  return share * exponentialCdf(mean / (2 * share), x) + (1 - share) * exponentialCdf(mean / (2 - 2 * share), x);
}

/**
 * @param count  number of keys
 * @param alpha  exponent
 * @param top    how many of the most popular keys
 * @returns share of the draws that goes to them
 * @source Zipf, Human Behavior and the Principle of Least Effort, 1949
 */
export function zipfTopShare(count: number, alpha: number, top: number): number {
  let all = 0;
  let first = 0;
  for (let rank = 1; rank <= count; rank++) {
    all += Math.exp(-alpha * Math.log(rank));
    if (rank === top) first = all;
  }
  return first / all;
}
