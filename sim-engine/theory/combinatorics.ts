/** @module Binomial coefficients and harmonic numbers, as reals. */

/** @returns number of ways to choose; 0 where there is none */
export function choose(from: number, size: number): number {
  if (size < 0 || size > from) return 0;
  let ways = 1;
  for (let i = 1; i <= size; i++) ways *= (from - size + i) / i;
  return ways;
}

/** @returns 1 + 1/2 + .. + 1/n */
export function harmonic(n: number): number {
  let sum = 0;
  for (let i = n; i >= 1; i--) sum += 1 / i;
  return sum;
}
