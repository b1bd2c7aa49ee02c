/** @module What every registry entry says about itself, so that schema, controls and docs can be printed from it. */

/** One numeric parameter of a variant. */
export interface ParamSpec {
  /** Key in YAML, in actions and on the wire; the unit is its last word. */
  readonly name: string;
  /** Label on screen. */
  readonly label: string;
  /** Unit as written for people: `/s`, `ms`, `entries`, or empty for a plain number. */
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly default: number;
  /** True when only whole numbers make sense. */
  readonly integer?: boolean;
  /** One sentence: what the parameter does. */
  readonly doc: string;
}

/** Description of a variant: what the lab, the schema and the docs show of it. */
export interface Definition {
  /** Stable id in YAML, logs and on the wire. */
  readonly id: string;
  /** Two or three words. */
  readonly title: string;
  /** One sentence for a working engineer. */
  readonly summary: string;
  /** Where the mechanism or formula comes from. */
  readonly source: string;
  readonly params: readonly ParamSpec[];
}

/** Values for a definition's parameters, by name. */
export type ParamValues = Readonly<Record<string, number>>;

/** A variant chosen with its parameters. */
export interface Choice {
  readonly id: string;
  readonly params: ParamValues;
}

/**
 * Fills in defaults for the parameters that are not given.
 *
 * @param definition  the variant
 * @param given       some of its parameters
 * @returns every parameter of the definition, and nothing else
 */
export function withDefaults(definition: Definition, given: ParamValues): ParamValues {
  const values: Record<string, number> = {};
  for (const spec of definition.params) values[spec.name] = given[spec.name] ?? spec.default;
  return values;
}
