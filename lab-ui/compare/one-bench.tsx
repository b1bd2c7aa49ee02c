/** @module One of two benches: timeline, topology and every tenant's p99, at the moment of the clock that both have. */
import { useId } from 'react';
import type { ChartTable, Focus } from '../charts/chart.ts';
import { timeline } from '../charts/timeline.ts';
import { DataTable } from '../parts/data-table.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import type { BenchData } from '../state/bench-data.ts';
import type { Form } from '../state/bench-query.ts';
import { tied } from '../text/format.ts';
import type { Locked } from './locked-clock.ts';
import { LOCKED_CHARTS } from './locked-exports.ts';
import { LockedTimeline } from './locked-timeline.tsx';
import { StillChart } from './still-chart.tsx';
import type { Seen } from './use-bench-data-at.ts';

interface OneBenchProps {
  readonly title: string;
  readonly seen: Seen;
  readonly locked: Locked;
  readonly look: Focus;
  readonly form: Form;
  onTenant(index: number): void;
}

export function OneBench({ title, seen: { data, issues }, locked, look, form, onTenant }: OneBenchProps) {
  const heading = useId();
  return (
    <section className="one-bench" aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      {issues.length > 0 ? <IssueList issues={issues} /> : null}
      {LOCKED_CHARTS.map((chart) => (
        <div key={chart.id} className="one-chart" data-chart={chart.id} data-form={form}>
          {data === null ? <span className="still-block tall" /> : null}
          {data !== null && form === 'picture' ? picture(chart, data) : null}
          {data !== null && form === 'table' ? (
            <DataTable id={chart.id} table={titledTable(title, chart.table(data, look))} empty="Nothing stands yet." />
          ) : null}
          {data !== null && form === 'sentence' ? (
            <p className="figure-sentence">{tied(chart.sentence(data, look))}</p>
          ) : null}
        </div>
      ))}
    </section>
  );

  function picture(chart: (typeof LOCKED_CHARTS)[number], data: BenchData) {
    const still = (
      <StillChart
        chart={chart}
        data={data}
        focus={look}
        onCursor={(cursorUs) => locked.focus.set({ cursorUs })}
        onTenant={onTenant}
      />
    );
    if (chart !== timeline) return still;
    return (
      <LockedTimeline clock={locked.clock} durationUs={data.scenario.durationUs}>
        {still}
      </LockedTimeline>
    );
  }
}

/** Both sides have the same tables: each says whose it is. */
function titledTable(title: string, table: ChartTable): ChartTable {
  return { ...table, caption: `${title}: ${table.caption}` };
}
