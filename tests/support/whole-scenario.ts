/** @module Scenarios with nothing left out that an author's file fills in: every choice has all its parameters, and its table. */
import { catalogue, type Definition, type Scenario, withDefaults } from '../../sim-engine/index.ts';
import { tableOrDefault } from '../../sim-engine/model/registry.ts';

/** Registries by the key that a choice stands under; several where the key means several things. */
const REGISTRIES: Readonly<Record<string, readonly (readonly Definition[])[]>> = {
  arrivals: [catalogue.arrivals],
  isolation: [catalogue.isolation],
  model: [catalogue.isolation],
  limiter: [catalogue.limiters],
  discipline: [catalogue.disciplines],
  policy: [catalogue.eviction, catalogue.autoscaling],
  backoff: [catalogue.backoffs],
  budget: [catalogue.retryBudgets],
  breaker: [catalogue.breakers],
  noise: [catalogue.noise],
  fault: [catalogue.faults],
  keys: [catalogue.popularity],
};

type Fields = Readonly<Record<string, unknown>>;

/**
 * @param given  a scenario, or actions, whose choices may leave parameters to their defaults
 * @returns the same with all of them written out, and none outside its range
 */
export function writtenOut<T>(given: T): T {
  return walk(given, '') as T;
}

function walk(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((each) => walk(each, key));
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Fields;
  if ('params' in fields) return { ...fields, ...details(definitionOf(fields, key), fields) };
  return Object.fromEntries(Object.entries(fields).map(([name, each]) => [name, walk(each, name)]));
}

/** A service demand says its law wherever it stands. */
function definitionOf(fields: Fields, key: string): Definition {
  const registries = 'law' in fields ? [catalogue.laws] : (REGISTRIES[key] ?? []);
  const id = fields.law ?? fields.kind ?? fields.id;
  const found = registries.flat().find((each: Definition) => each.id === id);
  if (found === undefined) throw new TypeError(`no registry is named for ${key}: ${String(id)}`);
  return found;
}

function details(definition: Definition, { params, table }: Fields): object {
  const rows = tableOrDefault(definition, table as readonly number[] | undefined);
  const within = Object.entries(withDefaults(definition, params as Readonly<Record<string, number>>)).map(
    ([name, value]) => {
      const { min, max } = definition.params.find((spec) => spec.name === name)!;
      return [name, Math.min(max, Math.max(min, value))] as const;
    },
  );
  const all = Object.fromEntries(within);
  return definition.table === undefined ? { params: all } : { params: all, table: rows };
}

/** What authors' files keep to and random scenarios do not: everything planned ends within the run. */
export function withinDuration({ timeline, ...scenario }: Scenario): Scenario {
  const cut = timeline.map((item) => ({ ...item, forUs: Math.min(item.forUs, scenario.durationUs - item.atUs) }));
  return { ...scenario, timeline: cut };
}
