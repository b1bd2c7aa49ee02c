/** @module The standard normal distribution. */

const HALF_WIDTH = 40;
const BISECTIONS = 80;

/** @returns density at x */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/**
 * @returns probability of a value up to x, to about 15 digits for |x| <= 6
 * @source Marsaglia, Evaluating the normal distribution, J. Stat. Software 11(4), 2004: x + x^3/3 + x^5/(3*5) + ...
 */
export function normalCdf(x: number): number {
  if (x < -8) return 0;
  if (x > 8) return 1;
  let term = x;
  let sum = x;
  for (let odd = 3; ; odd += 2) {
    term *= (x * x) / odd;
    if (sum + term === sum) break;
    sum += term;
  }
  return 0.5 + sum * normalDensity(x);
}

/**
 * @param share  above 0, below 1
 * @returns value that is not exceeded with this probability
 */
export function normalQuantile(share: number): number {
  let low = -HALF_WIDTH;
  let high = HALF_WIDTH;
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
