/** @module One number against what its description allows: the same words on the wire, in commands and beside the control. */
import type { ColumnSpec } from './registry.ts';

/** @returns what is wrong with a parameter, or a number of a table, and what its definition allows; null when it may be */
export function wrongValue(spec: ColumnSpec, value: number): string | null {
  const fits = value >= spec.min && value <= spec.max && (spec.integer !== true || Number.isInteger(value));
  if (fits) return null;
  const kind = spec.integer === true ? 'a whole number' : 'a number';
  const range = `${kind} from ${spec.min} to ${spec.max}${spec.unit === '' ? '' : ` ${spec.unit}`}`;
  return `${spec.label} is ${value}; expected ${range}`;
}
