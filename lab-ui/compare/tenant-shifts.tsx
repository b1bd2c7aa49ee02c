/** @module Tenants, most helped first: a small shift curve, p99 in A and in B, and the change with its interval. */
import type { Tenant } from '../../sim-engine/model/scenario.ts';
import type { ChartTable } from '../charts/chart.ts';
import { TenantMark } from '../marks/tenant-mark.tsx';
import { DataTable } from '../parts/data-table.tsx';
import type { ComparedFigure, ComparedPair, ComparedScope } from '../replay/questions/compare.ts';
import type { Form } from '../state/bench-query.ts';
import { formatMs, listWords, tied } from '../text/format.ts';
import { NINES_MAX, nines, signedRoot } from './figures/scales.ts';
import { direction, signedMs } from './verdict-words.ts';

const WIDTH = 124;
const HEIGHT = 20;

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

interface TenantShiftsProps {
  readonly rows: readonly ShiftRow[];
  readonly form: Form;
  /** Tenant whose difference is drawn above, or null. */
  readonly chosen: string | null;
  onChoose(id: string | null): void;
}

export function TenantShifts({ rows, form, chosen, onChoose }: TenantShiftsProps) {
  if (form === 'table')
    return (
      <section className="figure tenants-figure" aria-label="Tenants, most helped first" data-form={form}>
        <h2 className="hidden-words">Tenants, most helped first</h2>
        <div className="figure-plot">
          <DataTable id="compare-tenants" table={shiftTable(rows)} empty="No tenant is in both runs." />
        </div>
      </section>
    );
  if (form === 'sentence')
    return (
      <section className="figure" aria-label="Tenants, most helped first" data-form={form}>
        <h2>Tenants, most helped first</h2>
        <p className="figure-sentence">{tied(shiftWords(rows))}</p>
      </section>
    );
  const most = Math.max(
    ...rows.flatMap(({ scope }) => scope.shift.map(({ difference }) => Math.abs(signedRoot(difference)))),
    0.1,
  );
  return (
    <section className="figure tenant-shifts" aria-label="Tenants, most helped first">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Tenant, most helped first</th>
            <th scope="col" className="shift-cell">
              p5 to p99.9
            </th>
            <th scope="col" className="number">
              p99 in A
            </th>
            <th scope="col" className="number">
              in B
            </th>
            <th scope="col" className="number">
              change, 95 %
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-chosen={row.id === chosen || undefined}>
              <td>
                <button
                  type="button"
                  className="tenant-pick"
                  aria-pressed={row.id === chosen}
                  onClick={() => onChoose(row.id === chosen ? null : row.id)}
                >
                  <TenantMark index={row.index} name="" /> <strong>{row.id}</strong> <span>{row.name}</span>
                </button>
              </td>
              <td className="shift-cell">
                <MiniShift scope={row.scope} most={most} />
              </td>
              <td className="number">{row.p99 ? formatMs(row.p99.a * 1000) : '–'}</td>
              <td className="number">{row.p99 ? formatMs(row.p99.b * 1000) : '–'}</td>
              <td className="number">
                <strong>{row.p99 ? changeWords(row.p99) : '–'}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The shift function in a row: grey is no change, below it B is faster; all rows have one scale. */
function MiniShift({ scope: { shift }, most }: { readonly scope: ComparedScope; readonly most: number }) {
  const x = (share: number) => (WIDTH * nines(share)) / NINES_MAX;
  const isBoth = shift.some(({ difference }) => difference > 0.5);
  // Zero stands near the top where everything got faster, in the middle where something got slower.
  const zero = isBoth ? HEIGHT / 2 : 3;
  const room = isBoth ? HEIGHT / 2 - 1 : HEIGHT - 4;
  const y = (ms: number) => zero - (room * signedRoot(ms)) / most;
  const line = shift.map(({ share, difference }) => `${x(share).toFixed(1)},${y(difference).toFixed(1)}`).join(' ');
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="mini-shift" aria-hidden="true">
      <line x1="0" x2={WIDTH} y1={zero} y2={zero} />
      <polyline points={line} />
    </svg>
  );
}
