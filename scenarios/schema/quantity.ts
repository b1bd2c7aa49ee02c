/** @module Quantities with units, as authors write them: `250ms`, `40/s`, `2 GiB`, `0.12 USD/h`, `18 %`. */
import { fail, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';
import { didYouMean } from './suggest.ts';

/** What is measured; each kind has one base unit in which values are kept. */
export type QuantityKind = 'duration' | 'rate' | 'size' | 'price' | 'money' | 'share';

/** A unit as written: the value in base units is `number * times / per`. */
interface Unit {
  readonly name: string;
  readonly times: number;
  readonly per: number;
}

interface Kind {
  /** Article and noun for messages. */
  readonly noun: string;
  readonly example: string;
  /** True when the base unit is not divided: half a microsecond is refused. */
  readonly whole: boolean;
  readonly wholeOf: string;
  /** Smallest unit first; the first of a size is the one that is printed. */
  readonly units: readonly Unit[];
}

const unit = (name: string, times: number, per = 1): Unit => ({ name, times, per });
const KIBI = 1024;

/** Base units: microseconds, per second, bytes, micro-dollars per hour, micro-dollars, per cent. */
const KINDS: Readonly<Record<QuantityKind, Kind>> = {
  duration: {
    noun: 'a time',
    example: '250 ms',
    whole: true,
    wholeOf: 'microseconds',
    units: [unit('us', 1), unit('µs', 1), unit('ms', 1e3), unit('s', 1e6), unit('min', 60e6), unit('h', 3600e6)],
  },
  rate: {
    noun: 'a rate',
    example: '40/s',
    whole: false,
    wholeOf: '',
    units: [unit('/s', 1), unit('/min', 1, 60), unit('/h', 1, 3600)],
  },
  size: {
    noun: 'a size',
    example: '2 GiB',
    whole: true,
    wholeOf: 'bytes',
    units: [
      unit('B', 1),
      unit('kB', 1e3),
      unit('KiB', KIBI),
      unit('MB', 1e6),
      unit('MiB', KIBI ** 2),
      unit('GB', 1e9),
      unit('GiB', KIBI ** 3),
      unit('TB', 1e12),
      unit('TiB', KIBI ** 4),
    ],
  },
  price: {
    noun: 'a price',
    example: '0.12 USD/h',
    whole: true,
    wholeOf: 'millionths of a dollar per hour',
    units: [unit('USD/h', 1e6)],
  },
  money: {
    noun: 'an amount of money',
    example: '0.02 USD',
    whole: true,
    wholeOf: 'millionths of a dollar',
    units: [unit('USD', 1e6)],
  },
  share: { noun: 'a share', example: '18 %', whole: false, wholeOf: '', units: [unit('%', 1)] },
};

/** Digits on either side of the point; more cannot be told apart in a double anyway. */
const DIGITS_MAX = 16;
const WRITTEN = /^([+-]?)(\d*)(?:\.(\d+))? *(\D.*)?$/u;

/** @param kind  what is measured */
export function exampleOf(kind: QuantityKind): string {
  return KINDS[kind].example;
}

/** @param kind  what is measured */
export function nounOf(kind: QuantityKind): string {
  return KINDS[kind].noun;
}

/** @returns a regular expression (as text, for JSON Schema) that every quantity of the kind matches */
export function patternOf(kind: QuantityKind): string {
  const names = KINDS[kind].units.map((each) => each.name.replaceAll('/', '\\/')).join('|');
  return `^\\d+(\\.\\d+)? *(${names})$`;
}

/**
 * Reads a quantity.
 *
 * @param kind  what is measured
 * @param text  for example `250ms`
 * @returns the value in base units (microseconds, per second, bytes, micro-dollars (per hour), per cent), >= 0; or an issue
 *          `missing-unit`, `wrong-unit` or `bad-number`
 */
export function parseQuantity(kind: QuantityKind, text: string): Result<number> {
  const { noun, example, units } = KINDS[kind];
  const bad = (code: string, what: string): Result<number> => fail(issue(code, '', what));
  const match = text.length > 60 ? null : WRITTEN.exec(text.trim());
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (match === null || whole === '' || whole.length > DIGITS_MAX || fraction.length > DIGITS_MAX) {
    return bad('bad-number', `found ${quote(text)}, expected ${noun} such as ${example}: write a number and its unit`);
  }
  const name = match[4]?.trim();
  if (name === undefined) {
    return bad('missing-unit', `found ${text.trim()} without a unit, expected ${noun} such as ${example}`);
  }
  const found = units.find((each) => each.name === name);
  if (found === undefined) {
    const names = units.map((each) => each.name);
    return bad(
      'wrong-unit',
      `found the unit ${quote(name)} in ${quote(text)}, expected ${noun} such as ${example}: ${didYouMean(name, names)}`,
    );
  }
  if (match[1] === '-') return bad('bad-number', `found ${quote(text)}, expected ${noun} of zero or more`);
  return scale(kind, text, whole, fraction, found);
}

function scale(kind: QuantityKind, text: string, whole: string, fraction: string, found: Unit): Result<number> {
  if (!KINDS[kind].whole) return ok((Number(`${whole}.${fraction || '0'}`) * found.times) / found.per);
  // Whole base units are reckoned in integers: 0.29 * 1e6 is not 290000 in floating point.
  const scaled = BigInt(whole + fraction) * BigInt(found.times);
  const divisor = 10n ** BigInt(fraction.length);
  if (scaled % divisor !== 0n) {
    const message = `found ${quote(text)}, expected a whole number of ${KINDS[kind].wholeOf}: round it`;
    return fail(issue('bad-number', '', message));
  }
  const value = Number(scaled / divisor);
  if (value > Number.MAX_SAFE_INTEGER) {
    return fail(
      issue('out-of-range', '', `found ${quote(text)}, which is too large to be counted in ${KINDS[kind].wholeOf}`),
    );
  }
  return ok(value);
}

/**
 * Writes a quantity so that {@link parseQuantity} reads the same value.
 *
 * @param kind   what is measured
 * @param value  in base units, >= 0; whole where the kind is
 */
export function printQuantity(kind: QuantityKind, value: number): string {
  const { units, whole } = KINDS[kind];
  const gap = kind === 'rate' ? '' : ' ';
  if (!whole) return `${plainNumber(value)}${gap}${units[0]!.name}`;
  if (kind === 'price' || kind === 'money') {
    const digits = String(value).padStart(7, '0');
    const fraction = digits.slice(-6).replace(/0+$/, '');
    return `${digits.slice(0, -6)}${fraction === '' ? '' : `.${fraction}`} ${units[0]!.name}`;
  }
  let best = units[0]!;
  for (const each of units) if (value > 0 && value % each.times === 0 && each.times > best.times) best = each;
  return `${value / best.times} ${best.name}`;
}

/** Decimal text without an exponent. */
function plainNumber(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return value.toFixed(20).replace(/\.?0+$/, '');
}

function quote(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 40)}...` : text;
  return JSON.stringify(short);
}
