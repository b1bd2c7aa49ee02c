/**
 * @module log, exp and pow with the same bits on every JavaScript engine.
 *
 * ECMA-262 leaves the last bits of Math.log, Math.exp and Math.pow to the implementation (Node 20 and Chromium differ in
 * 7 % of logarithms), so the engine uses fdlibm's algorithms, made only of + - * / and exact bit access.
 */

const words = new Uint32Array(2);
const double = new Float64Array(words.buffer);
double[0] = 1;
const HIGH = words[1] === 0x3ff00000 ? 1 : 0;
const LOW = 1 - HIGH;

const LN2_HI = 6.9314718036912381649e-1;
const LN2_LO = 1.90821492927058770002e-10;
const TWO54 = 18014398509481984;

/**
 * Natural logarithm, error below 1 ulp.
 *
 * @param x  any number
 * @returns ln x; -Infinity at 0, NaN below
 * @source Sun Microsystems, fdlibm 5.3, e_log.c, 1993
 */
export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  let exponent = 0;
  let value = x;
  if (value < 2.2250738585072014e-308) {
    exponent -= 54;
    value *= TWO54;
  }
  double[0] = value;
  let high = words[HIGH]! | 0;
  exponent += (high >> 20) - 1023;
  high &= 0x000fffff;
  const carry = (high + 0x95f64) & 0x100000;
  words[HIGH] = high | (carry ^ 0x3ff00000);
  exponent += carry >> 20;
  const f = double[0]! - 1;
  const k = exponent;
  if ((0x000fffff & (2 + high)) < 3) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HI + k * LN2_LO;
    const r = f * f * (0.5 - 0.33333333333333333 * f);
    return k === 0 ? f - r : k * LN2_HI - (r - k * LN2_LO - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const t1 = w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332));
  const t2 =
    z * (0.666666666666673513 + w * (0.2857142874366239149 + w * (0.1818357216161805012 + w * 0.1479819860511658591)));
  const r = t2 + t1;
  if (((high - 0x6147a) | (0x6b851 - high)) > 0) {
    const halfSquare = 0.5 * f * f;
    return k === 0
      ? f - (halfSquare - s * (halfSquare + r))
      : k * LN2_HI - (halfSquare - (s * (halfSquare + r) + k * LN2_LO) - f);
  }
  return k === 0 ? f - s * (f - r) : k * LN2_HI - (s * (f - r) - k * LN2_LO - f);
}

const cell = new Float64Array(1);

/**
 * Exponential function, error below 1 ulp.
 *
 * @param x  any number
 * @returns e to the power x
 */
export function exp(x: number): number {
  cell[0] = x;
  expInPlace(cell, 0);
  return cell[0]!;
}

/**
 * Replaces a number of a column by e to its power: what {@link exp} would return is an object unless it is inlined.
 *
 * @source Sun Microsystems, fdlibm 5.3, e_exp.c, 1993
 */
export function expInPlace(into: Float64Array, at: number): void {
  const x = into[at]!;
  if (Number.isNaN(x)) {
    return;
  }
  if (x > 709.782712893383973096) {
    into[at] = Number.POSITIVE_INFINITY;
    return;
  }
  if (x < -745.13321910194110842) {
    into[at] = 0;
    return;
  }
  const size = x < 0 ? -x : x;
  if (size < 3.7252902984619140625e-9) {
    into[at] = 1 + x;
    return;
  }
  let k = 0;
  let high = x;
  let low = 0;
  if (size > 0.34657359027997264) {
    if (size < 1.0397207708399179) k = x < 0 ? -1 : 1;
    else k = (Math.LOG2E * x + (x < 0 ? -0.5 : 0.5)) | 0;
    high = x - k * LN2_HI;
    low = k * LN2_LO;
  }
  const reduced = high - low;
  const t = reduced * reduced;
  const c =
    reduced -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  if (k === 0) {
    into[at] = 1 - ((reduced * c) / (c - 2) - reduced);
    return;
  }
  const y = 1 - (low - (reduced * c) / (2 - c) - high);
  if (k === 1024) {
    into[at] = y * 2 * 8.98846567431158e307;
    return;
  }
  if (k >= -1021) {
    into[at] = y * powerOfTwo(k);
    return;
  }
  into[at] = y * powerOfTwo(k + 1000) * 9.3326361850321887899e-302;
}

function powerOfTwo(k: number): number {
  words[HIGH] = (k + 1023) << 20;
  words[LOW] = 0;
  return double[0]!;
}

/**
 * x to the power y through exp(y ln x): portable, with a relative error of about |y ln x| ulp.
 *
 * @param x  > 0
 * @param y  any number
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  return y === 1 ? x : exp(y * log(x));
}
