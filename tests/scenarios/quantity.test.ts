/** @module Quantities: what is printed is read back as the same value, and decimals are reckoned exactly. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuantity, patternOf, printQuantity, type QuantityKind } from '../../scenarios/schema/quantity.ts';

const WHOLE: readonly QuantityKind[] = ['duration', 'size', 'price'];
const REAL: readonly QuantityKind[] = ['rate', 'share'];
const whole = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const real = fc.double({ min: 0, max: 1e9, noNaN: true }).map((value) => Number(value.toFixed(6)));

describe('printing and reading', () => {
  it.each(WHOLE)('%s: gives the same value', (kind) => {
    fc.assert(
      fc.property(whole, (value) => {
        const text = printQuantity(kind, value);
        expect(text).toMatch(new RegExp(patternOf(kind), 'u'));
        expect(parseQuantity(kind, text)).toEqual({ ok: true, value });
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(REAL)('%s: gives the same value', (kind) => {
    fc.assert(
      fc.property(real, (value) => {
        expect(parseQuantity(kind, printQuantity(kind, value))).toEqual({ ok: true, value });
      }),
      { numRuns: 2_000 },
    );
  });
});

it.each([
  ['duration', '250ms', 250_000],
  ['duration', '1.5 min', 90_000_000],
  ['duration', '0.1 s', 100_000],
  ['duration', '3 µs', 3],
  ['rate', '40/s', 40],
  ['rate', '90/min', 1.5],
  ['size', '2 GiB', 2 * 1024 ** 3],
  ['size', '1.5 KiB', 1536],
  ['size', '2 GB', 2e9],
  ['price', '0.12 USD/h', 120_000],
  ['price', '0.29 USD/h', 290_000],
  ['share', '18 %', 18],
] as const)('%s: %s', (kind, text, value) => {
  expect(parseQuantity(kind, text)).toEqual({ ok: true, value });
});

it.each([
  ['duration', '250', 'missing-unit'],
  ['duration', '250 sm', 'wrong-unit'],
  ['duration', '250 MS', 'wrong-unit'],
  ['duration', '0.5 us', 'bad-number'],
  ['duration', '-1 s', 'bad-number'],
  ['duration', '1e3 s', 'wrong-unit'],
  ['duration', '', 'bad-number'],
  ['duration', '.5 s', 'bad-number'],
  ['duration', '9007199254740993 us', 'out-of-range'],
  ['duration', '90071992547409931 us', 'bad-number'],
  ['duration', '900719925474099 h', 'out-of-range'],
  ['rate', '40 s', 'wrong-unit'],
  ['price', '0.0000001 USD/h', 'bad-number'],
  ['price', '1 EUR/h', 'wrong-unit'],
  ['share', '18', 'missing-unit'],
] as const)('%s: %s is refused as %s', (kind, text, code) => {
  const parsed = parseQuantity(kind, text);
  expect(parsed.ok ? [] : parsed.issues.map((each) => each.code)).toEqual([code]);
});
