/** @module The frame of a chart: title, unit and `i` in one row, the plot in the form chosen, one note line. */
import { type ReactNode, useId, useState } from 'react';
import type { Chart } from '../charts/chart.ts';
import { TenantMark } from '../marks/tenant-mark.tsx';
import { StepMark } from '../parts/step-mark.tsx';
import type { Form } from '../state/bench-query.ts';
import { tied } from '../text/format.ts';
import { useFocusTenant, useMeasuredData } from './bench-context.tsx';
import { BrushBar } from './brush-bar.tsx';
import { ChartHost } from './chart-host.tsx';
import { ChartTableView } from './chart-table.tsx';
import { TruthButton } from './truth-panel.tsx';

interface ChartFrameProps {
  /** One chart, or several of which one is shown under a tab. */
  readonly charts: readonly Chart[];
  readonly form: Form;
  /** Guide steps that happen here, and the current one. */
  readonly marks?: readonly number[];
  readonly step?: number;
  onTenant(index: number): void;
}

/** The title with the tenant's mark before its letter, which is the last word. */
function marked(title: string, tenant: number): ReactNode {
  const at = title.lastIndexOf(' ') + 1;
  return (
    <>
      {title.slice(0, at)}
      <TenantMark index={tenant} name="" /> {title.slice(at)}
    </>
  );
}

export function ChartFrame({ charts, form, marks = [], step = 0, onTenant }: ChartFrameProps) {
  const data = useMeasuredData();
  const focus = { tenant: useFocusTenant(), cursorUs: null };
  const [shown, setShown] = useState(0);
  const id = useId();
  const chart = charts[Math.min(shown, charts.length - 1)];
  if (!chart) return null;
  const plotRole = charts.length > 1 ? { role: 'tabpanel', 'aria-labelledby': `${id}-${chart.id}` } : {};
  return (
    <section className="chart-frame" aria-label={chart.title(data, focus)} data-chart={chart.id}>
      <header className="chart-head">
        {charts.length === 1 ? (
          <h2>{chart.ofTenant ? marked(chart.title(data, focus), focus.tenant) : chart.title(data, focus)}</h2>
        ) : (
          <div className="tabs" role="tablist" aria-label="Chart in this place">
            {charts.map((tab, at) => (
              <button
                key={tab.id}
                type="button"
                role="tab"
                id={`${id}-${tab.id}`}
                aria-selected={tab === chart}
                aria-controls={`${id}-plot`}
                tabIndex={tab === chart ? 0 : -1}
                className="tab"
                onClick={() => setShown(at)}
                onKeyDown={(event) => {
                  const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
                  if (!move) return;
                  event.preventDefault();
                  const next = (at + move + charts.length) % charts.length;
                  setShown(next);
                  document.getElementById(`${id}-${charts[next]?.id}`)?.focus();
                }}
              >
                {tab.title(data, focus)}
              </button>
            ))}
          </div>
        )}
        {marks.map((mark) => (
          <StepMark key={mark} step={mark} current={mark === step} />
        ))}
        <span className="note chart-unit">{chart.unit}</span>
        <span className="chart-head-gap" />
        <TruthButton title={chart.title(data, focus)} chart={chart} />
      </header>
      <div className="chart-plot" id={`${id}-plot`} {...plotRole}>
        {form === 'picture' ? <ChartHost key={chart.id} chart={chart} onTenant={onTenant} /> : null}
        {form === 'table' ? <ChartTableView chart={chart} data={data} focus={focus} /> : null}
        {form === 'sentence' ? <p className="chart-sentence">{tied(chart.sentence(data, focus))}</p> : null}
        {form === 'picture' ? <BrushBar chart={chart.id} /> : null}
        {form === 'picture' && data.simulatedUs === 0 ? (
          <div className="chart-question">
            <strong>{chart.question}</strong>
            <span>{chart.howToRead}</span>
          </div>
        ) : null}
      </div>
      {/* The note reads the picture; in the other forms its line stays empty, so that nothing moves. */}
      <p className="note chart-note">{form === 'picture' ? chart.note(data, focus) : ''}</p>
    </section>
  );
}
