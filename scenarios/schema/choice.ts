/**
 * @module Choices out of the engine's registries, as authors write them: `{ kind: request-flood, rate: 430/s }`.
 *
 * Ids, parameters, ranges and units come from the registry entries, so that a new entry needs no edit here.
 */
import type { Choice, Definition } from '../../sim-engine/model/registry.ts';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import { describe, leaf, type Reading, refuse } from './leaf.ts';
import { notationOf, paramJson, readParam } from './param.ts';
import { didYouMean } from './suggest.ts';
import { readTable, tableJson } from './table.ts';

/** What stands behind an entry's id: its parameters, and its table if it takes one. */
export type Details = Pick<Choice, 'params' | 'table'>;

/**
 * Reads the parameters and the table of an entry from the keys of a map.
 *
 * @param definition  the registry entry
 * @param given       the map; keys in `others` belong to somebody else
 * @param others      further keys that may stand there
 * @returns every parameter and the table, defaults filled in
 */
export function readDetails(
  definition: Definition,
  given: Readonly<Record<string, unknown>>,
  others: readonly string[],
): Reading<Details> {
  const issues: { code: string; path: string; message: string }[] = [];
  const values: Record<string, number> = {};
  const keys = new Map(definition.params.map((spec) => [notationOf(spec).key, spec]));
  const foreign = definition.table === undefined ? others : [...others, 'table'];
  for (const [key, value] of Object.entries(given)) {
    if (foreign.includes(key)) continue;
    const spec = keys.get(key);
    if (spec === undefined) {
      issues.push({
        code: 'unknown-key',
        path: key,
        message: `found the unknown key ${key} beside ${definition.id}: ${didYouMean(key, [...foreign, ...keys.keys()])}`,
      });
      continue;
    }
    const reading = readParam(spec, value);
    if ('value' in reading) values[spec.name] = reading.value;
    else for (const each of reading.issues) issues.push({ ...each, path: key });
  }
  const params = withDefaults(definition, values);
  if (definition.table === undefined) return issues.length > 0 ? { issues } : { value: { params } };
  const table = readTable(definition, definition.table, given.table);
  if (!('value' in table)) return { issues: [...issues, ...table.issues] };
  return issues.length > 0 ? { issues } : { value: { params, table: table.value } };
}

/** How a kind of choice is written. */
export interface ChoiceForm {
  /** Key that names the registry entry: `kind`, `model`, `law`. */
  readonly key: string;
  /** What it is, with its article. */
  readonly what: string;
  readonly registry: readonly Definition[];
  /** Issue code for a name that the registry does not hold. */
  readonly code: string;
}

/**
 * A choice: the entry's id alone, or a map with the id and parameters.
 *
 * @param form  how it is written
 */
export function choice(form: ChoiceForm) {
  const { key, what, registry } = form;
  return leaf<Choice>({ description: what, anyOf: choiceJson(form) }, (value) => {
    if (typeof value === 'string') return readChoice(form, { [key]: value }, '');
    if (typeof value !== 'object' || Array.isArray(value)) {
      const ids = registry.map((each) => each.id).join(', ');
      return refuse('wrong-type', `found ${describe(value)}, expected ${what}: write one of ${ids}`);
    }
    return readChoice(form, value as Record<string, unknown>, key);
  });
}

/** @param idPath  where to place an issue about the id, relative to the value */
function readChoice(form: ChoiceForm, given: Readonly<Record<string, unknown>>, idPath: string): Reading<Choice> {
  const ids = form.registry.map((each) => each.id);
  const name = given[form.key];
  if (name === undefined || name === null) {
    return refuse(
      'missing-key',
      `found no ${form.key}, expected ${form.what}: add \`${form.key}:\` with one of ${ids.join(', ')}`,
    );
  }
  const definition = form.registry.find((each) => each.id === name);
  if (definition === undefined) {
    const cure = typeof name === 'string' ? didYouMean(name, ids) : `expected one of ${ids.join(', ')}`;
    return {
      issues: [{ code: form.code, path: idPath, message: `found ${describe(name)}, expected ${form.what}: ${cure}` }],
    };
  }
  const details = readDetails(definition, given, [form.key]);
  return 'value' in details ? { value: { id: definition.id, ...details.value } } : details;
}

/** JSON Schema of a choice. */
function choiceJson(form: ChoiceForm): unknown[] {
  const ids = form.registry.map((each) => each.id);
  return [{ type: 'string', enum: ids }, ...form.registry.map((each) => entryJson(form.key, each))];
}

/** JSON Schema of one entry with its parameters and its table. */
export function entryJson(key: string, definition: Definition): Record<string, unknown> {
  const properties: Record<string, unknown> = { [key]: { const: definition.id, description: definition.summary } };
  for (const spec of definition.params) properties[notationOf(spec).key] = paramJson(spec);
  if (definition.table !== undefined) properties.table = tableJson(definition.table);
  return { type: 'object', properties, required: [key], additionalProperties: false };
}
