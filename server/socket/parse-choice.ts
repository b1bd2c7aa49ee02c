/** @module A registry entry chosen with its parameters, from the wire: whether there is such an entry is checked by the engine. */
import type { Choice } from '../../sim-engine/model/registry.ts';
import { type FieldReader, join, quote } from './parse-fields.ts';

/** Ids of tenants, models and policies are shorter. */
export const ID_CHARACTERS_MAX = 64;
/** Far above any rate a scenario has; the engine checks what the scenario allows. */
export const NUMBER_MAX = 1e9;
/** Parameters of one variant; none has more than a handful. */
const PARAMS_MAX = 16;
/** Numbers in the table of one variant that an action names. */
const TABLE_NUMBERS_MAX = 512;

/** @returns the choice; to be used only if the reader has no issues */
export function parseChoice(reader: FieldReader, value: unknown, path: string): Choice {
  const fields = reader.object(value, path, ['id', 'params', 'table']);
  if (!fields) return { id: '', params: {} };
  const id = reader.text(fields, 'id', path, ID_CHARACTERS_MAX);
  const params = parseParams(reader, fields.params, path);
  return Object.hasOwn(fields, 'table')
    ? { id, params, table: parseTable(reader, fields.table, path) }
    : { id, params };
}

/** How many rows of how many columns is checked by the engine. */
function parseTable(reader: FieldReader, value: unknown, path: string): number[] {
  const at = join(path, 'table');
  if (!Array.isArray(value) || value.length > TABLE_NUMBERS_MAX) {
    reader.add('bad-table', at, `found ${quote(value)}, expected a list of at most ${TABLE_NUMBERS_MAX} numbers`);
    return [];
  }
  const numbers: number[] = [];
  value.forEach((number: unknown, index) => {
    if (typeof number === 'number' && Number.isFinite(number) && Math.abs(number) <= NUMBER_MAX) numbers.push(number);
    else
      reader.add(
        'bad-number',
        join(at, String(index)),
        `found ${quote(number)}, expected a number up to ${NUMBER_MAX}`,
      );
  });
  return numbers;
}

function parseParams(reader: FieldReader, value: unknown, path: string): Record<string, number> {
  const at = join(path, 'params');
  const params: Record<string, number> = {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    reader.add('not-an-object', at, `found ${quote(value)}, expected an object of numbers`);
    return params;
  }
  const given = Object.entries(value);
  if (given.length > PARAMS_MAX) {
    reader.add('too-many-keys', at, `found ${given.length} parameters, expected at most ${PARAMS_MAX}`);
    return params;
  }
  for (const [name, number] of given) {
    if (!/^[a-z][A-Za-z0-9]{0,31}$/.test(name)) {
      reader.add('bad-name', at, `found ${quote(name)}, expected the name of a parameter`);
    } else if (typeof number !== 'number' || !Number.isFinite(number) || Math.abs(number) > NUMBER_MAX) {
      reader.add('bad-number', join(at, name), `found ${quote(number)}, expected a number up to ${NUMBER_MAX}`);
    } else {
      params[name] = number;
    }
  }
  return params;
}
