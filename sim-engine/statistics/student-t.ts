/** @module Student's t: how many standard errors an interval from few observations has to reach. */
import { assert } from '../kernel/assert.ts';
import { incompleteBeta } from './incomplete-beta.ts';

/** Beyond this the t distribution is the normal one, to seven digits. */
const FREEDOM_MAX = 1e8;
const STEPS_MAX = 200;

/** Confidence of every interval that is printed. */
export const CONFIDENCE = 0.95;

/**
 * Two-sided quantile of Student's t: with this confidence, |t| is at most the returned value.
 *
 * @param confidence  0..1, neither included; 0.95 for a 95 % interval
 * @param freedom     degrees of freedom, above 0, whole or not; beyond 10^8 they count as 10^8
 * @returns the quantile (for 0.95 the 97.5 % point), right to 1e-7, relatively
 * @source Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.1 and 26.5.27 (t by the incomplete beta function)
 */
export function studentT(confidence: number, freedom: number): number {
  assert(confidence > 0 && confidence < 1, `a confidence is between 0 and 1, found ${confidence}`);
  assert(freedom > 0, `Student's t needs a degree of freedom, found ${freedom}`);
  const nu = Math.min(freedom, FREEDOM_MAX);
  // Share of |t| beyond `t`, by the beta distribution of nu / (nu + t^2).
  const beyond = (t: number): number => {
    const square = t * t;
    return incompleteBeta(nu / (nu + square), square / (nu + square), nu / 2, 0.5);
  };
  return falsePosition((t) => beyond(t) - (1 - confidence));
}

/** Root of a falling function that is above 0 at 0, by the Illinois variant of false position: a dozen evaluations. */
function falsePosition(of: (t: number) => number): number {
  let low = 0;
  let atLow = of(low);
  let high = 1;
  let atHigh = of(high);
  while (atHigh > 0) {
    low = high;
    atLow = atHigh;
    high *= 2;
    atHigh = of(high);
  }
  let movedLow = false;
  let movedHigh = false;
  for (let step = 0; step < STEPS_MAX && high - low > 1e-12 * high; step++) {
    const t = (low * atHigh - high * atLow) / (atHigh - atLow);
    const at = of(t);
    if (at === 0) return t;
    // An end that stays twice is weighed half, or it would stay for good.
    if (at > 0) {
      low = t;
      atLow = at;
      if (movedLow) atHigh /= 2;
    } else {
      high = t;
      atHigh = at;
      if (movedHigh) atLow /= 2;
    }
    movedLow = at > 0;
    movedHigh = at < 0;
  }
  return (low + high) / 2;
}
