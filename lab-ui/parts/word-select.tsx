/** @module A choice among values that each have a word, or a place in a list, built from the description of a parameter or a column. */
import type { ColumnSpec } from '../../sim-engine/model/registry.ts';

/** Titles of what values may be places of. */
export type Places = Readonly<Record<NonNullable<ColumnSpec['places']>, readonly string[]>>;

/** @returns the values that a parameter or a column may have, each with its word; empty where values are plain numbers */
export function wordedValues(
  spec: ColumnSpec,
  places: Places,
): readonly { readonly value: number; readonly word: string }[] {
  const words = (spec.words ?? []).map((word, at) => ({ value: spec.min + at, word }));
  const listed = spec.places === undefined ? [] : places[spec.places];
  return [...words, ...listed.map((word, at) => ({ value: at + 1, word }))];
}

interface WordSelectProps {
  readonly id: string;
  readonly spec: ColumnSpec;
  readonly places: Places;
  readonly value: number;
  onChange(value: number): void;
}

export function WordSelect({ id, spec, places, value, onChange }: WordSelectProps) {
  return (
    <select
      id={id}
      className="select"
      value={value}
      title={spec.doc}
      aria-description={spec.doc}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      {wordedValues(spec, places).map((each) => (
        <option key={each.value} value={each.value}>
          {each.word}
        </option>
      ))}
    </select>
  );
}
