/** @module Checks what a choice gives to a registry entry: single numbers, and tables of numbers. */
import { type Issue, issue } from '../kernel/result.ts';
import type { ColumnSpec, Definition, TableSpec } from '../model/registry.ts';
import { wrongValue } from '../model/wrong-value.ts';

/** @returns an issue when a parameter or a number of a table is not what its definition allows */
export function checkValue(spec: ColumnSpec, value: number, path: string): Issue[] {
  const wrong = wrongValue(spec, value);
  return wrong === null ? [] : [issue('impossible-number', path, wrong)];
}

/**
 * @param definition  the registry entry that the table is for
 * @param table       its rows, one after the other
 * @returns issues: no table taken, too few or too many rows, a row cut short, impossible numbers, an order that falls
 */
export function checkTable(definition: Definition, table: readonly number[], path: string): Issue[] {
  const spec = definition.table;
  if (spec === undefined) {
    return [issue('unknown-parameter', path, `${definition.id} takes no table; found one: delete it`)];
  }
  const width = spec.columns.length;
  const rows = table.length / width;
  if (!Number.isInteger(rows) || rows < spec.rowsMin || rows > spec.rowsMax) {
    const columns = spec.columns.map((column) => column.name).join(', ');
    const expected = `${spec.rowsMin} to ${spec.rowsMax} rows of ${columns}`;
    return [
      issue('impossible-table', path, `found ${table.length} numbers, expected ${expected}, one after the other`),
    ];
  }
  const issues = table.flatMap((value, at) => checkValue(spec.columns[at % width]!, value, `${path}.${at}`));
  return issues.length > 0 || !spec.ascending ? issues : checkOrder(spec, table, path);
}

function checkOrder(spec: TableSpec, table: readonly number[], path: string): Issue[] {
  const width = spec.columns.length;
  for (let at = width; at < table.length; at += width) {
    if (table[at]! >= table[at - width]!) continue;
    const found = `found ${table[at]} after ${table[at - width]}`;
    return [issue('impossible-table', `${path}.${at}`, `${found}, expected rows in ascending order: sort them`)];
  }
  return [];
}
