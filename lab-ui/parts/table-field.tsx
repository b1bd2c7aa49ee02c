/** @module A table of numbers as rows of fields, built from its description: rows are added, changed and taken away. */
import { useId, useRef } from 'react';
import type { TableSpec } from '../../sim-engine/model/registry.ts';
import { clampTo } from './param-scale.ts';
import { type Places, WordSelect, wordedValues } from './word-select.tsx';

interface TableFieldProps {
  readonly spec: TableSpec;
  readonly places: Places;
  /** Row by row. */
  readonly table: readonly number[];
  onChange(table: readonly number[]): void;
}

export function TableField({ spec, places, table, onChange }: TableFieldProps) {
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  const width = spec.columns.length;
  const rows = Array.from({ length: table.length / width }, (_, at) => table.slice(at * width, (at + 1) * width));
  const put = (row: number, column: number, value: number) =>
    onChange(table.map((before, at) => (at === row * width + column ? value : before)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend on the page, and its rows have theirs
    <div className="table-field" role="group" aria-label={spec.label} aria-description={spec.doc} ref={group}>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <fieldset className="table-field-row" key={at}>
          <legend className="note">
            Row {at + 1}
            {rows.length > spec.rowsMin ? (
              <button
                type="button"
                className="link-button"
                onClick={() => {
                  onChange(table.filter((_, place) => Math.floor(place / width) !== at));
                  group.current?.querySelector<HTMLElement>('select, input')?.focus();
                }}
              >
                Take row {at + 1} away
              </button>
            ) : null}
          </legend>
          {spec.columns.map((column, place) => {
            const field = `${id}-${at}-${column.name}`;
            const value = row[place] ?? column.min;
            const isWorded = wordedValues(column, places).length > 0;
            return (
              <div className={column.places ? 'table-field-cell wide' : 'table-field-cell'} key={column.name}>
                <label className="note" htmlFor={field}>
                  {column.label}
                </label>
                {isWorded ? (
                  <WordSelect
                    id={field}
                    spec={column}
                    places={places}
                    value={value}
                    onChange={(next) => put(at, place, next)}
                  />
                ) : (
                  <input
                    id={field}
                    className="select"
                    inputMode="decimal"
                    defaultValue={value}
                    title={column.doc}
                    onBlur={(event) => put(at, place, clampTo(column, Number(event.target.value)))}
                  />
                )}
              </div>
            );
          })}
        </fieldset>
      ))}
      {rows.length < spec.rowsMax ? (
        <button type="button" className="link-button" onClick={() => onChange([...table, ...nextRow(spec, rows)])}>
          Add a row
        </button>
      ) : null}
    </div>
  );
}

/** @returns the last row again: what a new one differs in is then seen at a glance */
function nextRow({ columns }: TableSpec, rows: readonly (readonly number[])[]): readonly number[] {
  return rows.at(-1) ?? columns.map(({ min }) => min);
}
