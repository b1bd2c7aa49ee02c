/**
 * Every registry entry describes itself well enough for schema, controls and docs to be printed from it: stable unique ids,
 * titles, sentences, sources, and parameters whose default lies within their range.
 */
import { describe, expect, it } from 'vitest';
import { catalogue, type Definition } from '../../sim-engine/index.ts';
import { checkTable } from '../../sim-engine/policies/check-table.ts';

const registries: readonly (readonly [name: string, entries: readonly Definition[]])[] = Object.entries(catalogue);

describe.each(registries)('registry %s', (_name, entries) => {
  it('has unique kebab-case ids', () => {
    const ids = entries.map((entry) => entry.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });

  it.each(entries)('$id says what it is and where it comes from', (entry) => {
    expect(entry.title).not.toBe('');
    expect(entry.summary).toMatch(/\.$/);
    expect(entry.source.length).toBeGreaterThan(10);
    expect(new Set(entry.params.map((spec) => spec.name)).size).toBe(entry.params.length);
    for (const spec of entry.params) {
      expect(spec.min).toBeLessThan(spec.max);
      expect(spec.default).toBeGreaterThanOrEqual(spec.min);
      expect(spec.default).toBeLessThanOrEqual(spec.max);
      if (spec.integer === true) for (const value of [spec.min, spec.max, spec.default]) expect(value % 1).toBe(0);
      expect(spec.doc).toMatch(/\.$/);
      expect(spec.label).not.toBe('');
    }
  });

  it.each(entries.filter((entry) => entry.table !== undefined))('$id describes its table', (entry) => {
    const table = entry.table!;
    expect(checkTable(entry, table.default, 'table')).toEqual([]);
    expect(table.rowsMin).toBeGreaterThanOrEqual(1);
    expect(table.rowsMax).toBeLessThanOrEqual(10_000);
    expect(table.doc).toMatch(/\.$/);
    expect(new Set(table.columns.map((column) => column.name)).size).toBe(table.columns.length);
    for (const column of table.columns) {
      expect(column.min).toBeLessThan(column.max);
      expect(column.doc).toMatch(/\.$/);
    }
    // `table` is the key that authors write it under.
    expect(entry.params.map((spec) => spec.name)).not.toContain('table');
  });
});
