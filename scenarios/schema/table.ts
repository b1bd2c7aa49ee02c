/**
 * @module Tables of registry entries, as authors write them: a list of values, or of maps where there are several columns.
 *
 * `table: [0 s, 1.5 s]` and `table: [{ weight: 9, size: 1 }, { weight: 1, size: 11 }]`; the engine keeps the numbers row by row.
 */
import { type Issue, issue } from '../../sim-engine/kernel/result.ts';
import type { ColumnSpec, Definition, TableSpec } from '../../sim-engine/model/registry.ts';
import { checkTable } from '../../sim-engine/policies/check-table.ts';
import { describe, type Reading, refuse } from './leaf.ts';
import { columnJson, notationOf, readParam } from './param.ts';
import { didYouMean } from './suggest.ts';

/**
 * @param definition  the registry entry
 * @param spec        its table
 * @param value       what was written; undefined for the default rows
 */
export function readTable(definition: Definition, spec: TableSpec, value: unknown): Reading<readonly number[]> {
  if (value === undefined) return { value: spec.default };
  const { rowsMin, rowsMax } = spec;
  if (!Array.isArray(value) || value.length < rowsMin || value.length > rowsMax) {
    const found = Array.isArray(value) ? `${value.length} rows` : describe(value);
    const message = `found ${found}, expected a list of ${rowsMin} to ${rowsMax} rows (${spec.doc.replace(/\.$/, '')}): write ${example(spec)}`;
    return { issues: [issue('bad-table', 'table', message)] };
  }
  const numbers: number[] = [];
  const issues: Issue[] = [];
  value.forEach((row: unknown, at) => {
    const reading = readRow(spec, row);
    if ('value' in reading) numbers.push(...reading.value);
    else for (const each of reading.issues) issues.push({ ...each, path: under(`table.${at}`, each.path) });
  });
  if (issues.length > 0) return { issues };
  const wrong = checkTable(definition, numbers, 'table');
  if (wrong.length === 0) return { value: numbers };
  // A path into the engine's list of numbers means nothing to an author.
  return { issues: wrong.map(({ message }) => issue('bad-table', 'table', message)) };
}

function readRow(spec: TableSpec, row: unknown): Reading<readonly number[]> {
  const { columns } = spec;
  if (columns.length === 1) {
    const reading = readParam(columns[0]!, row);
    return 'value' in reading ? { value: [reading.value] } : reading;
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    return refuse('wrong-type', `found ${describe(row)}, expected a row of the table: write ${rowExample(columns)}`);
  }
  const given = row as Readonly<Record<string, unknown>>;
  const keys = columns.map((column) => notationOf(column).key);
  const issues: Issue[] = Object.keys(given)
    .filter((key) => !keys.includes(key))
    .map((key) => issue('unknown-key', key, `found the unknown key ${key} in a table: ${didYouMean(key, keys)}`));
  const numbers: number[] = [];
  columns.forEach((column, at) => {
    const key = keys[at]!;
    if (given[key] === undefined) {
      const message = `found no ${key}, expected ${rowExample(columns)}: add \`${key}:\``;
      issues.push(issue('missing-key', '', message));
      return;
    }
    const reading = readParam(column, given[key]);
    if ('value' in reading) numbers.push(reading.value);
    else for (const each of reading.issues) issues.push({ ...each, path: key });
  });
  return issues.length > 0 ? { issues } : { value: numbers };
}

function under(path: string, inner: string): string {
  return inner === '' ? path : `${path}.${inner}`;
}

function rowExample(columns: readonly ColumnSpec[]): string {
  return `{ ${columns.map((column) => `${notationOf(column).key}: ...`).join(', ')} }`;
}

function example({ columns }: TableSpec): string {
  return columns.length === 1 ? '[..., ...]' : `[${rowExample(columns)}, ...]`;
}

/** JSON Schema of a table. */
export function tableJson(spec: TableSpec): Record<string, unknown> {
  const { columns, rowsMin, rowsMax, doc } = spec;
  const keys = columns.map((column) => notationOf(column).key);
  const items =
    columns.length === 1
      ? columnJson(columns[0]!)
      : {
          type: 'object',
          properties: Object.fromEntries(columns.map((column, at) => [keys[at], columnJson(column)])),
          required: keys,
          additionalProperties: false,
        };
  return { type: 'array', items, minItems: rowsMin, maxItems: rowsMax, description: doc };
}
