/** @module The charts that stand on each side of two benches, and what of them can be taken away. */
import type { Focus } from '../charts/chart.ts';
import { p99Grid } from '../charts/p99-grid.ts';
import { timeline } from '../charts/timeline.ts';
import type { Exportable } from '../export/export-table.tsx';
import { pictureOfChart } from '../export/picture-file.ts';
import { topology } from '../scene/topology.ts';
import type { BenchData } from '../state/bench-data.ts';
import { formatClock } from '../text/format.ts';

/** What stands on each side, from top to bottom. */
export const LOCKED_CHARTS = [timeline, topology, p99Grid];

/** @returns the charts of one side as they stand; none before its run is there */
export function lockedExports(letter: 'A' | 'B', data: BenchData | null, focus: Focus): readonly Exportable[] {
  if (data === null) return [];
  return LOCKED_CHARTS.map((chart) => {
    const title = `${letter} at ${formatClock(data.simulatedUs)}, ${chart.title(data, focus)}`;
    return {
      id: `${letter.toLowerCase()}-${chart.id}`,
      title,
      table: chart.table(data, focus),
      picture: (theme) => ({ ...pictureOfChart(chart, data, focus, theme), title }),
    };
  });
}
