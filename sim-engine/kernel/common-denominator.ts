/**
 * @module The common denominator of some numbers, so that sums of them can be kept as whole numbers and never drift.
 *
 * A rate such as 100 a minute is 5/3 a second: as a double it is rounded, and ten thousand additions of it add up the
 * rounding. Counted in thirds it is the whole number 5.
 */

/**
 * @param values   finite numbers >= 0
 * @param largest  largest denominator worth having, >= 1
 * @returns the smallest denominator over which every value is a whole number, or 1 when there is none up to `largest`
 */
export function commonDenominator(values: readonly number[], largest: number): number {
  let common = 1;
  for (const value of values) {
    const own = denominatorOf(value, largest);
    common = (common / divisor(common, own)) * own;
    if (own === 0 || common > largest) return 1;
  }
  return common;
}

/**
 * @param denominator  from {@link commonDenominator}
 * @returns numerator of the value over it: whole, unless there was no denominator
 */
export function numeratorOver(denominator: number, value: number): number {
  return denominator === 1 ? value : Math.round(value * denominator);
}

/**
 * The first convergent of the value's continued fraction that rounds to the same double.
 *
 * @returns its denominator, or 0 when that is larger than `largest`
 * @source Hardy and Wright, An Introduction to the Theory of Numbers, 1979, sections 10.2 and 10.15
 */
function denominatorOf(value: number, largest: number): number {
  let numerator = Math.floor(value);
  let denominator = 1;
  let numeratorBefore = 1;
  let denominatorBefore = 0;
  let rest = value - numerator;
  while (numerator / denominator !== value) {
    const inverse = 1 / rest;
    const whole = Math.floor(inverse);
    rest = inverse - whole;
    [numerator, numeratorBefore] = [whole * numerator + numeratorBefore, numerator];
    [denominator, denominatorBefore] = [whole * denominator + denominatorBefore, denominator];
    if (!(denominator <= largest)) return 0;
  }
  return denominator;
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
