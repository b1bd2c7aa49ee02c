/** @module The regularised incomplete beta function: the distribution function behind Student's t. */
import { assert } from '../kernel/assert.ts';
import { exp, log } from '../kernel/portable-math.ts';

const LN_SQRT_2PI = 0.9189385332046727;
/** From here on Stirling's series below is right to all digits of a double. */
const STIRLING_FROM = 16;
const STEPS_MAX = 100_000;
/** Stands for a zero denominator in the continued fraction. */
const TINY = 1e-300;

/**
 * Natural logarithm of the gamma function.
 *
 * @param x  above 0
 * @source Abramowitz and Stegun, Handbook of Mathematical Functions, 6.1.41 (Stirling's series) and 6.1.15 (recurrence)
 */
function logGamma(x: number): number {
  assert(x > 0, `the gamma function is asked for above 0 only, found ${x}`);
  let shifted = x;
  let product = 1;
  while (shifted < STIRLING_FROM) {
    product *= shifted;
    shifted++;
  }
  return (shifted - 0.5) * log(shifted) - shifted + LN_SQRT_2PI + stirlingRest(shifted) - log(product);
}

/** What Stirling's formula falls short by, from {@link STIRLING_FROM} on. */
function stirlingRest(x: number): number {
  const inverse = 1 / x;
  const square = inverse * inverse;
  return inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))));
}

/** ln(1 + x), which keeps the digits of a small x. */
function logOnePlus(x: number): number {
  const sum = 1 + x;
  return sum === 1 ? x : (log(sum) * x) / (sum - 1);
}

/** Logarithm of the beta function. Differences of large logarithms cancel here, not in floating point. */
function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < STIRLING_FROM) return logGamma(a) + logGamma(b) - logGamma(a + b);
  const rest = stirlingRest(large) - stirlingRest(small + large);
  return (
    logGamma(small) + rest + small - small * log(small + large) + (large - 0.5) * logOnePlus(-small / (small + large))
  );
}

/**
 * Share of a beta distribution that lies below a value.
 *
 * @param x     0..1
 * @param rest  1 - x; given apart because either may be too near 1 to keep the digits of the other
 * @param a     first shape, above 0
 * @param b     second shape, above 0
 * @returns 0..1, right to about 12 digits
 * @source NIST Digital Library of Mathematical Functions, 8.17.22 (continued fraction), 8.17.4 (symmetry); evaluated by the
 *   method of Lentz 1976
 */
export function incompleteBeta(x: number, rest: number, a: number, b: number): number {
  assert(x >= 0 && rest >= 0, `a share is from 0 to 1, found ${x}`);
  if (x === 0 || rest === 0) return x;
  const logX = x > 0.5 ? logOnePlus(-rest) : log(x);
  const logRest = rest > 0.5 ? logOnePlus(-x) : log(rest);
  const front = exp(a * logX + b * logRest - logBeta(a, b));
  // The fraction converges fast on the side of the mode that x is on.
  return x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(x, a, b)) / a
    : 1 - (front * continuedFraction(rest, b, a)) / b;
}

function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= STEPS_MAX; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-15) return value;
  }
  assert(false, `the incomplete beta function does not converge at ${x}, ${a}, ${b}`);
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
