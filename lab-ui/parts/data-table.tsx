/** @module A table of a view's own data: sortable, and to take away as CSV. */
import { useMemo, useState } from 'react';
import type { ChartTable } from '../charts/chart.ts';
import { saveFile } from '../export/save-file.ts';
import { columnWords, csvOf, type Sorting, sortRows } from './table-rows.ts';

interface DataTableProps {
  /** Name of the file that is saved. */
  readonly id: string;
  readonly table: ChartTable;
  /** Said where there is no row. */
  readonly empty: string;
}

export function DataTable({ id, table, empty }: DataTableProps) {
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const rows = useMemo(() => sortRows(table.rows, sorting), [table, sorting]);
  const words = useMemo(() => columnWords(table), [table]);
  return (
    <div className="table-view">
      <p className="table-caption note">
        {table.caption}
        <button
          type="button"
          className="link-button"
          onClick={() => saveFile(`${id}.csv`, new Blob([csvOf(table)], { type: 'text/csv' }))}
        >
          Save as CSV
        </button>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={`Table: ${table.caption}`}>
        <table className="table">
          <caption className="hidden-words">{table.caption}</caption>
          <thead>
            <tr>
              {table.columns.map((column, at) => (
                <th
                  key={column.label}
                  scope="col"
                  className={column.numeric ? 'number' : undefined}
                  aria-sort={sorting?.column === at ? (sorting.descending ? 'descending' : 'ascending') : undefined}
                >
                  <button
                    type="button"
                    className="sort"
                    onClick={() => setSorting(nextSorting(sorting, at, column.numeric))}
                  >
                    {column.label}
                    <span aria-hidden="true">{sorting?.column === at ? (sorting.descending ? ' ▾' : ' ▴') : ''}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, key }) => (
              <tr key={key}>
                {row.map((cell, at) => (
                  <td
                    key={table.columns[at]?.label ?? at}
                    className={table.columns[at]?.numeric ? 'number' : undefined}
                  >
                    {words[at]?.(cell) ?? cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 ? <p className="quiet dense">{empty}</p> : null}
      </section>
    </div>
  );
}

function nextSorting(before: Sorting | null, column: number, numeric: boolean): Sorting | null {
  if (before?.column !== column) return { column, descending: numeric };
  return before.descending === numeric ? { column, descending: !numeric } : null;
}
