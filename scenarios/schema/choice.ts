/**
 * @module Choices out of the engine's registries, as authors write them: `{ kind: request-flood, rate: 430/s }`.
 *
 * Ids, parameters, ranges and units come from the registry entries, so that a new entry needs no edit here.
 */
import type { Choice, Definition, ParamSpec } from '../../sim-engine/model/registry.ts';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import { describe, leaf, type Reading, readNumber, readQuantity, refuse } from './leaf.ts';
import { patternOf, printQuantity, type QuantityKind } from './quantity.ts';
import { didYouMean } from './suggest.ts';

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

/** @param spec  a parameter of a registry entry */
export function notationOf(spec: ParamSpec): Notation {
  const notation = NOTATIONS[spec.unit];
  if (notation === undefined) return { key: spec.name };
  const { suffix, kind, baseUnits } = notation;
  return {
    key: spec.name.endsWith(suffix) ? spec.name.slice(0, -suffix.length) : spec.name,
    quantity: { kind, baseUnits },
  };
}

/**
 * Reads the parameters of an entry from the keys of a map.
 *
 * @param definition  the registry entry
 * @param given       the map; keys in `others` belong to somebody else
 * @param others      further keys that may stand there
 * @returns every parameter, defaults filled in
 */
export function readParams(
  definition: Definition,
  given: Readonly<Record<string, unknown>>,
  others: readonly string[],
): Reading<Choice['params']> {
  const issues: { code: string; path: string; message: string }[] = [];
  const values: Record<string, number> = {};
  const keys = new Map(definition.params.map((spec) => [notationOf(spec).key, spec]));
  for (const [key, value] of Object.entries(given)) {
    if (others.includes(key)) continue;
    const spec = keys.get(key);
    if (spec === undefined) {
      const allowed = [...others, ...keys.keys()];
      issues.push({
        code: 'unknown-key',
        path: key,
        message: `found the unknown key ${key} beside ${definition.id}: ${didYouMean(key, allowed)}`,
      });
      continue;
    }
    const reading = readParam(spec, value);
    if ('value' in reading) values[spec.name] = reading.value;
    else for (const each of reading.issues) issues.push({ ...each, path: key });
  }
  return issues.length > 0 ? { issues } : { value: withDefaults(definition, values) };
}

function readParam(spec: ParamSpec, value: unknown): Reading<number> {
  const what = `${spec.label.toLowerCase()} (${spec.doc.replace(/\.$/, '')})`;
  const { quantity } = notationOf(spec);
  if (quantity === undefined) return readNumber(what, spec, spec.integer === true, value);
  const range = { min: spec.min * quantity.baseUnits, max: spec.max * quantity.baseUnits };
  const reading = readQuantity(quantity.kind, what, range, value);
  return 'value' in reading ? { value: reading.value / quantity.baseUnits } : reading;
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
  const params = readParams(definition, given, [form.key]);
  return 'value' in params ? { value: { id: definition.id, params: params.value } } : params;
}

/** JSON Schema of a choice. */
function choiceJson(form: ChoiceForm): unknown[] {
  const ids = form.registry.map((each) => each.id);
  return [{ type: 'string', enum: ids }, ...form.registry.map((each) => entryJson(form.key, each))];
}

/** JSON Schema of one entry with its parameters. */
export function entryJson(key: string, definition: Definition): Record<string, unknown> {
  const properties: Record<string, unknown> = { [key]: { const: definition.id, description: definition.summary } };
  for (const spec of definition.params) properties[notationOf(spec).key] = paramJson(spec);
  return { type: 'object', properties, required: [key], additionalProperties: false };
}

/** JSON Schema of one parameter. */
export function paramJson(spec: ParamSpec): Record<string, unknown> {
  const { quantity } = notationOf(spec);
  if (quantity === undefined) {
    return {
      type: spec.integer === true ? 'integer' : 'number',
      minimum: spec.min,
      maximum: spec.max,
      default: spec.default,
      description: spec.doc,
    };
  }
  const byDefault = printQuantity(quantity.kind, spec.default * quantity.baseUnits);
  return { type: 'string', pattern: patternOf(quantity.kind), default: byDefault, description: spec.doc };
}
