/** @module The run as one table: every tenant in every tick, as it was measured. */
import { TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import type { ChartTable } from '../charts/chart.ts';
import type { BenchData } from '../state/bench-data.ts';

const COLUMNS = [
  'From, s',
  'Tenant',
  'Arrived',
  'Completed',
  'Within SLO',
  'Rejected',
  'Cache hits',
  'Cache misses',
  'p50, ms',
  'p99, ms',
  'p99 of the last 5 s, ms',
  'n of the last 5 s',
];

/** @param data  the run */
export function runTable(data: BenchData): ChartTable {
  const { tenants } = data.scenario;
  const ms = (us: number): number | null => (us === 0 ? null : us / 1000);
  return {
    caption: `${data.scenario.title}, every tenant in every half second`,
    columns: COLUMNS.map((label) => ({ label, numeric: label !== 'Tenant' })),
    rows: data.ticks.flatMap((tick) =>
      tick.tenants.map((of, index) => [
        (tick.index * TICK_US) / 1e6,
        tenants[index]?.id ?? '',
        of.arrived,
        of.completed,
        of.good,
        of.rejected,
        of.hits,
        of.misses,
        ms(of.p50Us),
        ms(of.p99Us),
        ms(of.p99RecentUs),
        of.recentCount,
      ]),
    ),
  };
}
