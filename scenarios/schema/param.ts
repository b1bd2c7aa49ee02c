/** @module One parameter of a registry entry, or one column of its table: how it is written, read and described. */
import type { ColumnSpec, ParamSpec } from '../../sim-engine/model/registry.ts';
import { type Reading, readNumber, readQuantity } from './leaf.ts';
import { patternOf, printQuantity, type QuantityKind } from './quantity.ts';

/** How a parameter is written: as a plain number, or as a quantity of so many base units. */
interface Notation {
  /** Key in YAML: the parameter's name without its unit. */
  readonly key: string;
  readonly quantity?: { readonly kind: QuantityKind; readonly baseUnits: number };
}

/** Units of parameters that are written with a unit; all others are plain numbers. */
const NOTATIONS: Readonly<Record<string, { suffix: string; kind: QuantityKind; baseUnits: number }>> = {
  '/s': { suffix: 'PerSec', kind: 'rate', baseUnits: 1 },
  µs: { suffix: 'Us', kind: 'duration', baseUnits: 1 },
  ms: { suffix: 'Ms', kind: 'duration', baseUnits: 1_000 },
  s: { suffix: 'Sec', kind: 'duration', baseUnits: 1_000_000 },
};

/** @param spec  a parameter of a registry entry, or a column of its table */
export function notationOf(spec: ColumnSpec): Notation {
  const notation = NOTATIONS[spec.unit];
  if (notation === undefined) return { key: spec.name };
  const { suffix, kind, baseUnits } = notation;
  return {
    key: spec.name.endsWith(suffix) ? spec.name.slice(0, -suffix.length) : spec.name,
    quantity: { kind, baseUnits },
  };
}

/** Reads one value, with its unit where it has one. */
export function readParam(spec: ColumnSpec, value: unknown): Reading<number> {
  const what = `${spec.label.toLowerCase()} (${spec.doc.replace(/\.$/, '')})`;
  const { quantity } = notationOf(spec);
  if (quantity === undefined) return readNumber(what, spec, spec.integer === true, value);
  const range = { min: spec.min * quantity.baseUnits, max: spec.max * quantity.baseUnits };
  const reading = readQuantity(quantity.kind, what, range, value);
  return 'value' in reading ? { value: reading.value / quantity.baseUnits } : reading;
}

/** JSON Schema of one parameter. */
export function paramJson(spec: ParamSpec): Record<string, unknown> {
  const { quantity } = notationOf(spec);
  const byDefault =
    quantity === undefined ? spec.default : printQuantity(quantity.kind, spec.default * quantity.baseUnits);
  return { ...columnJson(spec), default: byDefault };
}

/** JSON Schema of one value of a column. */
export function columnJson(spec: ColumnSpec): Record<string, unknown> {
  const { quantity } = notationOf(spec);
  if (quantity !== undefined) return { type: 'string', pattern: patternOf(quantity.kind), description: spec.doc };
  const type = spec.integer === true ? 'integer' : 'number';
  return { type, minimum: spec.min, maximum: spec.max, description: spec.doc };
}
