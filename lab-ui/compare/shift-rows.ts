/** @module Tenants by how much they were helped: rows, table and words. */
import type { Tenant } from '../../sim-engine/model/scenario.ts';
import type { ChartTable } from '../charts/chart.ts';
import type { ComparedFigure, ComparedPair, ComparedScope } from '../replay/questions/compare.ts';
import { formatMs, listWords } from '../text/format.ts';
import { direction, signedMs } from './verdict-words.ts';

/** One row. */
export interface ShiftRow {
  readonly id: string;
  readonly name: string;
  /** Slot of the tenant, for its mark. */
  readonly index: number;
  readonly scope: ComparedScope;
  /** Null where nothing was answered in one of the runs. */
  readonly p99: ComparedFigure | null;
}

/** @returns the most helped first; whoever answered nothing last */
export function shiftRows(pair: ComparedPair, tenants: readonly Tenant[]): readonly ShiftRow[] {
  const rows = Object.entries(pair.tenants).map(([id, scope]) => {
    const index = tenants.findIndex((tenant) => tenant.id === id);
    return { id, name: tenants[index]?.name ?? id, index, scope, p99: scope.parts.latencyMs?.p99 ?? null };
  });
  const change = ({ p99 }: ShiftRow): number => p99?.difference ?? Number.POSITIVE_INFINITY;
  return rows.sort((a, b) => (change(a) === change(b) ? a.index - b.index : change(a) - change(b)));
}

/** @returns "−931 ± 17 ms"; "+64 ms ± –" where it has no interval */
export function changeWords({ difference, high }: ComparedFigure): string {
  if (high === null) return `${signedMs(difference)} ± –`;
  const half = high - difference;
  return `${signedMs(difference).replace(/ m?s$/, '')} ± ${formatMs(half * 1000)}`;
}

/** @returns the rows as a table, milliseconds */
export function shiftTable(rows: readonly ShiftRow[]): ChartTable {
  const labels = [
    'Tenant',
    'p50 change, ms',
    'p99 in A, ms',
    'p99 in B, ms',
    'p99 change, ms',
    '95 % from, ms',
    'to, ms',
    'Missed SLO in A only',
    'in B only',
    'Lost in A',
    'Lost in B',
  ];
  return {
    caption: 'Every tenant, most helped first',
    columns: labels.map((label, at) => ({ label, numeric: at > 0, ...(label.endsWith('ms') ? { decimals: 1 } : {}) })),
    rows: rows.map(({ id, name, scope: { parts }, p99 }) => [
      `${id} ${name}`,
      parts.latencyMs?.p50.difference ?? null,
      p99?.a ?? null,
      p99?.b ?? null,
      p99?.difference ?? null,
      p99?.low ?? null,
      p99?.high ?? null,
      parts.slo.improved,
      parts.slo.worsened,
      parts.lost.a,
      parts.lost.b,
    ]),
  };
}

/** @returns who was helped, who not, in words */
export function shiftWords(rows: readonly ShiftRow[]): string {
  const by = (way: ReturnType<typeof direction>): string[] =>
    rows.flatMap(({ id, p99 }) => (p99 && p99.low !== null && direction(p99) === way ? [id] : []));
  const unsure = rows.flatMap(({ id, p99 }) => (p99 && p99.low === null ? [id] : []));
  const [helped, hurt, none] = [by('lower'), by('higher'), by('none')];
  const best = rows[0];
  const parts = [
    helped.length > 0 ? `p99 is lower in B for ${listWords(helped)}.` : 'p99 is shown lower in B for nobody.',
    hurt.length > 0 ? `It is higher for ${listWords(hurt)}.` : '',
    none.length > 0 ? `No change is shown for ${listWords(none)}.` : '',
    unsure.length > 0 ? `One burst carries it, so that it has no interval, for ${listWords(unsure)}.` : '',
    best?.p99 && best.p99.difference < 0
      ? `Most helped: ${best.id}, ${formatMs(best.p99.a * 1000)} to ${formatMs(best.p99.b * 1000)}.`
      : '',
  ];
  return parts.filter((each) => each !== '').join(' ');
}
