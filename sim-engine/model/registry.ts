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
  /** Words for the values min, min + 1, ..., where each value means something of its own. */
  readonly words?: readonly string[];
  /** Values from 1 are places in this list of the scenario; 0 is none of it, which `words` names. */
  readonly places?: 'plans' | 'tenants';
}

/** One column of a table. */
export type ColumnSpec = Omit<ParamSpec, 'default'>;

/** A table of numbers that a variant is given beside its parameters, for example measured times. */
export interface TableSpec {
  /** Label on screen. */
  readonly label: string;
  readonly columns: readonly ColumnSpec[];
  readonly rowsMin: number;
  readonly rowsMax: number;
  /** True when no value of the first column may be smaller than the one above it. */
  readonly ascending: boolean;
  /** Row by row. */
  readonly default: readonly number[];
  /** One sentence: what the table says. */
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
  /** Absent: the variant takes no table. */
  readonly table?: TableSpec;
}

/** Values for a definition's parameters, by name. */
export type ParamValues = Readonly<Record<string, number>>;

/** A variant chosen with its parameters. */
export interface Choice {
  readonly id: string;
  readonly params: ParamValues;
  /** Rows of the table one after the other; only where the definition has one, and absent for its default. */
  readonly table?: readonly number[];
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

/** @returns the choice of a variant with every parameter, and with a table where it takes one; defaults for what is not given */
export function chosen(definition: Definition, given: ParamValues = {}, table?: readonly number[]): Choice {
  const choice = { id: definition.id, params: withDefaults(definition, given) };
  return definition.table === undefined ? choice : { ...choice, table: tableOrDefault(definition, table) };
}

/**
 * @param definition  the variant
 * @param given       its table, row by row, if one was given
 * @returns the given rows, the default ones, or none where the definition has no table
 */
export function tableOrDefault(definition: Definition, given: readonly number[] | undefined): readonly number[] {
  return given ?? definition.table?.default ?? [];
}
