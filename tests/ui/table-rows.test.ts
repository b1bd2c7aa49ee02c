/** @module The table behind a chart sorts what is known, keeps what is not at the end, and exports plain CSV. */
import { describe, expect, it } from 'vitest';
import { columnWords, csvOf, sortRows } from '../../lab-ui/parts/table-rows.ts';

const rows = [
  ['B', 2],
  ['A', null],
  ['C', 1],
] as const;
const order = (sorting: Parameters<typeof sortRows>[1]) => sortRows(rows, sorting).map(({ row }) => row[0]);

describe('table rows', () => {
  it('keep the order of the chart until sorted', () => expect(order(null)).toEqual(['B', 'A', 'C']));

  it('put what is not known last in either direction', () => {
    expect(order({ column: 1, descending: false })).toEqual(['C', 'B', 'A']);
    expect(order({ column: 1, descending: true })).toEqual(['B', 'C', 'A']);
  });

  it('become CSV that a spreadsheet takes for text', () => {
    const table = {
      caption: '',
      columns: [
        { label: 'Tenant, name', numeric: false },
        { label: 'p99', numeric: true },
      ],
      rows: [
        ['=1+1', -3],
        ['say "hi"', null],
      ],
    };
    expect(csvOf(table)).toBe('"Tenant, name",p99\r\n\'=1+1,-3\r\n"say ""hi""",\r\n');
  });

  it('write one precision per column', () => {
    const columns = ['name', 'ms', 'count', 'share'].map((label) => ({ label, numeric: label !== 'name' }));
    const table = {
      caption: '',
      columns,
      rows: [
        ['A', 44, 1_234, 0.5],
        ['B', 45.83, -2, null],
      ],
    };
    const words = columnWords(table);
    expect(table.rows.map((row) => row.map((cell, at) => words[at]?.(cell)))).toEqual([
      ['A', '44.0', '1,234', '0.500'],
      ['B', '45.8', '−2', '–'],
    ]);
  });
});
