/** @module The table behind a chart: the same data, sortable, and to take away as CSV. */
import type { Chart, Focus } from '../charts/chart.ts';
import { DataTable } from '../parts/data-table.tsx';
import type { BenchData } from '../state/bench-data.ts';

interface ChartTableViewProps {
  readonly chart: Chart;
  readonly data: BenchData;
  readonly focus: Focus;
}

export function ChartTableView({ chart, data, focus }: ChartTableViewProps) {
  const table = chart.table(data, focus);
  return <DataTable id={chart.id} table={table} empty="No rows yet: they come when the run starts." />;
}
