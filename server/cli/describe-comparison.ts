/** @module A comparison of two runs as tables and sentences for people. */
import type { ReplicatedComparison } from '../../sim-engine/comparison/compare-replicated.ts';
import type {
  ComparedFigure,
  ComparedRunHead,
  ComparedTenant,
  Comparison,
} from '../../sim-engine/comparison/comparison.ts';
import type { Estimate } from '../../sim-engine/statistics/estimate.ts';
import { columns, digits, table } from './table.ts';

/** @param comparison  B against A */
export function describeComparison(comparison: Comparison): string {
  const { a, b, tenants, totals, onlyIn } = comparison;
  const rows: [string, ComparedTenant][] = [...Object.entries(tenants), ['all', totals]];
  const parts = [
    `A  ${head(a)}\nB  ${head(b)}\n${arrivals(comparison)}`,
    latencyTable(rows),
    otherTable(rows),
    `Jain's index ${digits(totals.jain.a)} in A, ${digits(totals.jain.b)} in B: ${change(totals.jain)}\n`,
    rows.map(([id, { verdict }]) => `${id}: ${verdict}\n`).join(''),
  ];
  for (const [name, ids] of [
    ['A', onlyIn.a],
    ['B', onlyIn.b],
  ] as const) {
    if (ids.length > 0) parts.push(`Only in ${name}: ${ids.join(', ')}\n`);
  }
  return `${parts.join('\n')}\nDifferences are B - A, with 95 % intervals in brackets. ${comparison.method.statement}\n`;
}

/** @param replicated  both designs under several seeds */
export function describeReplicated({ count, paired, tenants, totals }: ReplicatedComparison): string {
  const rows = Object.entries(tenants).map(([id, { latencyMs, goodputPerSec }]) => {
    const { mean, p50, p95, p99 } = latencyMs;
    return [id, ...[mean, p50, p95, p99, goodputPerSec].map(interval)];
  });
  const others = `Over all: goodput/s ${interval(totals.goodputPerSec)}, cost USD ${interval(totals.costUsd)}, Jain's index ${interval(totals.jain)}\n`;
  const how = paired ? 'paired by seed' : 'independent seeds';
  return `${table(columns(`B - A, ${count} seeds`, '>mean ms', '>p50 ms', '>p95 ms', '>p99 ms', '>goodput/s'), rows)}${others}Means over seeds with 95 % intervals by Student's t, ${how}.\n`;
}

function interval({ mean, low, high }: Estimate): string {
  return low === null ? signed(mean) : `${signed(mean)} [${signed(low)}, ${signed(high)}]`;
}

function head({ file, scenario, seed, isolation, actions, simulatedMs }: ComparedRunHead): string {
  const acted = actions === 1 ? '1 action' : `${actions} actions`;
  return `${file}: ${scenario.id}, seed ${seed}, ended under ${isolation}, ${acted}, ${digits(simulatedMs / 1000)} s`;
}

function arrivals({ arrivals: { common, reason } }: Comparison): string {
  if (common === 'all') return 'The same requests arrived in both: they are compared one by one.\n';
  if (common === 'some')
    return `The same requests arrived in both, but ${reason}: the others are compared one by one.\n`;
  return `Arrivals are not common, because ${reason}: the runs are compared as independent ones, and intervals are wider.\n`;
}

function latencyTable(rows: readonly (readonly [string, ComparedTenant])[]): string {
  const cells = rows.map(([id, { latencyMs }]) => {
    if (latencyMs === null) return [id, ...Array.from({ length: 6 }, () => '-')];
    const { mean, p50, p90, p95, p99, p999 } = latencyMs;
    return [id, ...[mean, p50, p90, p95, p99, p999].map(change)];
  });
  return table(columns('latency, ms', '>mean', '>p50', '>p90', '>p95', '>p99', '>p99.9'), cells);
}

function otherTable(rows: readonly (readonly [string, ComparedTenant])[]): string {
  const cells = rows.map(([id, { latencyMs, goodputPerSec, costUsd, slo, lost }]) => [
    id,
    latencyMs === null ? '-' : `${digits(latencyMs.p99.a)} → ${digits(latencyMs.p99.b)}`,
    change(goodputPerSec),
    signed(costUsd.difference),
    slo.improved === null ? '-' : String(slo.improved),
    slo.worsened === null ? '-' : String(slo.worsened),
    `${lost.a} → ${lost.b}`,
  ]);
  return table(
    columns('tenant', '>p99 ms', '>goodput/s', '>cost USD', '>missed SLO in A only', '>in B only', '>lost'),
    cells,
  );
}

function change({ difference, low, high }: ComparedFigure): string {
  return low === null ? `${signed(difference)} [-]` : `${signed(difference)} [${signed(low)}, ${signed(high)}]`;
}

function signed(value: number | null): string {
  return value !== null && value > 0 ? `+${digits(value)}` : digits(value);
}
