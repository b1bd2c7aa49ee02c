/** @module Bounds of objectives: written with the metric's unit, kept as a number in that unit. */
import { type Reading, readNumber, readQuantity } from './leaf.ts';
import type { QuantityKind } from './quantity.ts';

/** Units of metrics that are written as a quantity: kind, and base units in one of the metric's. */
const UNITS: Readonly<Record<string, { kind: QuantityKind; baseUnits: number }>> = {
  ms: { kind: 'duration', baseUnits: 1_000 },
  'req/s': { kind: 'rate', baseUnits: 1 },
  '%': { kind: 'share', baseUnits: 1 },
  'USD/h': { kind: 'price', baseUnits: 1_000_000 },
  USD: { kind: 'money', baseUnits: 1_000_000 },
  min: { kind: 'duration', baseUnits: 60_000_000 },
};

/** Largest bound, in base units. */
const BOUND_MAX = Number.MAX_SAFE_INTEGER;

/**
 * @param metric   id and unit of the metric
 * @param written  the bound as it stands in the file
 * @returns the bound in the metric's unit
 */
export function readThreshold(
  metric: { readonly id: string; readonly unit: string },
  written: unknown,
): Reading<number> {
  const what = `a bound on ${metric.id}`;
  const unit = UNITS[metric.unit];
  if (unit === undefined) return readNumber(what, { min: -BOUND_MAX, max: BOUND_MAX }, false, written);
  const reading = readQuantity(unit.kind, what, { min: 0, max: BOUND_MAX }, written);
  return 'value' in reading ? { value: reading.value / unit.baseUnits } : reading;
}
