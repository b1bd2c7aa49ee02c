/** @module Tenants, most helped first: a small shift curve, p99 in A and in B, and the change with its interval. */
import { TenantMark } from '../marks/tenant-mark.tsx';
import { DataTable } from '../parts/data-table.tsx';
import type { ComparedScope } from '../replay/questions/compare.ts';
import type { Form } from '../state/bench-query.ts';
import { formatMs, tied } from '../text/format.ts';
import { NINES_MAX, nines, signedRoot } from './figures/scales.ts';
import { changeWords, type ShiftRow, shiftTable, shiftWords } from './shift-rows.ts';

const WIDTH = 124;
const HEIGHT = 20;

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
